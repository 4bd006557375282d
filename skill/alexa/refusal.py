"""What is no proper request of Alexa's to this skill, and is answered with 400."""


class RefusedRequestError(ValueError):
    """A request that must not be answered; the message says why in a sentence.

    The message goes to whoever asked and into the log, so it quotes nothing of the request.
    """
