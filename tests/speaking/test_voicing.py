"""A whole reply as one sound: gaps, tones, the moments of its words, and what is kept."""

from itertools import pairwise

import numpy as np
import pytest

from local_voice.audio.sound import OUT_RATE, Sound, seconds, silence
from local_voice.audio.tones import sign, tone
from local_voice.speech import voicing as voicing_module
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Spoken, SpokenWord, Synthesizer, Voice
from local_voice.speech.voicing import SENTENCE_GAP, Rendered, Voicing
from skill.core.reply import Beat, Earcon, Part, Pause, Reply, Say

PLAIN = Voice()
ABOUT = 0.05  # espeak's sounds vary by some 10 ms each


class Counting:
    """The real synthesizer, and which texts it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self._synthesizer = EspeakSynthesizer()

    def speak(self, text: str, voice: Voice) -> Spoken:
        self.asked.append(text)
        return self._synthesizer.speak(text, voice)

    def voices(self) -> tuple[str, ...]:
        return self._synthesizer.voices()

    def cancel(self) -> None:
        self._synthesizer.cancel()


@pytest.fixture
def synthesizer() -> Counting:
    return Counting()


def shown(rendered: Rendered) -> list[str]:
    return [rendered.text[word.offset : word.offset + word.length] for word in rendered.words]


def test_the_words_are_those_of_the_reply_in_time(synthesizer: Counting) -> None:
    parts = (
        Say("Breathe in."), Beat("inhale", 4.0), Say("And out."), Say("Well done."),
        Pause(0.5), Earcon("end"), Say("Goodbye."),
    )  # fmt: skip
    rendered = Voicing(synthesizer).render(parts, PLAIN)
    assert rendered.text == Reply(parts).text
    assert shown(rendered) == rendered.text.split()
    assert all(one.at < later.at for one, later in pairwise(rendered.words))
    assert rendered.words[-1].at < seconds(rendered.sound)
    assert rendered.is_whole


def test_each_part_has_its_own_length(synthesizer: Counting) -> None:
    voicing = Voicing(synthesizer)
    one, two = (voicing.speak(text, PLAIN).sound for text in ("One.", "Two."))
    gap, breath = silence(SENTENCE_GAP), tone("exhale", 3.0)
    cases: list[tuple[tuple[Part, ...], list[Sound]]] = [
        ((), []),
        ((Say("One."),), [one]),
        ((Say("One."), Say("Two.")), [one, gap, two]),
        ((Say("One."), Pause(1.0), Say("Two.")), [one, silence(1.0), two]),
        ((Say("One."), Beat("exhale", 3.0), Earcon("end")), [one, breath, sign("end")]),
        ((Pause(0.0),), []),
    ]
    for parts, sounds in cases:
        wanted = np.concatenate([silence(0), *sounds])
        assert np.array_equal(voicing.render(parts, PLAIN).sound, wanted)


def test_a_word_after_a_breath_waits_for_it(synthesizer: Counting) -> None:
    voicing = Voicing(synthesizer)
    rendered = voicing.render((Say("In."), Beat("inhale", 5.0), Say("Out.")), PLAIN)
    assert rendered.words[1].at == pytest.approx(
        seconds(voicing.speak("In.", PLAIN).sound) + 5.0, abs=0.02
    )


def test_a_part_without_words_keeps_the_others_in_place(synthesizer: Counting) -> None:
    parts = (Say(""), Say("Yes."), Say("🙂"), Say("No."))
    rendered = Voicing(synthesizer).render(parts, PLAIN)
    assert rendered.text == Reply(parts).text
    assert shown(rendered) == ["Yes.", "No."]


def test_a_sentence_is_made_once_for_each_voice(synthesizer: Counting) -> None:
    voicing = Voicing(synthesizer)
    voicing.ahead(["Breathe in.", "Breathe out."], PLAIN)
    voicing.render((Say("Breathe in."), Say("Breathe out."), Say("Breathe in.")), PLAIN)
    assert synthesizer.asked == ["Breathe in.", "Breathe out."]
    voicing.render((Say("Breathe in."),), Voice(rate=120))
    assert synthesizer.asked[2:] == ["Breathe in."]


def test_the_oldest_give_way_to_the_newest(
    synthesizer: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voicing_module, "MOST_TEXTS", 2)
    voicing = Voicing(synthesizer)
    for text in ("One.", "Two.", "One.", "Three.", "One.", "Two."):
        voicing.speak(text, PLAIN)
    assert synthesizer.asked == ["One.", "Two.", "Three.", "Two."]


def test_what_is_kept_is_bounded_in_seconds(
    synthesizer: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voicing_module, "MOST_SECONDS", 2.0)
    voicing = Voicing(synthesizer)
    long = "This sentence alone takes a good deal longer than two whole seconds to be said."
    for text in ("Yes.", "Yes.", long, long, "Yes."):
        voicing.speak(text, PLAIN)
    assert synthesizer.asked == ["Yes.", long, long, "Yes."]


class Cancelled:
    """Ends every text early: what the real one does when it is cancelled at the right moment."""

    def speak(self, text: str, voice: Voice) -> Spoken:
        return Spoken(text, silence(0.1), (SpokenWord(0, 1, 0.0),), is_whole=False)

    def voices(self) -> tuple[str, ...]:
        return ()

    def cancel(self) -> None:
        pass


def test_what_was_cancelled_is_told_and_not_kept() -> None:
    broken: Synthesizer = Cancelled()
    voicing = Voicing(broken)
    assert not voicing.render((Say("Yes."),), PLAIN).is_whole
    assert voicing.speak("Yes.", PLAIN) is not voicing.speak("Yes.", PLAIN)


def test_a_longer_answer_takes_the_time_of_its_sentences(synthesizer: Counting) -> None:
    parts = tuple(Say(text) for text in ("Rest the leg.", "Drink some water.", "Stretch it."))
    alone = sum(seconds(synthesizer.speak(part.text, PLAIN).sound) for part in parts)
    rendered = Voicing(synthesizer).render(parts, PLAIN)
    assert seconds(rendered.sound) == pytest.approx(alone + 2 * SENTENCE_GAP, abs=3 * ABOUT)
    assert len(rendered.sound) == round(seconds(rendered.sound) * OUT_RATE)
