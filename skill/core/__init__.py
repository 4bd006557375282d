"""The core: an Intent and a Conversation in, a Reply out.

It knows no Alexa, no audio, no clock and no file; what it needs is handed to it.
"""
