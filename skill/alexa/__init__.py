"""The Alexa front end: a request becomes an Intent, a Reply becomes SSML, a card and a screen."""
