"""One module per kind of turn: each makes a Draft out of a Situation."""
