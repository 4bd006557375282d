"""What is listened for in each state: everything that can be said, as a recognizer writes it."""

import re
import subprocess
import sys
import time

import pytest

from interaction_models import load_model
from local_voice.hearing.expand import slot_values, written_out
from local_voice.hearing.recognizer import State, Vocabulary
from local_voice.hearing.vocabulary import all_words, vocabularies
from local_voice.hearing.words import load_words
from local_voice.hearing.written import as_heard, clauses, contracted, in_words

LOCALE = "en-US"
STATES: tuple[State, ...] = ("open", "answer", "routine", "interrupt")
AS_HEARD = re.compile(r"[a-z]+(?:'[a-z]+)*(?: [a-z]+(?:'[a-z]+)*)*")


def _vocabulary(state: State) -> Vocabulary:
    return vocabularies(LOCALE)[state]


def _said(state: State) -> set[str]:
    return set(_vocabulary(state).phrases)


@pytest.mark.parametrize("state", STATES)
def test_every_phrase_is_written_as_a_recognizer_writes(state: State) -> None:
    vocabulary = _vocabulary(state)
    wrong = [p for p in vocabulary.phrases + vocabulary.decoys if not AS_HEARD.fullmatch(p)]
    assert wrong == []


def test_every_sample_and_every_slot_value_can_be_heard() -> None:
    model = load_model(LOCALE)
    said = " | ".join(_vocabulary("open").phrases)
    forms = {as_heard(f) for t in model.types for v in t.values.values() for f in v}
    assert [form for form in sorted(forms) if form not in said] == []
    plain = [as_heard(s) for i in model.intents for s in i.samples if "{" not in s]
    assert set(plain) - _said("open") == set()


def test_a_story_about_a_red_flag_can_be_heard() -> None:
    words = set(" ".join(_vocabulary("open").phrases).split())
    story = "my chest hurts and my left arm has gone numb he passed out and had a seizure"
    assert set(story.split()) <= words


@pytest.mark.parametrize("answer", ["yes", "no", "i don't know", "not really", "a little"])
def test_an_answer_weighs_more_while_one_is_waited_for(answer: str) -> None:
    assert _vocabulary("answer").phrases.count(answer) > _vocabulary("open").phrases.count(answer)


def test_a_bare_no_weighs_more_than_a_word_that_sounds_like_it() -> None:
    alone = [p for p in _vocabulary("answer").phrases if p in ("no", "know")]
    assert alone.count("no") > 10
    assert "know" not in alone


def test_an_answer_is_free_to_tell_more() -> None:
    assert not _vocabulary("answer").closed
    assert _said("open") <= _said("answer")


@pytest.mark.parametrize(
    "command",
    ["pause", "resume", "slower", "faster", "other side", "skip", "next", "previous", "stop",
     "how much longer", "no talking", "start over", "longer", "shorter", "no holds", "louder",
     "quieter", "repeat", "i feel dizzy", "my chest hurts", "that hurts", "i can't breathe"],
)  # fmt: skip
def test_a_session_hears_its_commands_and_a_body_protesting(command: str) -> None:
    assert command in _said("routine")


@pytest.mark.parametrize("state", ["routine", "interrupt"])
def test_a_closed_vocabulary_has_decoys_that_are_none_of_its_phrases(state: State) -> None:
    vocabulary = _vocabulary(state)
    assert vocabulary.closed
    assert len(vocabulary.decoys) > 50
    assert not set(vocabulary.decoys) & set(vocabulary.phrases)
    assert len(set(vocabulary.phrases)) == len(vocabulary.phrases)


def test_stop_words_interrupt_and_fillers_never_do() -> None:
    words = load_words(LOCALE)
    interrupting = {*words.stop, *words.pause}
    assert {"stop", "pause", "wait"} <= interrupting <= _said("interrupt") & _said("routine")
    assert not set(words.fillers) & _said("interrupt")
    assert set(words.fillers) <= set(_vocabulary("interrupt").decoys)


def test_all_words_are_those_of_every_state() -> None:
    words = all_words(vocabularies(LOCALE))
    assert {"fasciculation", "stop", "mhm", "posh"} <= set(words)
    assert list(words) == sorted(set(words))


def test_samples_are_written_out_no_oftener_than_their_values_need() -> None:
    samples = ("stop", "my {part} hurts", "{part} and {part}")
    made = list(written_out(samples, {"part": "Part"}, {"Part": ("a", "b", "c", "d e", "f")}))
    assert made == [
        "stop",
        "my a hurts",
        "b and b",
        "my c hurts",
        "d e and d e",
        "my f hurts",
        "a and a",
    ]
    once = written_out(samples, {"part": "Part"}, {"Part": ("a", "b")}, every_value=False)
    assert list(once) == ["stop", "my a hurts", "b and b"]


def test_slots_of_amazon_are_filled_with_the_words_given() -> None:
    values = slot_values(load_model(LOCALE), ("five",), ("a week",))
    assert values["AMAZON.NUMBER"] == ("five",)
    assert values["AMAZON.DURATION"] == ("a week",)
    assert "calf" in values["BodyPart"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Stop!", "stop"),
        ("a. l. s.", "a l s"),
        ("B12 & vitamin D3", "b twelve vitamin d three"),
        ("I don\u2019t know", "i don't know"),
        ("100 days, 45 nights", "a hundred days forty five nights"),
        ("my calves' twitch", "my calves twitch"),
        ("...", ""),
    ],
)
def test_text_is_written_as_heard(text: str, heard: str) -> None:
    assert as_heard(text) == heard


def test_a_story_falls_into_clauses() -> None:
    assert clauses("Is it A.L.S.? My leg, the left one...") == [
        "is it a l s",
        "my leg",
        "the left one",
    ]


def test_numbers_are_said_in_words() -> None:
    assert [in_words(n) for n in (0, 13, 40, 99, 1998)] == [
        "zero", "thirteen", "forty", "ninety nine", "one nine nine eight",
    ]  # fmt: skip


def test_words_are_run_together_whole() -> None:
    assert contracted("i do not", {"do not": "don't"}) == "i don't"
    assert contracted("redo nothing", {"do not": "don't"}) == "redo nothing"


def test_vocabularies_are_the_same_in_every_process_and_quick_to_make() -> None:
    code = (
        "import time, hashlib; from local_voice.hearing.vocabulary import vocabularies;"
        "began = time.process_time(); made = vocabularies('en-US');"
        "print(time.process_time() - began, hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout.split()
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0][1] == runs[1][1]
    assert min(float(run[0]) for run in runs) < 0.3  # half of it is room for a slow machine


def test_vocabularies_are_made_once() -> None:
    vocabularies(LOCALE)
    began = time.process_time()
    assert vocabularies(LOCALE) is vocabularies(LOCALE)
    assert time.process_time() - began < 0.01


def test_a_name_of_ones_own_is_written_as_it_is_heard() -> None:
    words = load_words(LOCALE).called("Dr. Calm!")
    assert words.after_name("dr calm why does it twitch") == "why does it twitch"
