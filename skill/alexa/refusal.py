"""What is no proper request of Alexa's to this skill, and is answered with 400."""

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a request: few words, so that they can be counted."""

    HEADERS = "headers"
    CERTIFICATE = "certificate"
    SIGNATURE = "signature"
    BODY = "body"
    TIMESTAMP = "timestamp"
    APPLICATION = "application"


class RefusedRequestError(ValueError):
    """A request that must not be answered; the message says why in a sentence.

    The message goes to whoever asked and into the log, so it quotes nothing of the request.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason
