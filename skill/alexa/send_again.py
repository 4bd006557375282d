"""What Alexa has to send again, since it could not be done yet."""

from skill.errors import MuscleCalmError


class SendAgainError(MuscleCalmError):
    """An event of Alexa's own is let fail: Alexa repeats it until it is answered well.

    For events alone, which nobody waits for with a question; a person always gets an answer.
    """

    def __init__(self) -> None:
        super().__init__("What was kept could not be deleted yet; please send this again.")
