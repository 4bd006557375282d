"""The core: an Intent and a Conversation in, a Reply out. It knows no Alexa, audio, clock or file."""
