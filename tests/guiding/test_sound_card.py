"""A session on a sound card, by the second hand of what comes out of it."""

import time
from dataclasses import replace

import numpy as np
import pytest

from local_voice.audio.card import open_card
from local_voice.audio.sound import OUT_RATE, Sound
from local_voice.audio.tones import sign
from local_voice.guiding.player import Player
from local_voice.speech.synthesizer import Voice
from skill.core.routines.cues import Cue, Led
from tests.guiding.scenes import NoiseVoice, onsets, session
from tests.rig import Rig

JITTER, DRIFT = 0.020, 0.050  # seconds
LENGTH = 32.0
STORE = 0.4  # seconds; with more, the card is asked so seldom that it is taken for lost


def half_a_minute() -> Led:
    """The beginning of a breathing session without words, and its end."""
    led = session("calm_breath", quiet=True)
    cues = tuple(cue for cue in led.cues if cue.at < LENGTH)
    return replace(led, cues=(*cues, Cue(LENGTH, cues[-1].step, earcon="end")), seconds=LENGTH)


def beginning(recording: Sound) -> float:
    """The second of the recording at which the start sign begins."""
    wanted = sign("start").astype(np.float64)
    there = recording[: 10 * OUT_RATE].astype(np.float64)
    size = 1 << 20
    spectrum = np.fft.rfft(there, size) * np.conj(np.fft.rfft(wanted, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(there)])) / OUT_RATE


def test_the_sounds_of_a_session_come_out_at_their_times(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With this much in store a machine busy with other tests does not starve the card.
    for name, value in {**rig.variables, "PULSE_LATENCY_MSEC": f"{STORE * 1000:g}"}.items():
        monkeypatch.setenv(name, value)
    led = half_a_minute()
    with rig.listen() as recording, open_card(hears=False) as card:
        player = Player(card.speaker, NoiseVoice(), Voice())
        player.lead(led, card.speaker.now + STORE)
        while not player.is_over:
            player.advance()
            time.sleep(0.02)
        time.sleep(STORE + 0.5)
    found = list(onsets(led, recording.sound, beginning(recording.sound)))
    assert len(found) == 7, "the start, five breaths and the end"
    late = np.array([onset.late for onset in found])
    assert np.abs(late).max() <= JITTER
    assert abs(late[-1] - late[0]) <= DRIFT
