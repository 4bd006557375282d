"""Guided stretches and breathing: a routine's steps in time, and the guide that leads them."""
