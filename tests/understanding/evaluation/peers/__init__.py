"""What else turns text into intents; each module prepares one of them and loads it."""
