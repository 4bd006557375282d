"""Builds the tiny Vosk model of the tests from synthetic speech; see README.md."""
