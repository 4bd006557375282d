"""The companion's own voice goes out of the microphone, the person's stays."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from local_voice.audio.echo import KEPT_PULLS, EchoCanceller, echo_canceller
from local_voice.audio.resample import to_out_rate
from local_voice.audio.sound import BLOCK_BYTES, MIC_RATE, OUT_RATE, SILENT_BLOCK, Sound
from tests.audio.said import Pcm, blocks, noise, quiet, said

STORY = (
    "Here is a long story about a small boat and the wide sea. It started one morning when the "
    "wind was calm, and nobody thought that the weather would change before lunch."
)
DELAY = 0.06  # seconds from the speaker to the microphone
PULL = 700  # samples the speaker takes at once: no whole number of frames
SAID_AT = 3.0  # seconds


@dataclass
class Room:
    own: Sound  # what the speaker plays
    echo: Pcm  # what of it comes back
    word: Pcm


@pytest.fixture(scope="module")
def room() -> Room:
    """A small room: 60 ms away, an echo that dies within 50 ms, 4 dB under a spoken word."""
    story, word = said(STORY), said("stop", "gmw/en+m3")
    late = np.arange(1, 800)
    walls = np.random.default_rng(2).normal(0, 1, 799) * np.exp(-late / 160) / 4
    echo = np.convolve(story, np.concatenate(([1.0], walls)))
    echo = np.concatenate((quiet(DELAY), echo))[: len(story)]
    echo *= np.sqrt(np.mean(word**2) / np.mean(echo**2)) * 10 ** (-4 / 20)
    return Room(to_out_rate(story.astype(np.int16), MIC_RATE), echo, word)


@pytest.fixture
def canceller() -> EchoCanceller:
    made = echo_canceller()
    assert made is not None, "livekit belongs to the packages of the tests"
    return made


def cleaned(canceller: EchoCanceller, own: Sound, mic: Pcm) -> Pcm:
    """Speaker and microphone in step, as two devices run."""
    pulls: Iterator[Sound] = (own[at : at + PULL] for at in range(0, len(own), PULL))
    out, pulled = [], 0
    for number, block in enumerate(blocks(mic), start=1):
        while pulled < number * OUT_RATE // 50 and (pull := next(pulls, None)) is not None:
            canceller.hear_own(pull)
            pulled += PULL
        clean = canceller.clean(block)
        assert len(clean) == BLOCK_BYTES
        out.append(np.frombuffer(clean, np.int16).astype(np.float64))
    return np.concatenate(out)


def decibels(pcm: Pcm) -> float:
    return float(10 * np.log10(np.mean(pcm**2) + 1e-9))


def shape(pcm: Pcm) -> Pcm:
    """How loud each 20 ms are in eight bands, in dB, as far as it is loud at all."""
    frames = pcm[: len(pcm) // 320 * 320].reshape(-1, 320) * np.hanning(320)
    power = np.abs(np.fft.rfft(frames))[:, 2:82] ** 2
    return 10 * np.log10(power.reshape(len(power), 8, 10).sum(axis=2) + 1e8)


def likeness(one: Pcm, other: Pcm) -> float:
    """Of two sounds, the second up to 25 ms late; 1 is the same."""
    ends = [other[late : late + len(one)] for late in range(0, 400, 20)]
    whole = [end for end in ends if len(end) == len(one)]
    return max(float(np.corrcoef(shape(one).ravel(), shape(end).ravel())[0, 1]) for end in whole)


def test_its_own_voice_goes(room: Room, canceller: EchoCanceller) -> None:
    hiss = noise(len(room.echo) / MIC_RATE, -70)[: len(room.echo)]
    out = cleaned(canceller, room.own, room.echo + hiss)
    for second in range(1, len(room.echo) // MIC_RATE):
        now = slice(second * MIC_RATE, (second + 1) * MIC_RATE)
        assert decibels(room.echo[now]) - decibels(out[now]) > 30


def test_a_word_said_over_it_stays(room: Room, canceller: EchoCanceller) -> None:
    start = round(SAID_AT * MIC_RATE)
    mic = room.echo.copy()
    mic[start : start + len(room.word)] += room.word
    out = cleaned(canceller, room.own, mic)
    word = out[start : start + len(room.word)]
    assert abs(decibels(word) - decibels(room.word)) < 3
    before = likeness(room.word, mic[start : start + len(room.word) + 400])
    after = likeness(room.word, out[start : start + len(room.word) + 400])
    assert after > before + 0.05


def test_speech_passes_while_the_speaker_is_silent(canceller: EchoCanceller) -> None:
    speech = said(STORY)
    mic = np.concatenate((quiet(1.0), speech, quiet(0.1)))
    out = cleaned(canceller, np.zeros(3 * len(mic), np.int16), mic)[MIC_RATE:]
    assert abs(decibels(out[: len(speech)]) - decibels(speech)) < 1.5
    assert likeness(speech, out) > 0.95


def test_the_reference_is_bounded_where_nobody_asks_for_clean_blocks(
    canceller: EchoCanceller,
) -> None:
    for _ in range(10 * KEPT_PULLS):
        canceller.hear_own(np.zeros(480, np.int16))
    assert len(canceller._own) == KEPT_PULLS
    assert len(canceller.clean(SILENT_BLOCK)) == BLOCK_BYTES
    assert not canceller._own


def test_without_the_package_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "livekit.rtc", None)
    assert echo_canceller() is None
