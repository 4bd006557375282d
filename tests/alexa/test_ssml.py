"""SSML is well-formed, says every word, and stays within Alexa's limits."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa import ssml
from skill.core.reply import Beat, Earcon, Part, Pause, Say
from tests.alexa.replies import parts


def seconds_of(breaks: list[ElementTree.Element]) -> list[float]:
    return [int(each.attrib["time"].removesuffix("ms")) / 1000 for each in breaks]


def test_text_that_looks_like_markup_is_spoken_as_text() -> None:
    assert ssml.speech((Say("a & b <c>"),)) == "<speak>a &amp; b &lt;c&gt;</speak>"


def test_an_injected_tag_does_not_become_one() -> None:
    tree = ElementTree.fromstring(ssml.speech((Say("</speak><audio src='http://x/y'/>"),)) or "")
    assert not list(tree)
    assert tree.text == "</speak><audio src='http://x/y'/>"


@pytest.mark.parametrize(
    "text", ["twitch\0ing", "\x08twitching", "twitch\ud800ing", "twitching\u200b"]
)
def test_characters_nobody_sees_are_left_out(text: str) -> None:
    assert ssml.speech((Say(text),)) == "<speak>twitching</speak>"


def test_parts_come_in_their_order() -> None:
    parts: tuple[Part, ...] = (
        Earcon("start"),
        Say("Breathe in."),
        Beat("inhale", 4),
        Say("And out."),
        Pause(0.25),
    )
    assert ssml.speech(parts) == (
        '<speak><audio src="soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01"/>'
        ' Breathe in. <break time="4000ms"/> And out. <break time="250ms"/></speak>'
    )


def test_a_long_hold_is_several_breaks() -> None:
    tree = ElementTree.fromstring(ssml.speech((Beat("stretch", 25.5),)) or "")
    assert seconds_of(list(tree)) == [10, 10, 5.5]


@pytest.mark.parametrize("seconds", [0, -3, 0.0001, float("nan"), float("-inf")])
def test_a_pause_of_no_length_is_left_out(seconds: float) -> None:
    assert ssml.speech((Say("Well."), Pause(seconds))) == "<speak>Well.</speak>"


def test_an_endless_pause_still_fits() -> None:
    assert ssml.size(ssml.speech((Say("Well."), Pause(float("inf")))) or "") < 8_000


def test_nothing_to_hear_is_no_speech_at_all() -> None:
    assert ssml.speech(()) is None
    assert ssml.speech((Say("\0 "), Pause(0))) is None
    assert ssml.prompt("") is None


def test_at_most_five_sounds_and_the_words_between_them_all() -> None:
    parts = tuple(part for n in range(9) for part in (Earcon("side"), Say(f"Side {n}.")))
    tree = ElementTree.fromstring(ssml.speech(parts) or "")
    assert len(tree.findall("audio")) == 5
    assert [f"Side {n}." in "".join(tree.itertext()) for n in range(9)] == [True] * 9


def test_every_earcon_has_a_sound() -> None:
    for kind in ("start", "side", "halfway", "end", "attention"):
        assert "soundbank://soundlibrary/" in (ssml.speech((Earcon(kind),)) or "")


def test_too_long_a_speech_keeps_its_beginning_and_ends_with_a_sentence() -> None:
    emergency = "Call your local emergency number now."
    parts = (Say(emergency), Say("This is one more sentence about it. " * 400))
    spoken = ssml.speech(parts) or ""
    assert spoken.startswith(f"<speak>{emergency}")
    assert spoken.endswith("about it.</speak>")
    assert 7_900 < len(spoken) < 8_000


@given(text=st.text(max_size=300), copies=st.integers(1, 60))
@settings(max_examples=60)
def test_any_text_of_any_length_is_well_formed_and_short_enough(text: str, copies: int) -> None:
    spoken = ssml.speech((Say("Call now."), Say(text * copies)))
    assert spoken is not None
    assert ssml.size(spoken) < 8_000
    assert "".join(ElementTree.fromstring(spoken).itertext()).startswith("Call now.")


@given(parts())
def test_any_parts_are_within_the_limits(parts: tuple[Part, ...]) -> None:
    spoken = ssml.speech(parts)
    if spoken is None:
        return
    tree = ElementTree.fromstring(spoken)
    assert ssml.size(spoken) < 8_000
    assert all(0 < each <= 10 for each in seconds_of(tree.findall("break")))
    assert len(tree.findall("audio")) <= 5
    assert {each.tag for each in tree} <= {"break", "audio"}


@given(st.lists(st.text("ab.?! ", max_size=80), max_size=6))
def test_no_word_is_lost_or_reordered(texts: list[str]) -> None:
    spoken = ssml.speech(tuple(map(Say, texts))) or "<speak/>"
    words = "".join(ElementTree.fromstring(spoken).itertext()).split()
    assert words == re.findall(r"\S+", " ".join(texts))
