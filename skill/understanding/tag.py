"""Stage 2, tag: leave out what only pads an utterance, and find the slot values in the rest."""

from dataclasses import replace

from skill.understanding.known import Known, Step
from skill.understanding.language import Language
from skill.understanding.normalise import strip_fillers
from skill.understanding.slots import Gazetteer, Tag
from skill.understanding.utterance import tagged

STAGE = "tag"


class TagSlots:
    """Words to words and slot values."""

    def __init__(self, language: Language, gazetteer: Gazetteer) -> None:
        self._language = language
        self._gazetteer = gazetteer

    def __call__(self, known: Known) -> Step:
        """The words without fillers, their slot values marked."""
        words = strip_fillers(known.words, self._language)
        heard = tagged(words, self._gazetteer)
        padding = len(known.words) - len(words)
        values = [value for tag in heard.tags for _, value in tag.options[:1]]
        why = f"{padding} words only pad it" if padding else ", ".join(values) or "no slot value"
        return Step(STAGE, " ".join(map(_shown, heard.tokens)), why, replace(known, heard=heard))


def _shown(token: str | Tag) -> str:
    return token if isinstance(token, str) else token.token
