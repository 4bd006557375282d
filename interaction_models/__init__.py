"""One Alexa interaction model per locale: the only list of intents, utterances and slot values."""
