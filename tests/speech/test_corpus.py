"""The corpus says what typing its words would come to, so that a miss is the ear's."""

import numpy as np
import pytest

from interaction_models import load_model
from tests.speech.corpus import LOCALE, Utterance, load_corpus, meant, urgency
from tests.speech.noise import DECIBELS, in_room
from tests.speech.score import Score, edits, score, total
from tests.speech.voices import ESPEAK, SPOKEN, padded, spoken

CORPUS = load_corpus()


@pytest.mark.parametrize("utterance", [u for u in CORPUS if u.intent], ids=lambda u: u.say)
def test_typed_it_comes_to_what_is_expected(utterance: Utterance) -> None:
    intent = meant(utterance.say, utterance.state).intent
    assert (intent.name, dict(intent.slots)) == (utterance.intent, dict(utterance.slots))


@pytest.mark.parametrize("flag", [u for u in CORPUS if u.urgency], ids=lambda u: u.say)
def test_a_red_flag_is_raised_when_typed(flag: Utterance) -> None:
    assert urgency(flag.say) == flag.urgency


def test_every_intent_is_spoken() -> None:
    unsaid = {
        "DescribeIntent",  # is free text
        "CountsIntent",  # is numbers
        "AMAZON.NavigateHomeIntent",  # is said to Alexa only
    }
    spoken_of = {utterance.intent for utterance in CORPUS if utterance.intent}
    assert {intent.name for intent in load_model(LOCALE).intents} - unsaid == spoken_of


def test_a_right_hearing_scores_full_and_a_wrong_one_does_not() -> None:
    utterance = next(u for u in CORPUS if u.slots.get("duration") == "P3W")
    right = score(utterance, utterance.say)
    assert (right.wrong, right.intents, right.right_slots) == (0, 1, len(utterance.slots))
    wrong = score(utterance, "my eyelid has been twitching")
    assert (wrong.wrong, wrong.right_slots) == (3, 2)
    assert total([right, wrong]).word_error_rate == 3 / (2 * len(utterance.say.split()))


def test_hearing_anything_where_nothing_was_meant_is_a_false_fire() -> None:
    nothing = Utterance("okay", "", "interrupt")
    assert score(nothing, "") == Score(quiet=1)
    assert score(nothing, "stop") == Score(quiet=1, false_fires=1)


@pytest.mark.parametrize(
    ("wanted", "got", "count"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a c", 1),
        ("a b", "a x b", 1),
        ("a b", "c d", 2),
        ("a", "", 1),
    ],
)
def test_words_wrong_are_counted_as_edits(wanted: str, got: str, count: int) -> None:
    assert edits(wanted.split(), got.split()) == count


def test_noise_is_as_loud_as_said_and_always_the_same() -> None:
    speech = padded(spoken("my calf is twitching", ESPEAK[0]))
    for room in ("white", "babble"):
        noisy = in_room(speech, room, seed=3)
        noise = noisy.astype(float) - speech
        power = np.mean(speech[SPOKEN].astype(float) ** 2)
        assert 10 * np.log10(power / np.mean(noise**2)) == pytest.approx(DECIBELS, abs=0.2)
        assert np.array_equal(noisy, in_room(speech, room, seed=3))
        assert not np.array_equal(noisy, in_room(speech, room, seed=4))
