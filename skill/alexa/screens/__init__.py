"""APL documents, one JSON file each: the layout of a screen, without its words."""
