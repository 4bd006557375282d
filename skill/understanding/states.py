"""What the conversation expects: answers after a question, commands during a routine.

Both are short, said in a hundred ways, and too important to be guessed at, so they have words of
their own, tried before anything is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from skill.core.intent import FALLBACK
from skill.understanding.distance import similarity
from skill.understanding.language import Phrases, by_first_word, phrase_at
from skill.understanding.sound import sound

State = Literal["open", "question", "check", "routine"]

YES = "AMAZON.YesIntent"
NO = "AMAZON.NoIntent"

MOST_COMMAND_WORDS = 8
"""A command is short; in longer speech "stop" is part of a story."""
SPELLED_ALIKE = 0.65
"""How alike in spelling a word must be, beside sounding the same, to be taken for a command: "paus"
and "stahp" are, "bus" and "what" are not."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The answers and commands of ``data/states.toml``.

    ``first`` are phrases that decide a yes or a no by standing at the start, ``whole`` those
    that must be all that is said; both map to an intent, not knowing to the fallback.
    ``commands`` map a phrase to its intent. ``around`` are words that go with a command without
    making it other talk, ``going_on`` those that begin what else is said after one. ``sounds`` are
    the commands of one word by how they sound; ``decoys`` are words that only sound like one.
    """

    first: Phrases
    whole: Phrases
    intents: Mapping[tuple[str, ...], str]
    commands: Mapping[tuple[str, ...], str]
    command_phrases: Phrases
    around: Phrases
    going_on: Phrases
    sounds: Mapping[str, Sequence[str]]
    decoys: frozenset[str]

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Sequence[str]]]) -> "Expected":
        """Read the tables as TOML or JSON gives them."""
        first = _by_phrase(tables.get("first", {}))
        whole = _by_phrase(tables.get("whole", {}))
        commands = _by_phrase(tables.get("commands", {}))
        beside = tables.get("beside", {})
        sounds: dict[str, list[str]] = {}
        for word in (phrase[0] for phrase in commands if len(phrase) == 1):
            sounds.setdefault(sound(word), []).append(word)
        return cls(
            by_first_word(first),
            by_first_word(whole),
            whole | first,
            commands,
            by_first_word(commands),
            _phrases(beside.get("around", ())),
            _phrases(beside.get("going_on", ())),
            sounds,
            frozenset(tables.get("decoys", {}).get("words", ())),
        )

    def answer(self, words: Sequence[str]) -> str | None:
        """The intent of an answer to a yes/no question; the fallback for not knowing."""
        start = phrase_at(words, 0, self.first)
        if start is not None:
            return self.intents[start]
        all_of_it = phrase_at(words, 0, self.whole)
        if all_of_it is not None and len(all_of_it) == len(words):
            return self.intents[all_of_it]
        return None

    def after_answer(self, words: Sequence[str]) -> tuple[str, ...]:
        """What was said beyond the yes or no at the start."""
        start = phrase_at(words, 0, self.first)
        return tuple(words[len(start) :]) if start else tuple(words)

    def command(self, words: Sequence[str]) -> str | None:
        """The command in a short utterance, or the fallback for a word that sounds like one.

        Beside a command only words may stand that go with one: "please stop it now" is one, "the
        bus stop" is not. A single word that is no decoy but sounds like a command, and is spelled
        much like it, is taken for it.
        """
        if len(words) > MOST_COMMAND_WORDS:
            return None
        found = self._commands(words)
        if len(found) == 1:
            return found.pop()
        if len(words) != 1 or found:
            return None
        return FALLBACK.name if words[0] in self.decoys else self._sounding_like(words[0])

    def _commands(self, words: Sequence[str]) -> set[str]:
        """The intents of the commands that were said, if nothing else was."""
        found: set[str] = set()
        at = 0
        while at < len(words):
            phrase = phrase_at(words, at, self.command_phrases)
            if phrase:
                found.add(self.commands[phrase])
            else:
                if found and phrase_at(words, at, self.going_on):
                    break
                phrase = phrase_at(words, at, self.around)
                if not phrase:
                    return set()
            at += len(phrase)
        return found

    def _sounding_like(self, word: str) -> str | None:
        alike = ((similarity(word, other), other) for other in self.sounds.get(sound(word), ()))
        nearness, command = max(alike, default=(0.0, ""))
        return self.commands[(command,)] if nearness >= SPELLED_ALIKE else None


def _phrases(texts: Sequence[str]) -> Phrases:
    return by_first_word({tuple(text.split()): "" for text in texts})


def _by_phrase(table: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(text.split()): intent for intent, texts in table.items() for text in texts}
