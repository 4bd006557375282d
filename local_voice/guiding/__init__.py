"""Guided sessions in real time: what sounds when, and what the terminal shows meanwhile."""
