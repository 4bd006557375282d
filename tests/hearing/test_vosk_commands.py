"""Commands in a closed vocabulary: whole phrases only, at once, and never out of a sentence."""

from collections.abc import Sequence

import numpy as np
import pytest
import vosk

from local_voice.audio.sound import BLOCK_SECONDS, SILENT_BLOCK
from local_voice.hearing.hush import Hush
from local_voice.hearing.recognizer import Vocabulary
from local_voice.hearing.vosk import VoskRecognizer
from tests.hearing.conftest import AMERICAN, BRITISH, blocks, speech
from tests.speech.voices import Speaker

COMMANDS = Vocabulary(
    ("stop", "pause", "wait", "next", "go on", "hold on", "please stop", "other side", "repeat"),
    ("yes", "no", "the", "it", "my", "twitching", "can", "i", "will not", "and"),
    closed=True,
)
SLOW = Speaker("espeak", "gmw/en-US", 140)
SILENCE_AFTER = 0.8  # seconds that end each piece of speech


@pytest.fixture
def ears(tiny_model: vosk.Model) -> VoskRecognizer:
    return VoskRecognizer(tiny_model, {"interrupt": COMMANDS})


def noisy(quiet: Sequence[bytes], decibels: float) -> list[bytes]:
    """With white noise, so many decibels under the speech."""
    sound = np.frombuffer(b"".join(quiet), np.int16).astype(float)
    level = np.sqrt((sound[sound != 0] ** 2).mean()) / 10 ** (decibels / 20)
    noise = np.random.default_rng(1).normal(0, level, len(sound))
    return list(blocks(np.clip(sound + noise, -32768, 32767).astype(np.int16).tobytes()))


def acted_on(ears: VoskRecognizer, sound: Sequence[bytes]) -> tuple[str, float | None]:
    """What was found first, and how many seconds after the last word."""
    end = len(sound) * BLOCK_SECONDS - SILENCE_AFTER
    for place, block in enumerate(sound, start=1):
        if text := ears.feed(block).text:
            ears.reset()
            return text, place * BLOCK_SECONDS - end
    return ears.finish().text, None


@pytest.mark.parametrize("speaker", [AMERICAN, BRITISH, SLOW], ids=lambda speaker: speaker.name)
@pytest.mark.parametrize("command", ["stop", "pause", "wait", "next", "please stop", "other side"])
def test_a_command_is_found_soon_after_its_end(
    ears: VoskRecognizer, command: str, speaker: Speaker
) -> None:
    text, after = acted_on(ears, speech(command, speaker))
    assert text == command
    assert after is not None
    assert after < 0.35


@pytest.mark.parametrize("command", ["stop", "pause", "next"])
def test_a_command_is_found_in_noise(ears: VoskRecognizer, command: str) -> None:
    text, after = acted_on(ears, noisy(speech(command), 10))
    assert text == command
    assert after is not None
    assert after < 0.4


@pytest.mark.parametrize("speaker", [AMERICAN, BRITISH, SLOW], ids=lambda speaker: speaker.name)
@pytest.mark.parametrize(
    "sentence",
    [
        "it will not stop twitching",
        "stop twitching please",
        "stop twitching",
        "my leg can not wait any longer",
        "wait until the pain is gone",
        "next week i see my doctor",
        "i could not stop shaking last night",
        "hold on to the wall with both hands",
        "please stop my eye from twitching",
        "a long story about the sea and the wind",
    ],
)
def test_a_sentence_is_no_command(ears: VoskRecognizer, sentence: str, speaker: Speaker) -> None:
    assert acted_on(ears, speech(sentence, speaker)) == ("", None)


def test_phrases_do_not_recombine(tiny_model: vosk.Model) -> None:
    """Vosk's grammar is a bigram: of these two phrases it makes a third at full confidence."""
    asked = Vocabulary(("why is my eyelid twitching", "my calf hurting"), closed=True)
    ears = VoskRecognizer(tiny_model, {"answer": asked})
    assert acted_on(ears, speech("why is my calf hurting")) == ("", None)
    assert acted_on(ears, speech("my calf hurting"))[0] == "my calf hurting"


@pytest.mark.parametrize("decoy", ["yes", "twitching", "will not"])
def test_a_decoy_is_nothing(ears: VoskRecognizer, decoy: str) -> None:
    assert acted_on(ears, speech(decoy)) == ("", None)


def test_a_command_after_other_talk_and_a_pause_counts(ears: VoskRecognizer) -> None:
    sound = [*speech("my doctor went home"), *[SILENT_BLOCK] * 60, *speech("stop")]
    assert acted_on(ears, sound)[0] == "stop"


def test_a_command_that_vosk_ended_by_itself_is_still_the_final_one(ears: VoskRecognizer) -> None:
    for block in (*speech("wait"), *[SILENT_BLOCK] * 100):
        ears.feed(block)
    final = ears.finish()
    assert (final.text, final.is_final) == ("wait", True)
    assert ears.finish().text == ""


def test_hush_needs_a_stretch_of_quiet_after_something_loud() -> None:
    loud, soft = (np.full(320, level, np.int16).tobytes() for level in (8000, 100))
    hush = Hush()
    assert not any(hush.hear(loud) for _ in range(50))
    assert [hush.hear(soft) for _ in range(14)].index(True) == 12  # 0.26 s
    assert not hush.hear(loud)


def test_hush_hears_the_end_of_speech_over_noise() -> None:
    noise = np.random.default_rng(2).normal(0, 1000, (60, 320)).astype(np.int16)
    voice = noise[20:40] + np.int16(5000)
    hush = Hush()
    assert not any(hush.hear(block.tobytes()) for block in (*noise[:13], *voice))
    assert any(hush.hear(block.tobytes()) for block in noise[40:])
