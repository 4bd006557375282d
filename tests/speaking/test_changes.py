"""Louder, quieter, slower, faster: a step each, and an end to each."""

from collections.abc import Callable

import pytest

from local_voice.speech.changes import (
    FASTEST,
    LOUDEST,
    QUIETEST,
    SLOWEST,
    faster,
    louder,
    quieter,
    slower,
)
from local_voice.speech.synthesizer import Voice

Change = Callable[[Voice], Voice]
MIDDLE = Voice("gmw/en", rate=165, pitch=40, volume=60)


def test_a_step_changes_one_thing() -> None:
    assert faster(MIDDLE) == Voice("gmw/en", rate=185, pitch=40, volume=60)
    assert slower(MIDDLE) == Voice("gmw/en", rate=145, pitch=40, volume=60)
    assert louder(MIDDLE) == Voice("gmw/en", rate=165, pitch=40, volume=75)
    assert quieter(MIDDLE) == Voice("gmw/en", rate=165, pitch=40, volume=45)


@pytest.mark.parametrize(
    ("change", "end"),
    [
        (faster, Voice(rate=FASTEST)),
        (slower, Voice(rate=SLOWEST)),
        (louder, Voice(volume=LOUDEST)),
        (quieter, Voice(volume=QUIETEST)),
    ],
)
def test_at_the_end_of_a_range_it_stays(change: Change, end: Voice) -> None:
    voice = MIDDLE
    for _ in range(30):
        voice = change(voice)
    assert (voice.rate, voice.volume) in {(end.rate, 60), (165, end.volume)}
    assert change(end) == end


@pytest.mark.parametrize(
    ("change", "own"),
    [
        (faster, Voice(rate=400)),
        (slower, Voice(rate=90)),
        (louder, Voice(volume=100)),
        (quieter, Voice(volume=5)),
    ],
)
def test_who_chose_more_than_the_range_keeps_it(change: Change, own: Voice) -> None:
    assert change(own) == own


def test_one_step_back_is_where_it_was() -> None:
    assert slower(faster(MIDDLE)) == MIDDLE
    assert louder(quieter(MIDDLE)) == MIDDLE
