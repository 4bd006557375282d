"""How words sound: the dictionary of PocketSphinx's wheel and, beside it, one of our own."""

from collections.abc import Collection, Container, Iterator
from importlib import resources
from pathlib import Path


def pronunciations(words: Collection[str]) -> dict[str, list[str]]:
    """Every way to say each of the words that has one, as sounds of the ARPAbet.

    Ours come after the wheel's, for words it lacks and for other ways to say one it has.
    """
    wanted = frozenset(words)
    found: dict[str, list[str]] = {}
    for word, sounds in _entries(wanted):
        if sounds not in found.setdefault(word, []):
            found[word].append(sounds)
    return found


def known_words(words: Collection[str]) -> set[str]:
    """Those of the words that have a pronunciation."""
    return set(pronunciations(words))


def dictionary(words: Collection[str]) -> str:
    """The words as PocketSphinx reads them, one way to say a word on each line."""
    lines = []
    for word, ways in sorted(pronunciations(words).items()):
        for number, sounds in enumerate(ways, start=1):
            name = word if number == 1 else f"{word}({number})"
            lines.append(f"{name} {sounds}\n")
    return "".join(lines)


def own_entries() -> list[str]:
    """Our own dictionaries, each as its text."""
    folder = resources.files("local_voice.words")
    own = [file for file in folder.iterdir() if file.name.endswith(".dict")]
    return [file.read_text("utf-8") for file in sorted(own, key=lambda file: file.name)]


def _entries(wanted: Container[str]) -> Iterator[tuple[str, str]]:
    import pocketsphinx

    wheel = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
    for text in (wheel.read_text("utf-8"), *own_entries()):
        for line in text.splitlines():
            name, _, sounds = line.partition(" ")
            word = name.partition("(")[0]
            if word in wanted:
                yield word, sounds.strip()
