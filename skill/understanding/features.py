"""What the linear model sees of an utterance: words, tags, their neighbours, unknown letters."""

from collections.abc import Collection, Sequence

from skill.understanding.slots import Tag

UNKNOWN = "?"
"""Stands for a word no training utterance has."""

_LENGTHS = ((1, "1"), (2, "2"), (4, "4"), (7, "7"), (12, "12"), (24, "24"))


def features(
    words: Sequence[str], tokens: Sequence[str | Tag], known: Collection[str]
) -> list[str]:
    """The features of a delexicalised utterance, each once, in a fixed order.

    A word no training utterance has shows only as unknown and by its letters; a tag shows as
    each of its types and as each of its values, so that "coffee" and "espresso" look alike, and
    by its words, so that "eye twitch" still speaks of a twitch where it is the name of something.
    """
    found: dict[str, None] = {}
    before = "^"
    for token in tokens:
        if isinstance(token, Tag):
            shown = token.token
            for word in words[token.start : token.end]:
                if word in known:
                    found[word] = None
            for kind, value in token.options:
                found["{" + kind + "}"] = None
                if not kind.startswith("AMAZON."):
                    found[kind + ":" + value] = None
        else:
            shown = token if token in known else UNKNOWN
            found[shown] = None
            if shown == UNKNOWN:
                for letters in _letters(token):
                    found[letters] = None
        found[before + " " + shown] = None
        before = shown
    found[before + " $"] = None
    found["#" + next((name for most, name in _LENGTHS if len(tokens) <= most), "more")] = None
    return list(found)


def _letters(word: str) -> list[str]:
    """Runs of four letters of a word, its start and end marked."""
    marked = "~" + word + "~"
    return ["~" + marked[i : i + 4] for i in range(len(marked) - 3)]
