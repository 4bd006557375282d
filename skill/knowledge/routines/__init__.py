"""The routines, one file each, and the words of the guide."""
