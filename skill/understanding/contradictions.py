"""Training data that says two things of one utterance: refused, with the place."""

from pathlib import Path

from skill.understanding.exact import SampleTree
from skill.understanding.language import Language
from skill.understanding.normalise import normalise
from skill.understanding.slots import Gazetteer
from skill.understanding.tables import DataError, place, read_table, texts_of


def refuse_contradictions(
    data: Path, ours: SampleTree, gazetteer: Gazetteer, language: Language
) -> None:
    """DataError where an utterance of a background is one of ours, or another background's.

    Utterances are compared as they are after normalising, ours with any slot values; ``ours``
    has the samples of the model and the spoken utterances, which are compared as they are added.
    """
    seen: dict[tuple[str, ...], Path] = {}
    for path in sorted((data / "background").glob("*.toml")):
        for utterance in texts_of(read_table(path), "utterances", path):
            words = normalise(utterance, language)
            if not words:
                raise DataError(f"{place(path, utterance)}: there is nothing in it")
            found = ours.match(words, gazetteer.spans(words))
            if found:
                raise DataError(f"{place(path, utterance)}: it is a sample of {found[0]}")
            other = seen.setdefault(words, path)
            if other != path:
                raise DataError(f"{place(path, utterance)}: {other.name} has it, too")
