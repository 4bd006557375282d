"""The companion on a laptop: the command line, and later its ears and its mouth."""
