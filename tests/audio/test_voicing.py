"""Spoken words are heard as utterances, at their place; rooms, hums and our own tones are not."""

from dataclasses import dataclass

import numpy as np
import pytest

from local_voice.audio import tones
from local_voice.audio.endpointing import Endpointer
from local_voice.audio.resample import resample
from local_voice.audio.sound import BLOCK_SECONDS, MIC_RATE, OUT_RATE, Sound
from local_voice.audio.voicing import Voicing
from tests.audio.said import Pcm, blocks, noise, quiet, said, tone

PHRASES = (
    "stop",
    "no",
    "why is my calf twitching",
    "my eyelid has been twitching for three weeks and I feel weak",
)
VOICES = ("gmw/en-US", "gmw/en-US+f3", "gmw/en", "gmw/en-US+whisper")
LEAD = 3.0  # seconds of room before the words


@dataclass
class Utterance:
    """Seconds from the start of the sound."""

    from_: float  # the first block given
    began: float
    ended: float | None = None


def utterances(pcm: Pcm) -> list[Utterance]:
    ears = Endpointer(Voicing())
    found: list[Utterance] = []
    for number, block in enumerate(blocks(pcm), start=1):
        activity = ears.hear(block)
        now = number * BLOCK_SECONDS
        if activity.kind == "began":
            found.append(Utterance(now - len(activity.blocks) * BLOCK_SECONDS, now))
        elif activity.kind == "ended":
            found[-1].ended = now
    return found


def in_a_room(words: Pcm, lead: float = LEAD) -> Pcm:
    return np.concatenate((quiet(lead), words, quiet(1.5)))


def noisy(pcm: Pcm, under: float) -> Pcm:
    """White noise so many dB under the words."""
    words = pcm[np.abs(pcm) > 300]
    level = 20 * np.log10(np.sqrt(np.mean(words**2)) / 32_768)
    return pcm + noise(len(pcm) / MIC_RATE, level - under)


def heard_once(pcm: Pcm, length: float, lead: float = LEAD) -> Utterance:
    """The one utterance that was found where the words are."""
    found = [one for one in utterances(pcm) if one.ended is None or one.ended > lead + 0.1]
    assert len(found) == 1
    only = found[0]
    assert only.ended is not None
    assert only.ended - (lead + length) <= 0.53
    return only


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("text", PHRASES)
class TestWords:
    def test_clean(self, text: str, voice: str) -> None:
        words = said(text, voice)
        found = heard_once(in_a_room(words), len(words) / MIC_RATE)
        assert found.from_ <= LEAD  # the first consonant is inside
        assert found.began - LEAD <= 0.35

    def test_ten_decibels_over_noise(self, text: str, voice: str) -> None:
        words = said(text, voice)
        found = heard_once(noisy(in_a_room(words), 10), len(words) / MIC_RATE)
        assert found.began - LEAD <= 0.8

    def test_far_too_loud(self, text: str, voice: str) -> None:
        words = said(text, voice)
        pcm = np.clip(8 * in_a_room(words), -32_768, 32_767)
        assert heard_once(pcm, len(words) / MIC_RATE).from_ <= LEAD

    def test_a_card_with_an_offset(self, text: str, voice: str) -> None:
        words = said(text, voice)
        found = heard_once(in_a_room(words) / 2 + 6000, len(words) / MIC_RATE)
        assert found.from_ <= LEAD

    def test_from_the_very_first_moment(self, text: str, voice: str) -> None:
        words = said(text, voice)
        found = heard_once(in_a_room(words, lead=0.0), len(words) / MIC_RATE, lead=0.0)
        assert found.from_ == pytest.approx(0.0, abs=0.1)


def test_pauses_of_a_third_of_a_second_do_not_split() -> None:
    words = [said(word) for word in ("stop", "yes", "twitching", "my", "left", "calf")]
    slow = np.concatenate([part for word in words for part in (word, quiet(0.3))])
    heard_once(in_a_room(slow), len(slow) / MIC_RATE - 0.3)


def test_words_over_a_hum_are_found() -> None:
    words = said(PHRASES[2])
    pcm = in_a_room(words)
    for number in (1, 2, 3):
        pcm = pcm + tone(50 * number, len(pcm) / MIC_RATE, -27 - 3 * number)[: len(pcm)]
    heard_once(pcm, len(words) / MIC_RATE)


CLICKS = np.where(np.arange(10 * MIC_RATE) % 8000 < 16, 20_000.0, 0.0)
KNOCKS = np.where(np.arange(10 * MIC_RATE) % 16_000 < 480, noise(10.0, -12), 0.0)


@pytest.mark.parametrize(
    "pcm",
    [quiet(10), noise(10, -60), noise(10, -30), CLICKS, KNOCKS],
    ids=["silence", "soft noise", "loud noise", "clicks", "knocks"],
)
def test_a_room_is_no_speech(pcm: Pcm) -> None:
    assert utterances(pcm) == []


@pytest.mark.parametrize(
    "pcm",
    [sum(tone(50 * n, 30, -25 - 3 * n) for n in range(1, 9)), noise(30, -15), noise(30, -22, 8)],
    ids=["hum", "roar", "fan"],
)
def test_noise_that_begins_is_known_for_noise_within_three_seconds(pcm: Pcm) -> None:
    found = utterances(np.concatenate((quiet(3.0), pcm)))
    assert len(found) <= 1
    assert all(one.ended is not None and one.ended - one.began < 3.0 for one in found)


@pytest.mark.parametrize("hertz", [150, 200, 300, 396, 432, 528, 600, 1000])
def test_a_pure_tone_that_comes_and_goes_is_no_speech(hertz: float) -> None:
    swelling = tone(hertz, 4.0, -20) * np.sin(np.linspace(0, np.pi, 4 * MIC_RATE))
    assert utterances(in_a_room(swelling) + noise(8.5, -65)) == []
    assert utterances(in_a_room(tone(hertz, 1.0, -20))) == []


OWN: dict[str, Sound] = {
    **{f"{kind} {s}": tones.tone(kind, s) for kind in ("inhale", "exhale", "hold") for s in (2, 7)},
    "stretch": tones.tone("stretch", 10),
    **{kind: tones.sign(kind) for kind in ("start", "side", "halfway", "end", "attention")},
    **{kind: tones.chime(kind) for kind in ("thinking", "asleep", "not_understood", "error")},
}


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("gain", [1.0, 4.0])
def test_our_own_tones_in_the_microphone_are_no_speech(name: str, gain: float) -> None:
    pcm = in_a_room(resample(OWN[name], OUT_RATE, MIC_RATE) * gain)
    assert utterances(pcm + noise(len(pcm) / MIC_RATE, -70)[: len(pcm)]) == []
