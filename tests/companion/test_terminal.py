"""What a conversation looks like on a terminal, and where the output is none."""

import io

from rich.console import Console

from local_voice.companion.model import Mode, Partly, Said
from local_voice.companion.terminal import Hints, TerminalCaptions
from skill.core.reply import Reply, Say

HINTS = Hints("asleep: say its name", "listening", "press space")
ANSWER = Reply((Say("Your calf may be tired. It mostly goes by itself."),))


def captions(*, terminal: bool, width: int = 40) -> tuple[TerminalCaptions, io.StringIO]:
    file = io.StringIO()
    console = Console(
        file=file, force_terminal=terminal, width=width, color_system=None, highlight=False
    )
    return TerminalCaptions(console, HINTS), file


def screen(written: str) -> list[str]:
    """The lines that stay: each clearing takes back what its line showed."""
    lines = [line.split("\x1b[2K")[-1].rstrip("\r") for line in written.split("\n")]
    return [line.rstrip() for line in lines]


def test_words_appear_as_they_are_heard_and_stay() -> None:
    shown, file = captions(terminal=True)
    shown.happened(Partly("why is"))
    shown.happened(Partly("why is my calf"))
    assert screen(file.getvalue()) == ["you   why is my calf"]
    shown.happened(Said("why is my calf twitching"))
    shown.answer(ANSWER)
    shown.mode(Mode.SPEAKING, in_session=False)
    shown.mode(Mode.SPEAKING, in_session=False)
    shown.saying("Your calf")
    assert screen(file.getvalue()) == ["you   why is my calf twitching", "calm  Your calf"]
    shown.saying(ANSWER.text)
    shown.mode(Mode.LISTENING, in_session=False)
    assert screen(file.getvalue()) == [
        "you   why is my calf twitching",
        "calm  Your calf may be tired. It mostly",
        "      goes by itself.",
        "listening",
    ]


def test_an_interrupted_answer_says_so_and_what_interrupted_it_follows() -> None:
    shown, file = captions(terminal=True)
    shown.answer(ANSWER)
    shown.mode(Mode.SPEAKING, in_session=False)
    shown.saying("Your calf may")
    shown.happened(Said("is it dangerous"))
    shown.mode(Mode.THINKING, in_session=False)
    assert screen(file.getvalue())[:2] == ["calm  Your calf may …", "you   is it dangerous"]


def test_a_filler_does_not_break_the_answer_shown() -> None:
    shown, file = captions(terminal=True)
    shown.answer(ANSWER)
    shown.mode(Mode.SPEAKING, in_session=False)
    shown.saying("Your calf may")
    shown.happened(Said("mhm"))
    shown.saying("Your calf may be tired.")
    assert screen(file.getvalue()) == ["calm  Your calf may be tired."]


def test_a_note_in_the_middle_of_an_answer_leaves_it_readable() -> None:
    shown, file = captions(terminal=True)
    shown.answer(ANSWER)
    shown.mode(Mode.SPEAKING, in_session=False)
    shown.saying("Your calf may")
    shown.note("Sound is back.")
    shown.saying("Your calf may be tired.")
    assert screen(file.getvalue()) == ["calm  Your calf may", "Sound is back.", "      be tired."]


def test_without_a_terminal_there_are_whole_lines_alone() -> None:
    shown, file = captions(terminal=False, width=200)
    shown.happened(Partly("why is"))
    shown.happened(Said("why is my calf twitching"))
    shown.answer(ANSWER)
    shown.mode(Mode.SPEAKING, in_session=False)
    shown.saying("Your calf")
    shown.mode(Mode.LISTENING, in_session=False)
    assert screen(file.getvalue()) == [
        "you   why is my calf twitching",
        f"calm  {ANSWER.text}",
        "",
    ]


def test_words_in_brackets_are_words() -> None:
    shown, file = captions(terminal=False, width=200)
    shown.happened(Said("[red] my [/b] calf"))
    assert "[red] my [/b] calf" in file.getvalue()


def test_what_is_said_while_it_sleeps_is_shown_only_if_it_wakes() -> None:
    shown, file = captions(terminal=True)
    shown.mode(Mode.ASLEEP, in_session=False)
    shown.happened(Partly("the neighbours"))
    shown.happened(Said("the neighbours are loud"))
    assert screen(file.getvalue()) == ["asleep: say its name"]
    shown.happened(Said("muscle calm why"))
    shown.mode(Mode.THINKING, in_session=False)
    assert screen(file.getvalue())[0] == "you   muscle calm why"


def test_a_word_acted_upon_before_it_is_over_is_shown_before_the_answer_and_once() -> None:
    shown, file = captions(terminal=False, width=200)
    shown.happened(Partly("stop"))
    shown.asked("stop")
    shown.answer(ANSWER)
    shown.happened(Said("stop"))
    assert screen(file.getvalue()) == ["you   stop", f"calm  {ANSWER.text}", ""]
