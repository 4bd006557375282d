"""Ears: recognizers that turn blocks of sound into words."""
