"""What works on this machine, each part tried for real, and how to mend what does not."""
