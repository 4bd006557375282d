"""What one conversation remembers, from its first turn to its last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from skill.core.intent import Intent
from skill.core.plain import from_plain, to_plain
from skill.core.routines.state import GuideState
from skill.core.safety.check import CheckState
from skill.core.safety.model import Finding
from skill.core.urgency import Urgency

VERSION = 1


@dataclass(frozen=True, slots=True)
class Pending:
    """The question the assistant has just asked.

    ``kind`` is the id of an offer, or "check", "routine", "did_you_mean", "also", "open". ``yes``
    is the intent that "yes" stands for; a question that wants no yes or no has none. ``other`` is
    the second of two readings, where the question offered two. ``after`` are further questions
    that were asked in the same breath as the one offered.
    """

    kind: str
    text: str
    yes: Intent | None = None
    other: Intent | None = None
    after: tuple[Intent, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What was answered last: the question with its slots filled, and the answers it drew on."""

    intent: Intent
    answers: tuple[str, ...] = ()
    told: int = 0


@dataclass(frozen=True, slots=True)
class Conversation:
    """The state between two turns; a new one for every session, none of it kept afterwards.

    ``said`` counts how often each answer or phrase was used, which is what varies the wording.
    ``urgency`` is the highest level reached so far: it never falls. ``check_answers`` are the words
    given in the last check, one a question, for the summary. ``keeps_time`` says that the front end
    leads sessions itself, in real time, from the cues of :func:`skill.core.routines.live.led`.
    """

    locale: str = "en-US"
    country: str | None = None
    keeps_time: bool = False
    turns: int = 0
    body_part: str | None = None
    person: str | None = None
    topic: Topic | None = None
    pending: Pending | None = None
    said: Mapping[str, int] = field(default_factory=dict)
    last_words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    urgency: Urgency | None = None
    rules: tuple[str, ...] = ()
    check: CheckState | None = None
    check_answers: tuple[str, ...] = ()
    routine: GuideState | None = None
    misses: int = 0

    @property
    def listening_for(self) -> Literal["check", "routine", "question", "open"]:
        """What the next words most likely answer."""
        if self.check is not None:
            return "check"
        if self.pending and self.pending.yes:
            return "question"
        if self.routine is not None:
            return "routine" if self.routine.awaits in ("next", "resume") else "question"
        return "open"

    @property
    def being_led(self) -> bool:
        """Whether a session is going on that the front end leads in real time."""
        led = self.routine is not None and self.routine.awaits == "next"
        return self.keeps_time and led

    @property
    def under_way(self) -> bool:
        """Whether twitching has been talked about already, so that "how long?" is about it."""
        return self.topic is not None or bool(self.findings)

    def times(self, key: str) -> int:
        """How often an answer or phrase was used so far."""
        return self.said.get(key, 0)

    def said_with(self, keys: Iterable[str]) -> dict[str, int]:
        """How often everything was used, once the answers or phrases of ``keys`` were, too."""
        counts = dict(self.said)
        for key in keys:
            counts[key] = counts.get(key, 0) + 1
        return counts

    def to_json(self) -> dict[str, Any]:
        """The conversation as plain JSON, with the version it was written by."""
        return {"version": VERSION, **to_plain(self)}

    @classmethod
    def from_json(cls, stored: object, locale: str = "en-US") -> "Conversation":
        """The conversation a front end kept; a fresh one where that is missing or does not fit."""
        fresh = cls(locale=locale)
        if not isinstance(stored, Mapping) or stored.get("version") != VERSION:
            return fresh
        try:
            kept = {name: value for name, value in stored.items() if name != "version"}
            return from_plain(cls, {**kept, "locale": locale})
        except ValueError:
            return fresh
