"""The terminal a person sits at: single keys."""
