"""Muscle Calm: what it knows, how it understands and decides, and its Alexa front end."""
