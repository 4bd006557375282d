"""Other people's talk, one file for each reason to decline: the file's name is the reason given."""
