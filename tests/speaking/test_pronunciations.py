"""How words are written for the voice, and the way back to the words on the screen."""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_voice.speech.espeak_library import espeak_library
from local_voice.speech.pronunciations import Pronunciations, pronunciations

US = "gmw/en-US"
LISTS = tomllib.loads(files("local_voice.speech").joinpath("pronunciations.toml").read_text())
KNOWLEDGE = Path(__file__).parents[2] / "skill" / "knowledge"
READ_AS_WORDS = {"COVID"}


def sounds(text: str) -> str:
    """The sounds the voice makes of a text as it is spoken."""
    return espeak_library().phonemes(pronunciations().respell(text).text, US)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Is it A L S?", "'eI 'El 'Es"),  # not "uh L S"
        ("Is it a l s?", "'eI 'El 'Es"),
        ("Is it A. L. S.?", "'eI 'El 'Es"),
        ("Is it ALS?", "'eI'El'Es"),  # not "alz"
        ("An EMG test", "'i:;'EmdZ'i:"),  # not "emg"
        ("Bow forward from the hips.", "b'aU"),
        ("A bedtime wind-down", "w'aInd"),
        ("It may help you wind down.", "w'aInd d"),
        ("A warm compress", "k'0mprEs"),
        ("Close your eyes.", "kl'oUz"),
        ("The word doctors use", "j'u:z"),
        ("Botox", "b'oUt#0ks"),
        ("Pilates", "p'Il@t'i:z"),
        ("COVID", "k'oUvId"),
    ],
)
def test_what_the_voice_misreads_is_read_well(text: str, heard: str) -> None:
    assert heard in sounds(text)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("The calves", "k'avz"),
        ("a benign twitch", "bI#n'aIn"),
        ("Shall I lead you?", "l'i:d"),
        ("You live with it.", "l'Iv"),
        ("Keep someone close by.", "kl'oUs"),
        ("Ask someone trusted to stay close.", "kl'oUs"),
        ("at rest or in use", "j'u:s"),
        ("every minute counts", "m'InIt"),
        ("a dirty wound", "w'u:nd"),
    ],
)
def test_what_the_voice_reads_well_stays_so(text: str, heard: str) -> None:
    assert heard in sounds(text)


@pytest.mark.parametrize(
    "word", sorted(word for word, written in LISTS["words"].items() if written != word)
)
def test_each_respelling_changes_what_is_heard(word: str) -> None:
    assert any(
        sounds(sentence) != espeak_library().phonemes(sentence, US)
        for sentence in (word, f"People {word} the leg.", f"people {word} for")
    )


def test_a_word_inside_another_is_left_alone() -> None:
    for text in ("The elbow and the bowl", "a false pals' salsa", "also", "ALSO", "MSG", "1MS"):
        assert pronunciations().respell(text).text == text


def test_no_short_form_in_the_knowledge_is_read_as_a_word() -> None:
    listed = set(LISTS["letters"]) | READ_AS_WORDS
    for path in KNOWLEDGE.rglob("*.toml"):
        for sentence in spoken(tomllib.loads(path.read_text("utf-8"))):
            # Letters apart are read well, but for A, which is read as the article.
            for short in re.findall(r"\bA(?: [A-Z])+\b|\b[A-Z]{2,}\b", sentence):
                assert short.replace(" ", "") in listed, f"{path.name}: {sentence}"


def spoken(data: Any, key: str = "") -> Iterator[str]:
    """The sentences a knowledge file has to be spoken."""
    if isinstance(data, dict):
        for name, value in data.items():
            yield from spoken(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from spoken(value, key)
    elif isinstance(data, str) and key in ("say", "cue", "word", "spoken", "reply"):
        yield data


@given(
    st.text(max_size=40)
    | st.lists(st.sampled_from(["A L S", "ALS", "bow", "so", "🙂", "é"])).map(" ".join)
)
def test_every_place_leads_back_into_the_text(text: str) -> None:
    respelled = pronunciations().respell(text)
    places = [respelled.original(offset) for offset in range(len(respelled.text))]
    assert places == sorted(places)
    assert all(0 <= place < len(text) for place in places)


def test_a_place_leads_back_to_its_own_word() -> None:
    respelled = Pronunciations({"calf": "kaff"}, ["ALS"]).respell("My calf, a l s, my Calf now")
    assert respelled.text == "My kaff, eh L S, my kaff now"
    assert respelled.original(respelled.text.index("kaff")) == 3
    assert respelled.original(respelled.text.index("S")) == 13
    assert respelled.original(respelled.text.index("now")) == 24


def test_empty_lists_change_nothing() -> None:
    assert Pronunciations({}, []).respell("A calf, ALS.").text == "A calf, ALS."
