"""Words a recognizer's model does not know, said in words that it does, and read back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import product

from interaction_models import language_of
from local_voice.hearing.recognizer import Word
from local_voice.hearing.words import WordsError
from skill.knowledge.tables import read_table

SoundAlikes = Mapping[str, Sequence[str]]
"""What is written, and the words that sound like it: "hypnic" is "hip neck"."""


@cache
def load_sound_alikes(locale: str) -> SoundAlikes:
    """The sound-alikes of a locale, none where nobody has written any; raises WordsError."""
    name = f"sounds_like.{language_of(locale)}.toml"
    entry = resources.files("local_voice.words") / name
    if not entry.is_file():
        return {}
    with resources.as_file(entry) as path:
        table = read_table(path)
    for written, heard in table.items():
        if not (isinstance(heard, list) and heard and all(isinstance(h, str) for h in heard)):
            raise WordsError(f"The words file {name} cannot be used: {written!r} is amiss.")
    return table


class Speller:
    """Spells phrases in a model's own words, and reads back what it heard of them."""

    def __init__(self, sound_alikes: SoundAlikes, knows: Callable[[str], bool]) -> None:
        self._knows = cache(knows)
        self._heard_as = {
            written: usable
            for written, heard in sound_alikes.items()
            if not self._known(written) and (usable := tuple(h for h in heard if self._known(h)))
        }
        self._written = {
            tuple(heard.split()): tuple(written.split())
            for written, usable in self._heard_as.items()
            for heard in usable
        }
        self._longest = max(map(len, self._written), default=0)
        self.spell = cache(self._spell)  # the vocabularies of several states share their phrases

    def _spell(self, phrase: str) -> tuple[str, ...]:
        """The ways to say a phrase in known words; none where one of its words has none."""
        if self._known(phrase):
            return (phrase,)
        ways = [written for written in self._heard_as if f" {written} " in f" {phrase} "]
        spelled = []
        for choice in product(*(self._heard_as[written] for written in ways)):
            said = f" {phrase} "
            for written, heard in zip(ways, choice, strict=True):
                said = said.replace(f" {written} ", f" {heard} ")
            if self._known(said):
                spelled.append(said.strip())
        return tuple(spelled)

    def unknown(self, phrases: Iterable[str]) -> tuple[str, ...]:
        """The words of phrases that the model neither knows nor has a sound-alike for, sorted."""
        words = {word for phrase in phrases if not self.spell(phrase) for word in phrase.split()}
        return tuple(sorted(w for w in words if not self._knows(w) and w not in self._heard_as))

    def read(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """What was heard, every sound-alike read as the words it stands for."""
        if not self._longest:
            return tuple(words)
        read: list[Word] = []
        at = 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                heard = words[at : at + length]
                written = self._written.get(tuple(word.text for word in heard))
                if written:
                    read += _spread(written, heard)
                    at += length
                    break
            else:
                read.append(words[at])
                at += 1
        return tuple(read)

    def _known(self, text: str) -> bool:
        return all(map(self._knows, text.split()))


def _spread(written: Sequence[str], heard: Sequence[Word]) -> Iterable[Word]:
    """The written words share the time of the heard ones evenly, and are as sure as they were."""
    start, end = heard[0].start, heard[-1].end
    share = (end - start) / len(written)
    confidence = sum(word.confidence for word in heard) / len(heard)
    for place, text in enumerate(written):
        yield Word(text, start + place * share, start + (place + 1) * share, confidence)
