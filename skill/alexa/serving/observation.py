"""What is noted about the request that a thread is answering: enough to watch over the endpoint.

Never what was said, and never who said it.
"""

from contextvars import ContextVar, Token
from dataclasses import dataclass
from typing import Any

UNKNOWN = "other"


@dataclass(slots=True)
class Observed:
    """A request while it is answered; ``kind`` and ``intent`` are known once it is trusted."""

    id: str
    kind: str = UNKNOWN
    intent: str = ""
    refused: str = ""
    apologised: bool = False


_current: ContextVar[Observed | None] = ContextVar("observed request", default=None)


def current() -> Observed | None:
    """The request that this thread is answering, where somebody watches."""
    return _current.get()


def begin(observed: Observed) -> Token[Observed | None]:
    """From now on this thread is answering that request."""
    return _current.set(observed)


def end(token: Token[Observed | None]) -> None:
    """The request that :func:`begin` gave this token for is answered."""
    _current.reset(token)


def refused_as(reason: str) -> None:
    """Note why the request is refused, in one word out of few; it becomes a label of a metric."""
    if observed := current():
        observed.refused = reason


def apologised() -> None:
    """Note that something of ours broke, and that an apology is what is said."""
    if observed := current():
        observed.apologised = True


class NoteRequest:
    """A request interceptor of the SDK: it sees what is trusted, and before it is answered."""

    def process(self, handler_input: Any) -> None:
        """Note the kind of the request, and Alexa's id for it."""
        observed = current()
        if observed is None:
            return
        request = handler_input.request_envelope.request
        observed.kind = request.object_type or UNKNOWN
        observed.intent = getattr(getattr(request, "intent", None), "name", None) or ""
        if is_plain_id(request.request_id):
            observed.id = request.request_id


def is_plain_id(text: str | None) -> bool:
    """Whether a text may be put into a header and a line of a log as it is."""
    return bool(text) and len(text or "") <= 100 and (text or "").isascii() and _is_word(text or "")


def _is_word(text: str) -> bool:
    return text.replace(".", "").replace("-", "").replace("_", "").isalnum()
