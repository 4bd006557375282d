"""Where a question begins anew, and what questions and stories there are: ``data/speech.toml``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from skill.understanding.language import Language, Phrases, Words, by_first_word, phrase_at
from skill.understanding.utterance import Utterance

Tables = Mapping[str, Mapping[str, Sequence[str]]]

SHORTEST = 2
"""Words on either side of a cut."""
UNJOINED = 3
"""Words before a question that no "and" joins to what is before it."""


@dataclass(frozen=True, slots=True)
class Questions:
    """The tables of ``data/speech.toml`` about questions, made ready.

    ``first_words`` are those a question may begin with, ``end`` what one may end with, back to
    front as well, ``tell`` what a story begins with,
    ``asking`` words that no story has. ``linking`` are the joints, and the openers
    that may stand between two questions, all back to front. Without tables nothing is cut.
    """

    begin: Phrases = field(default_factory=dict)
    begin_openly: Phrases = field(default_factory=dict)
    begin_joined: Phrases = field(default_factory=dict)
    before_value: frozenset[str] = frozenset()
    first_words: frozenset[str] = frozenset()
    linking: Phrases = field(default_factory=dict)
    lead_on: frozenset[str] = frozenset()
    end: Phrases = field(default_factory=dict)
    tell: Phrases = field(default_factory=dict)
    asking: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    first: tuple[str, ...] = ()
    last: frozenset[str] = frozenset()
    meant_after: Mapping[str, str] = field(default_factory=dict)
    lent: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def from_tables(cls, tables: Tables, language: Language) -> "Questions":
        """Read the tables as TOML or JSON gives them."""
        begin, intents = tables.get("questions", {}), tables.get("intents", {})
        joints = [phrase[::-1] for phrase in _runs(begin, "joints")]
        openers = [phrase[::-1] for run in language.openers.values() for phrase in run]
        first_words = {
            text.split()[0]
            for name in ("begin", "begin_openly", "begin_joined", "begin_before_value")
            for text in begin.get(name, ())
        }
        return cls(
            first_words=frozenset(first_words),
            begin=by_first_word(_runs(begin, "begin")),
            begin_openly=by_first_word(_runs(begin, "begin_openly")),
            begin_joined=by_first_word(_runs(begin, "begin_joined")),
            before_value=frozenset(begin.get("begin_before_value", ())),
            linking=by_first_word([*joints, *openers]),
            lead_on=frozenset(begin.get("lead_on", ())),
            end=by_first_word([phrase[::-1] for phrase in _runs(begin, "end")]),
            tell=by_first_word(_runs(begin, "tell")),
            asking=frozenset(begin.get("asking", ())),
            asked=frozenset(intents.get("asked", ())),
            told=frozenset(intents.get("told", ())),
            first=tuple(intents.get("first", ())),
            last=frozenset(intents.get("last", ())),
            meant_after={
                name: meant
                for meant, names in tables.get("meant_after", {}).items()
                for name in names
            },
            lent=tables.get("borrowed", {}),
        )

    def cuts(self, heard: Utterance) -> list[tuple[int, int]]:
        """Where one thing may end and a question begin: the ends and the starts, in words."""
        found: list[tuple[int, int]] = []
        words, start = heard.words, 0
        for at in range(SHORTEST, len(words) - SHORTEST + 1):
            if words[at] not in self.first_words or not self._may_begin(words, at, heard):
                continue
            end = self._end_before(words, at)
            joined = end < at
            if end - start < (SHORTEST if joined else UNJOINED):
                continue
            if joined or self._may_begin_unjoined(words, start, at):
                found.append((end, at))
                start = at
        return found

    def leads_to_one(self, heard: Utterance) -> bool:
        """Whether what is said, a story at first, ends in a question or a cry for help."""
        backwards = heard.words[::-1]
        return phrase_at(backwards, 0, self.end) is not None or bool(self.cuts(heard))

    def meant(self, intent: str, follows: bool) -> str | None:
        """The intent a part has that was understood as one; None where it can be no part."""
        if follows:
            intent = self.meant_after.get(intent, intent)
        return intent if intent in self.asked | self.told else None

    def is_story(self, intent: str) -> bool:
        """Whether someone tells of themselves, and asks nothing."""
        return intent in self.told

    def tells(self, words: Words) -> bool:
        """Whether words begin as someone tells of themselves, and have no word that asks."""
        return phrase_at(words, 0, self.tell) is not None and self.asking.isdisjoint(words)

    def rank(self, intent: str) -> int:
        """What is answered first of several questions has the lowest."""
        if intent in self.first:
            return self.first.index(intent) - len(self.first)
        return 1 if intent in self.last else 0

    def lends(self, kind: str, story: bool) -> bool:
        """Whether a value of a type, said in another part, is what "it" means."""
        return kind in self.lent.get("stories" if story else "questions", ())

    def _may_begin(self, words: Words, at: int, heard: Utterance) -> bool:
        return (
            phrase_at(words, at, self.begin) is not None
            or phrase_at(words, at, self.begin_openly) is not None
            or (words[at] in self.before_value and at + 1 in heard.spans)
            or phrase_at(words, at, self.begin_joined) is not None
        )

    def _may_begin_unjoined(self, words: Words, start: int, at: int) -> bool:
        """Whether what begins here is a question of its own, and not what the last one goes on to.

        "How long after that will it" and "I wonder what is wrong" go on.
        """
        if words[at - 1] in self.lead_on:
            return False
        if phrase_at(words, start, self.begin_openly) is not None:
            return False
        return any(phrase_at(words, at, begin) for begin in (self.begin, self.begin_openly))

    def _end_before(self, words: Words, at: int) -> int:
        """Where that ends which stands before the joints and openers that lead to a place."""
        before = words[:at][::-1]
        skipped = 0
        while skipped < len(before):
            phrase = phrase_at(before, skipped, self.linking)
            if phrase is None:
                break
            skipped += len(phrase)
        return at - skipped


def _runs(table: Mapping[str, Sequence[str]], name: str) -> list[Words]:
    return [tuple(text.split()) for text in table.get(name, ())]
