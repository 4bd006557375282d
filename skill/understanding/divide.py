"""Stage 6, divide: several questions in one breath, or a story and the question it leads to.

A cut is made only where a question begins anew, and it stands only if what is before it and what
is after it are each understood without doubt. All else stays one: "pins and needles", "coffee and
stress", "is it ALS or MS".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from skill.core.intent import FALLBACK, Intent
from skill.understanding.known import Decision, Known, Stage, Step, decided, walk
from skill.understanding.questions import Questions
from skill.understanding.resolve import Resolve
from skill.understanding.topic import Topic
from skill.understanding.utterance import Utterance

STAGE = "divide"
SURE = frozenset({"exact", "linear"})
"""Who must have decided on a part for it to stand."""
MOST_PARTS = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is understood by itself."""

    intent: Intent
    heard: Utterance
    is_story: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """What was made of the words between two cuts; ``is_sample`` where they are a question of ours
    word for word."""

    step: Step
    part: Part | None = None
    is_sample: bool = False


class Divide:
    """Understands every part by itself, with the stages ``inner``."""

    def __init__(
        self, questions: Questions, inner: Sequence[Stage], resolve: Resolve, topic: Topic
    ) -> None:
        self._questions = questions
        self._inner = inner
        self._resolve = resolve
        self._topic = topic

    def __call__(self, known: Known) -> Step | None:
        """Decides where there are several parts and each is understood."""
        if known.state not in ("open", "question"):
            return None
        cuts = self._questions.cuts(known.heard)[1 - MOST_PARTS :]
        if not cuts:
            return None
        known = replace(known, readings=(*known.readings, *_texts(known, cuts)))
        pieces = self._pieces(known, cuts)
        steps = tuple(piece.step for piece in pieces)
        parts = [piece.part for piece in pieces if piece.part is not None]
        asked = _distinct([part for part in parts if not part.is_story])
        stories = [part for part in parts if part.is_story]
        if len(parts) < len(pieces) or not asked or len(asked) + bool(stories) < 2:
            return Step(
                STAGE, "one", "the parts are not questions of their own", known, None, steps
            )
        if stories and not self._on_topic(known):
            return Step(STAGE, "one", "the story is not about twitching", known, None, steps)
        if len(asked) == 1 and (other := self._otherwise(known, asked[0])):
            decision = Decision((asked[0].intent.name, other), "close")
            return decided(STAGE, known, decision, "the story makes it another question")
        intents = tuple(self._with_borrowed(part, parts) for part in asked)
        ordered = tuple(sorted(intents, key=lambda intent: self._questions.rank(intent.name)))
        names = " and then ".join(intent.name for intent in ordered)
        decision = Decision((), "parts", parts=ordered)
        return Step(STAGE, names, "each part is understood by itself", known, decision, steps)

    def _otherwise(self, known: Known, part: Part) -> str | None:
        """The intent of a story and its question taken as one, if it is another than the part's."""
        whole = self._understood(known, 0, len(known.heard.words), self._on_topic(known)).part
        if whole is None or whole.is_story or whole.intent.name == part.intent.name:
            return None
        return whole.intent.name

    def _pieces(self, known: Known, cuts: Sequence[tuple[int, int]]) -> list[_Piece]:
        """The pieces between the cuts; one that is not understood goes with the one before it."""
        cuts = list(cuts)
        in_topic = self._on_topic(known)
        while True:
            starts = [0, *(start for _, start in cuts)]
            ends = [*(end for end, _ in cuts), len(known.heard.words)]
            places = list(zip(starts, ends, strict=True))
            pieces = [self._understood(known, start, end, in_topic) for start, end in places]
            if not in_topic and any(piece.is_sample for piece in pieces):
                # One that is ours word for word tells what "it" is in the others.
                pieces = [
                    piece if piece.part else self._understood(known, *place, True)
                    for piece, place in zip(pieces, places, strict=True)
                ]
            doubtful = [at for at, piece in enumerate(pieces) if piece.part is None]
            if not doubtful or not cuts:
                return pieces
            del cuts[max(doubtful[-1] - 1, 0)]

    def _understood(self, known: Known, start: int, end: int, in_topic: bool) -> _Piece:
        words = known.heard.words[start:end]
        text = " ".join(words)
        path = walk(self._inner, Known(text, "open", in_topic, words))
        decision, heard = path[-1].decision, path[-1].known.heard
        assert decision is not None, "the last stage always decides"
        is_first_of_several = start == 0 and end < len(known.heard.words)
        if is_first_of_several and decision.decided_by != "exact" and self._questions.tells(words):
            # What it tells need not be understood: the question after it is.
            step = Step("part", text, "somebody tells of themselves", known, inner=path)
            likely = [self._resolve(name, heard, decision.said, text) for name in decision.intents]
            return _Piece(step, Part((*likely, FALLBACK)[0], heard, is_story=True))
        names = " or ".join(decision.intents) or "declined"
        step = Step("part", text, f"{names}, by {decision.decided_by}", known, inner=path)
        if len(decision.intents) != 1 or decision.decided_by not in SURE:
            return _Piece(step)
        name = self._questions.meant(decision.intents[0], start > 0)
        if name is None:
            return _Piece(step)
        intent = self._resolve(name, heard, decision.said, text)
        is_story = self._questions.is_story(name)
        is_sample = decision.decided_by == "exact" and not is_story
        return _Piece(step, Part(intent, heard, is_story), is_sample)

    def _on_topic(self, known: Known) -> bool:
        return known.in_topic or self._topic.is_itself(known.heard.tokens)

    def _with_borrowed(self, part: Part, parts: Sequence[Part]) -> Intent:
        """The intent of a part with what "it" and "that" mean, taken from the other parts."""
        slots = dict(part.intent.slots)
        for name, kind in self._resolve.slots[part.intent.name].items():
            for other in parts:
                if name in slots or not self._questions.lends(kind, other.is_story):
                    continue
                value = other.intent.slot(name) or _tagged(other.heard, kind)
                if value and other is not part and value not in slots.values():
                    slots[name] = value
        return Intent(part.intent.name, _in_order(slots, self._resolve.slots[part.intent.name]))


def _texts(known: Known, cuts: Sequence[tuple[int, int]]) -> list[str]:
    """The words between the cuts: what one question tells is not explained away by another."""
    starts, ends = [0, *(start for _, start in cuts)], [*(end for end, _ in cuts), None]
    words = known.heard.words
    return [" ".join(words[start:end]) for start, end in zip(starts, ends, strict=True)]


def _distinct(parts: Sequence[Part]) -> list[Part]:
    """The first part of every intent."""
    return list({part.intent.name: part for part in reversed(parts)}.values())[::-1]


def _tagged(heard: Utterance, kind: str) -> str | None:
    """The first value of a type that was said. A person is not: they may only be mentioned."""
    if kind == "Person":
        return None
    values = (value for tag in heard.tags for option, value in tag.options if option == kind)
    return next(values, None)


def _in_order(slots: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    return {name: slots[name] for name in names if name in slots}
