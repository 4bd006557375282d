"""What the conversation expects: answers after a question, commands during a routine.

Both are short, said in a hundred ways, and too important to be guessed at, so they have words of
their own, tried before anything is guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from skill.understanding.language import Phrases, by_first_word, phrase_at
from skill.understanding.sound import sound

State = Literal["open", "question", "check", "routine"]

YES = "AMAZON.YesIntent"
NO = "AMAZON.NoIntent"
FALLBACK_NAME = "AMAZON.FallbackIntent"

MOST_COMMAND_WORDS = 5
"""A command is short; in longer speech "stop" is part of a story."""


@dataclass(frozen=True, slots=True)
class Expected:
    """The answers and commands of ``data/states.toml``.

    ``first`` are phrases that decide a yes or a no by standing at the start, ``whole`` those
    that must be all that is said; both map to an intent, not knowing to the fallback.
    ``commands`` map a phrase to its intent; ``decoys`` are words that only sound like one.
    """

    first: Phrases
    whole: Phrases
    intents: Mapping[tuple[str, ...], str]
    commands: Mapping[tuple[str, ...], str]
    command_phrases: Phrases
    sounds: Mapping[str, str]
    decoys: frozenset[str]

    @classmethod
    def from_tables(cls, tables: Mapping[str, Mapping[str, Sequence[str]]]) -> "Expected":
        """Read the tables as TOML or JSON gives them."""
        first = _by_phrase(tables.get("first", {}))
        whole = _by_phrase(tables.get("whole", {}))
        commands = _by_phrase(tables.get("commands", {}))
        decoys = frozenset(word for words in tables.get("decoys", {}).values() for word in words)
        return cls(
            by_first_word(first),
            by_first_word(whole),
            whole | first,
            commands,
            by_first_word(commands),
            {sound(" ".join(phrase)): intent for phrase, intent in commands.items()},
            decoys,
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

        A single word that is no decoy but sounds like a command is taken for it.
        """
        if len(words) > MOST_COMMAND_WORDS:
            return None
        heard = (phrase_at(words, at, self.command_phrases) for at in range(len(words)))
        found = {self.commands[phrase] for phrase in heard if phrase}
        if len(found) == 1:
            return found.pop()
        if len(words) == 1 and words[0] in self.decoys:
            return FALLBACK_NAME
        if len(words) == 1 and not found:
            return self.sounds.get(sound(words[0]))
        return None


def _by_phrase(table: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(text.split()): intent for intent, texts in table.items() for text in texts}
