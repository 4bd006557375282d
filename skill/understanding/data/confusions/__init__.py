"""What each recognizer hears instead: `python -m tests.speech.confusions`."""
