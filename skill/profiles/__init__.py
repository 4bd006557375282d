"""Keeping profiles between conversations: preferences and how far sessions went, no health data."""
