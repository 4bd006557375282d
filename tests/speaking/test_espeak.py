"""The voice that comes along, as the companion uses it: sound, level, words, and odd texts."""

import re
import threading
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from local_voice.audio.sound import OUT_RATE, Sound, seconds
from local_voice.speech import espeak as espeak_module
from local_voice.speech.espeak import LONGEST_TEXT, EspeakSynthesizer
from local_voice.speech.levels import spoken_loudness
from local_voice.speech.pronunciations import Respelled, pronunciations
from local_voice.speech.synthesizer import SpeechError, Spoken, Voice

PLAIN = Voice()
LOUD = Voice(volume=100)
SENTENCE = "A tired calf may twitch for a day or so, and that is common."
# espeak's own sounds vary by some 10 ms from call to call.
ABOUT = 0.05


@pytest.fixture(scope="module")
def synthesizer() -> EspeakSynthesizer:
    return EspeakSynthesizer()


def dbfs(sound: Sound) -> float:
    return 20 * np.log10(spoken_loudness(sound.astype(np.float32) / 32768, OUT_RATE))


def shown(spoken: Spoken) -> list[str]:
    return [spoken.text[word.offset : word.offset + word.length] for word in spoken.words]


@pytest.mark.parametrize("text", ["Yes.", "Stop.", "Fish. Shh.", SENTENCE])
@pytest.mark.parametrize(
    "voice", [LOUD, replace(LOUD, name="gmw/en"), replace(LOUD, pitch=0), replace(LOUD, rate=300)]
)
def test_speech_is_level_and_free_of_clicks(
    synthesizer: EspeakSynthesizer, text: str, voice: Voice
) -> None:
    sound = synthesizer.speak(text, voice).sound
    assert sound.dtype == np.int16
    assert dbfs(sound) == pytest.approx(-16, abs=1.0)
    assert np.abs(sound.astype(int)).max() < 32_000
    assert np.abs(sound[[0, -1]].astype(int)).max() < 30
    loud = np.flatnonzero(np.abs(sound.astype(int)) > 200)
    assert loud[0] < 0.08 * OUT_RATE
    assert len(sound) - loud[-1] < 0.08 * OUT_RATE


def test_words_point_into_the_text_and_come_in_time(synthesizer: EspeakSynthesizer) -> None:
    spoken = synthesizer.speak(SENTENCE, PLAIN)
    assert shown(spoken) == SENTENCE.split()
    assert spoken.words[0].at < 0.02
    assert all(one.at < next_one.at for one, next_one in pairwise(spoken.words))
    assert spoken.words[-1].at < seconds(spoken.sound)
    assert spoken.is_whole


def test_a_word_is_heard_when_it_says_so(synthesizer: EspeakSynthesizer) -> None:
    spoken = synthesizer.speak("First this, then: stop.", PLAIN)
    stop = spoken.words[-1].at
    before = spoken.sound[round((stop - 0.1) * OUT_RATE) : round((stop - 0.02) * OUT_RATE)]
    after = spoken.sound[round((stop + 0.1) * OUT_RATE) : round((stop + 0.3) * OUT_RATE)]
    assert np.abs(after.astype(int)).max() > 10 * np.abs(before.astype(int)).max()


@pytest.mark.parametrize(
    "text",
    [
        "Is it A L S, or ALS?",
        "Café «über» naïve — yes… no?",
        "🙂 Well done 🙂 indeed",
        "One of the causes, for a while, in the eye.",
        "Relaxation eases blepharospasm: a compress helps, too.",
    ],
)
def test_captions_keep_the_spelling_of_the_text(synthesizer: EspeakSynthesizer, text: str) -> None:
    with_letters = [word for word in text.split() if re.search(r"\w", word)]
    assert shown(synthesizer.speak(text, PLAIN)) == with_letters


@pytest.mark.parametrize("text", ["", "   ", "...", "🙂", "\0", "\x01\x02", "—", "\ud800"])
def test_what_has_no_words_is_no_sound(synthesizer: EspeakSynthesizer, text: str) -> None:
    assert len(synthesizer.speak(text, PLAIN).sound) == 0


@pytest.mark.parametrize(
    ("odd", "plain"),
    [
        ("Wait \x0130s here.", "Wait 30s here."),  # espeak's own sign for a change of rate
        ("Wait [[t'aIm]] here.", "Wait t'aIm here."),  # its sign for sounds
        ("Wait\0 here.", "Wait here."),
        ("Wait 🙂 here.", "Wait here."),
        ("Wait \ud800here.", "Wait here."),
    ],
)
def test_nothing_in_a_text_is_a_command(
    synthesizer: EspeakSynthesizer, odd: str, plain: str
) -> None:
    heard = seconds(synthesizer.speak(odd, PLAIN).sound)
    assert heard == pytest.approx(seconds(synthesizer.speak(plain, PLAIN).sound), abs=0.35)


def test_ssml_is_read_out_and_not_obeyed(synthesizer: EspeakSynthesizer) -> None:
    spoken = synthesizer.speak('One <break time="9s"/> two.', PLAIN)
    longest_silence = np.diff(np.flatnonzero(np.abs(spoken.sound.astype(int)) > 100)).max()
    assert longest_silence < 1.0 * OUT_RATE


def test_a_long_text_is_read_and_a_longer_one_refused(synthesizer: EspeakSynthesizer) -> None:
    long = "Drink some water. " * 200
    assert len(synthesizer.speak(long, Voice(rate=500)).words) == 600
    with pytest.raises(SpeechError, match="give it in parts of at most 20000"):
        synthesizer.speak("a" * (LONGEST_TEXT + 1), PLAIN)


def test_an_unknown_voice_is_told_with_the_way_to_the_names(
    synthesizer: EspeakSynthesizer,
) -> None:
    with pytest.raises(SpeechError, match=r'^There is no voice "robot": `[^`]+` lists .*\.$'):
        synthesizer.speak("Hello.", Voice("robot"))
    assert len(synthesizer.speak("Hello.", PLAIN).sound) > 0
    assert {"gmw/en-US", "gmw/en"} <= set(synthesizer.voices())


def test_each_locale_has_its_own_voice() -> None:
    text = "My calf can't rest after the bath."
    for locale, name in (("en-US", "gmw/en-US"), ("en-GB", "gmw/en")):
        own = EspeakSynthesizer(locale).speak(text, PLAIN)
        named = EspeakSynthesizer().speak(text, Voice(name))
        assert seconds(own.sound) == pytest.approx(seconds(named.sound), abs=ABOUT)


def test_rate_pitch_and_volume_are_heard_and_limited(synthesizer: EspeakSynthesizer) -> None:
    def sound(**changes: int) -> Sound:
        return synthesizer.speak(SENTENCE, Voice(**changes)).sound

    assert len(sound(rate=110)) > 1.3 * len(sound(rate=165)) > 1.6 * len(sound(rate=260))
    assert len(sound(rate=9)) == pytest.approx(len(sound(rate=80)), rel=0.03)
    assert len(sound(rate=9999)) == pytest.approx(len(sound(rate=500)), rel=0.05)
    assert dbfs(sound(volume=50)) == pytest.approx(-22, abs=1.0)
    assert dbfs(sound(volume=400)) == pytest.approx(-16, abs=1.0)
    assert np.abs(sound(volume=-5)).max() == 0
    assert _pitch(sound(pitch=90)) > 1.3 * _pitch(sound(pitch=10))


def _pitch(sound: Sound) -> float:
    """The pitch of the voice, by where its sound most resembles itself a little later."""
    rate = OUT_RATE // 8
    vowel = sound[OUT_RATE // 2 : OUT_RATE : 8].astype(np.float64)
    alike = np.correlate(vowel, vowel, "full")[len(vowel) :]
    shortest = rate // 400
    return rate / (shortest + 1 + int(np.argmax(alike[shortest : rate // 60])))


def test_cancel_from_another_thread_ends_a_long_text_early(
    synthesizer: EspeakSynthesizer,
) -> None:
    text = "Drink some water. " * 1000
    done = threading.Event()

    def cancel() -> None:
        while not done.is_set():
            synthesizer.cancel()

    other = threading.Thread(target=cancel)
    other.start()
    spoken = synthesizer.speak(text, PLAIN)
    done.set()
    other.join()
    assert not spoken.is_whole
    assert seconds(spoken.sound) < 60
    assert all(word.at <= seconds(spoken.sound) for word in spoken.words)
    assert synthesizer.speak("Yes.", PLAIN).is_whole


def test_a_cancel_before_the_first_sound_counts(
    synthesizer: EspeakSynthesizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cancelling:
        def respell(self, text: str) -> Respelled:
            synthesizer.cancel()
            return pronunciations().respell(text)

    monkeypatch.setattr(espeak_module, "pronunciations", Cancelling)
    spoken = synthesizer.speak("Drink some water. " * 100, PLAIN)
    assert not spoken.is_whole
    assert seconds(spoken.sound) < 5
    monkeypatch.undo()
    assert synthesizer.speak("Yes.", PLAIN).is_whole


def test_threads_take_turns(synthesizer: EspeakSynthesizer) -> None:
    texts = [
        "One.",
        "One and two and three.",
        "Some more words than the others have, on the whole.",
    ]
    alone = {text: seconds(synthesizer.speak(text, PLAIN).sound) for text in texts}
    heard: list[tuple[str, float]] = []

    def speak(text: str) -> None:
        for _ in range(10):
            heard.append((text, seconds(synthesizer.speak(text, PLAIN).sound)))

    threads = [threading.Thread(target=speak, args=(text,)) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 30
    assert all(length == pytest.approx(alone[text], abs=ABOUT) for text, length in heard)
