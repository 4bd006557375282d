"""The Vosk recognizer on the real decoder: open vocabularies, and what Vosk trips over."""

import subprocess
import sys
import textwrap
import time

import pytest
import vosk

from local_voice.audio.sound import SILENT_BLOCK
from local_voice.hearing.recognizer import Hypothesis, State, Vocabulary
from local_voice.hearing.vosk import VoskRecognizer
from tests.hearing.conftest import BRITISH, TINY_MODEL, speech

QUESTIONS = Vocabulary(
    (
        "why is my eyelid twitching",
        "why is my calf twitching",
        "is it dangerous",
        "how long does it last",
        "what helps",
    )
)
COMMANDS = Vocabulary(("stop", "pause", "go on", "next"), ("yes", "no", "the"), closed=True)


def recognizer(model: vosk.Model, **vocabularies: Vocabulary) -> VoskRecognizer:
    given: dict[State, Vocabulary] = {"open": QUESTIONS, "routine": COMMANDS}
    given.update(vocabularies)  # type: ignore[arg-type]
    return VoskRecognizer(model, given)


def hear(ears: VoskRecognizer, text: str) -> Hypothesis:
    for block in speech(text):
        ears.feed(block)
    return ears.finish()


def test_a_question_is_heard_with_times_and_confidence(tiny_model: vosk.Model) -> None:
    heard = hear(recognizer(tiny_model), "why is my eyelid twitching")
    assert heard.text == "why is my eyelid twitching"
    assert heard.is_final
    assert heard.confidence > 0.9
    assert 0.25 < heard.words[0].start < 0.4  # after the silence before it
    assert all(word.start < word.end for word in heard.words)
    assert heard.words[-1].end < len(speech("why is my eyelid twitching")) * 0.02


def test_times_begin_anew_with_every_utterance(tiny_model: vosk.Model) -> None:
    ears = recognizer(tiny_model)
    first, second, third = (hear(ears, "what helps") for _ in range(3))
    assert [w.start for w in first.words] == pytest.approx([w.start for w in second.words], abs=0.1)
    assert [w.start for w in first.words] == pytest.approx([w.start for w in third.words], abs=0.1)


def test_partial_hypotheses_grow_into_the_final_one(tiny_model: vosk.Model) -> None:
    ears = recognizer(tiny_model)
    partials = [ears.feed(block) for block in speech("why is my calf twitching")]
    assert not any(partial.is_final for partial in partials)
    texts = list(dict.fromkeys(partial.text for partial in partials))
    assert texts[0] == ""
    assert "why is" in texts[1:] or "why is my" in texts[1:]
    assert texts[-1] == ears.finish().text == "why is my calf twitching"


def test_what_no_phrase_foresees_is_heard_in_the_models_own_language(
    tiny_model: vosk.Model,
) -> None:
    story = "the doctor said that everything looks normal"
    ears = recognizer(tiny_model)
    assert hear(ears, story).text == story
    assert hear(ears, "is it dangerous").text == "is it dangerous"


def test_an_empty_vocabulary_is_the_models_own_language(tiny_model: vosk.Model) -> None:
    ears = recognizer(tiny_model, open=Vocabulary(()))
    text = "the doctor said that everything looks normal"
    assert hear(ears, text).text == text


def test_a_pause_in_the_middle_loses_nothing(tiny_model: vosk.Model) -> None:
    """Vosk ends a segment by itself there, within feed."""
    ears = recognizer(tiny_model)
    for block in (*speech("why is my calf twitching"), *[SILENT_BLOCK] * 75):
        ears.feed(block)
    assert hear(ears, "is it dangerous").text == "why is my calf twitching is it dangerous"


@pytest.mark.parametrize("spoken_before", [5, 20, 40, 60])
def test_a_reset_leaves_nothing_of_what_was_said(
    tiny_model: vosk.Model, spoken_before: int
) -> None:
    """Vosk's own Reset leaves the sound that was not decoded yet to the next utterance."""
    ears = recognizer(tiny_model)
    for block in speech("why is my eyelid twitching")[:spoken_before]:
        ears.feed(block)
    ears.reset()
    heard = hear(ears, "what helps")
    assert heard.text == "what helps"
    assert heard.words[0].start > 0.2


def test_changing_the_state_in_mid_sentence_drops_it(tiny_model: vosk.Model) -> None:
    """Changing a decoder's grammar there would abort the process."""
    ears = recognizer(tiny_model)
    for _ in range(3):
        for state in ("routine", "open"):
            ears.listen_for(state)
            for block in speech("stop")[:30]:
                ears.feed(block)
    ears.listen_for("routine")
    assert hear(ears, "pause").text == "pause"


def test_finishing_and_resetting_before_a_word_came_is_harmless(tiny_model: vosk.Model) -> None:
    ears = recognizer(tiny_model)
    for state in ("open", "routine"):
        ears.listen_for(state)
        for _ in range(2):
            ears.reset()
            assert ears.finish() == Hypothesis(is_final=True)
    assert hear(ears, "pause").text == "pause"


def test_silence_is_nothing(tiny_model: vosk.Model) -> None:
    ears = recognizer(tiny_model)
    assert not any(ears.feed(SILENT_BLOCK).words for _ in range(200))
    assert ears.finish().text == ""


def test_phrases_with_unknown_words_are_left_out_and_the_words_told(
    tiny_model: vosk.Model,
) -> None:
    asked = Vocabulary(("why is my zygote twitching", "is it dangerous", "xylophone"))
    ears = recognizer(tiny_model, open=asked)
    assert ears.unknown_words == ("xylophone", "zygote")
    # Were they only dropped, "why is my twitching" would be a phrase.
    assert hear(ears, "is it dangerous").text == "is it dangerous"


def test_a_closed_vocabulary_of_unknown_words_hears_nothing(tiny_model: vosk.Model) -> None:
    ears = recognizer(tiny_model, routine=Vocabulary(("zygote",), ("stop",), closed=True))
    ears.listen_for("routine")
    assert not any(ears.feed(block).words for block in speech("stop"))
    assert ears.finish().text == ""


def test_a_sound_alike_is_heard_as_the_word(tiny_model: vosk.Model) -> None:
    asked = Vocabulary(("what is a zygote",), closed=True)
    ears = VoskRecognizer(tiny_model, {"answer": asked}, {"zygote": ["side goat", "sign wait"]})
    assert ears.unknown_words == ()
    assert hear(ears, "what is a sign wait").text == "what is a zygote"


def test_blocks_are_bytes(tiny_model: vosk.Model) -> None:
    with pytest.raises(TypeError):
        recognizer(tiny_model).feed(bytearray(SILENT_BLOCK))  # type: ignore[arg-type]


def test_changing_the_state_takes_milliseconds(tiny_model: vosk.Model) -> None:
    words = [w for p in QUESTIONS.phrases for w in p.split()]
    thousands = tuple(f"{a} {b} {c}" for a in words for b in words for c in words[:9])
    ears = recognizer(tiny_model, open=Vocabulary(thousands))
    taken = []
    for state in ("routine", "open") * 10:
        began = time.perf_counter()
        ears.listen_for(state)  # type: ignore[arg-type]
        taken.append(time.perf_counter() - began)
    assert sorted(taken)[10] < 0.005


def test_other_voices_are_heard(tiny_model: vosk.Model) -> None:
    ears = recognizer(tiny_model)
    for block in speech("how long does it last", BRITISH):
        ears.feed(block)
    assert ears.finish().text == "how long does it last"


def test_vosk_says_nothing_to_the_terminal() -> None:
    program = f"""
        from pathlib import Path
        from local_voice.hearing.recognizer import Vocabulary
        from local_voice.hearing.vosk import VoskRecognizer, load_model
        asked = Vocabulary(("why is my zygote twitching", "yes", "stop"))
        ears = VoskRecognizer(load_model(Path({str(TINY_MODEL)!r})), {{"open": asked}})
        ears.feed(bytes(640))
        ears.finish()
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], capture_output=True, text=True, check=True
    )
    assert done.stdout == done.stderr == ""
