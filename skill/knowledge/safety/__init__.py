"""The red flags as data: how symptoms are put into words, and how urgent they are together."""
