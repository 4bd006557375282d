"""Talking by keyboard: greeted first, answered line by line, and let go without a fuss."""

from collections.abc import Iterator

from local_voice.talk import converse
from skill.assembly import assemble
from skill.core.reply import Reply


def talk(*lines: str) -> list[Reply]:
    said: list[Reply] = []
    typed: Iterator[str] = iter(lines)

    def read() -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    converse(assemble(), read, said.append)
    return said


def test_it_greets_with_the_disclaimer_before_anything_was_asked() -> None:
    (hello,) = talk()
    assert "not medical advice" in hello.text
    assert hello.text.endswith("?")


def test_the_disclaimer_is_not_said_twice() -> None:
    _, answer = talk("why is my eyelid twitching")
    assert "not medical advice" not in answer.text


def test_stop_ends_the_talk() -> None:
    *_, last = talk("why is my eyelid twitching", "stop", "why is my calf twitching")
    assert last.ends
    assert "calf" not in last.text


def test_after_an_emergency_the_sentence_can_be_asked_for_again() -> None:
    *_, first, again = talk("one side of my face has dropped", "say that again")
    assert "nine one one" in first.text
    assert "nine one one" in again.text
