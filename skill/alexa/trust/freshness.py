"""Whether a request was made just now, so that one overheard cannot be sent again later."""

from datetime import UTC, datetime, timedelta

from skill.alexa.refusal import Reason, RefusedRequestError

TOLERANCE = timedelta(seconds=150)
"""How old or how early a request may be, as Amazon demands of every skill."""

EVENT_TOLERANCE = timedelta(hours=1)
"""The same for events of the skill itself, which Alexa repeats until they are answered."""

EVENTS = "AlexaSkillEvent."


def check_fresh(request_type: str, stamp: datetime | None, now: datetime) -> None:
    """Raise RefusedRequestError unless a request with this time stamp may be answered ``now``.

    ``stamp`` is None where the request has none that can be read.
    """
    if stamp is None or stamp.tzinfo is None:
        raise RefusedRequestError(Reason.TIMESTAMP, "The request has no proper time stamp.")
    allowed = EVENT_TOLERANCE if request_type.startswith(EVENTS) else TOLERANCE
    if not now - allowed <= stamp <= now + allowed:
        raise RefusedRequestError(Reason.TIMESTAMP, "The request is not of this moment.")


def utc_now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)
