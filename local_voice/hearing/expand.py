"""Sample utterances written out: every sample, and every slot value, without every combination."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import cycle

from interaction_models.model import Model
from local_voice.hearing.written import as_heard
from skill.understanding.slots import DURATION, FREE_TEXT, NUMBER


def written_out(
    samples: Iterable[str],
    kinds: Mapping[str, str],
    values: Mapping[str, Sequence[str]],
    *,
    every_value: bool = True,
) -> Iterator[str]:
    """Each sample at least once and, if ``every_value``, each value of the slots they use.

    ``kinds`` are the slots' types by name, ``values`` all that may be said for a type. Values take
    turns, so a sample with a slot comes again only as often as the values need.
    """
    todo = [(sample, [slot for slot in kinds if f"{{{slot}}}" in sample]) for sample in samples]
    turns = {kind: cycle(values[kind]) for kind in set(kinds.values())}
    unsaid = {kind: len(values[kind]) for kind in turns}
    while todo:
        for sample, slots in todo:
            text = sample
            for slot in slots:
                text = text.replace(f"{{{slot}}}", next(turns[kinds[slot]]))
                unsaid[kinds[slot]] -= 1
            yield as_heard(text)
        todo = [
            (sample, slots)
            for sample, slots in todo
            if every_value and any(unsaid[kinds[slot]] > 0 for slot in slots)
        ]


def slot_values(
    model: Model, numbers: Sequence[str], durations: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """What may be said for each slot type; free text is left to the other samples' words."""
    own = {kind.name: tuple(f for v in kind.values.values() for f in v) for kind in model.types}
    return own | {NUMBER: tuple(numbers), DURATION: tuple(durations), FREE_TEXT: ("it twitches",)}
