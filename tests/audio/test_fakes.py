"""The fake card keeps one time for both its halves."""

import numpy as np

from local_voice.audio.sound import BLOCK_SECONDS, MIC_RATE, OUT_RATE
from tests.audio.fakes import MARGIN, Echo, FakeCard
from tests.audio.signals import first_sound, loudness, strength, tone

LATE = round(0.06 * MIC_RATE) + MARGIN


def listened(card: FakeCard, length: float) -> np.ndarray:
    """What the microphone hears in the next seconds."""
    blocks = [card.microphone.read(1.0) for _ in range(round(length / BLOCK_SECONDS))]
    return np.frombuffer(b"".join(block or b"" for block in blocks), np.int16)


def test_speech_is_heard_at_its_moment_and_time_passes_with_reading() -> None:
    card = FakeCard()
    assert card.say(tone(0.5, rate=MIC_RATE), at=1.01) == 1.51
    heard = listened(card, 2.0)
    assert card.clock() == 2.0
    start = first_sound(heard, MIC_RATE)
    assert start is not None
    assert abs(start - 1.01) < 0.001


def test_a_sound_for_the_speaker_can_be_said_too() -> None:
    card = FakeCard()
    card.say(tone(1.0, pitch=700), rate=OUT_RATE)
    assert abs(strength(listened(card, 1.0), 700, MIC_RATE) - 0.5) < 0.01


def test_what_is_played_is_recorded_at_its_moment() -> None:
    card = FakeCard()
    listened(card, 0.5)
    card.speaker.play(tone(0.2))
    listened(card, 0.5)
    assert np.array_equal(card.heard(0.5, 0.7), tone(0.2))
    assert not card.heard(0.7).any()


def test_the_echo_comes_late_and_quieter() -> None:
    card = FakeCard(echo=Echo(gain=0.25, delay=0.06))
    card.speaker.play(tone(1.0, pitch=500))
    heard = listened(card, 1.0)
    start = first_sound(heard, MIC_RATE)
    assert start is not None
    assert abs(start - 0.06) < 0.003
    assert abs(strength(heard[4000:12_000], 500, MIC_RATE) - 0.125) < 0.01
    rest = heard[4000:12_000] - tone(1.0, 500, 0.125, MIC_RATE)[4000 - LATE : 12_000 - LATE]
    assert loudness(rest.astype(np.int16)) < 0.001


def test_a_lost_card_gives_no_block_and_goes_on_where_it_was() -> None:
    card = FakeCard()
    card.lose(at=0.1, length=1.0)
    card.speaker.play(tone(0.3))
    blocks = [card.microphone.read(0.5) for _ in range(20)]
    assert [block is None for block in blocks] == [False] * 5 + [True] * 2 + [False] * 13
    heard = card.heard()
    sounding = np.concatenate([heard[: OUT_RATE // 10], heard[round(1.1 * OUT_RATE) :]])
    assert np.array_equal(sounding[: len(tone(0.3))], tone(0.3))


def test_the_script_ends_where_it_says() -> None:
    card = FakeCard()
    card.end(at=0.04)
    assert [card.microphone.read(1) for _ in range(3)][2] == b""


def test_a_long_run_keeps_only_its_last_seconds() -> None:
    card = FakeCard(recorded=1.0)
    for _ in range(500):
        card.microphone.read(1)
    card.speaker.play(tone(0.1), at=card.speaker.now)
    card.microphone.read(1)
    assert len(card.heard()) == OUT_RATE
    assert np.array_equal(card.heard(since=10.0), tone(0.1)[:960])
