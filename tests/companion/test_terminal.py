"""What a conversation looks like on a terminal, and where the output is none."""

import io
import re

from rich.console import Console

from local_voice.companion.model import Mode, Partly, Pressed, Said
from local_voice.companion.terminal import Hints, TerminalCaptions
from skill.core.reply import Reply, Say
from tests.guiding.scenes import session

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


def lit(file: io.StringIO) -> str:
    """The visible characters written since the last call."""
    written = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", file.getvalue())
    file.seek(0)
    file.truncate()
    return written.strip()


def led_to_its_end(routine: str) -> tuple[TerminalCaptions, io.StringIO]:
    shown, file = captions(terminal=True, width=80)
    led = session(routine)
    shown.mode(Mode.GUIDING, in_session=True)
    for played in (0.0, 10.0, led.seconds):
        shown.leading(led, played, "")
    return shown, file


def test_after_bedtime_nothing_lights_up_until_someone_wants_something() -> None:
    shown, file = led_to_its_end("bedtime")
    lit(file)
    shown.answer(Reply(()))
    for mode in (Mode.SPEAKING, Mode.ASLEEP):
        shown.mode(mode, in_session=False)
        shown.saying("")
        shown.happened(Partly("mhm"))
        shown.happened(Said("mhm"))
        shown.note("Sound is back.")
        assert lit(file) == ""
    shown.happened(Pressed("space"))
    assert lit(file).endswith(HINTS.asleep)


def test_after_bedtime_its_name_brings_the_light_back() -> None:
    shown, file = led_to_its_end("bedtime")
    shown.mode(Mode.ASLEEP, in_session=False)
    lit(file)
    shown.happened(Said("muscle calm"))
    shown.mode(Mode.LISTENING, in_session=False)
    assert HINTS.listening in lit(file)


def test_a_sound_in_the_room_does_not_call_a_session_paused() -> None:
    shown, file = led_to_its_end("calm_breath")
    lit(file)
    shown.happened(Said("mhm"))
    written = lit(file)
    assert "you: mhm" in written
    assert "Paused" not in written


def test_news_in_a_session_wait_for_its_end() -> None:
    shown, file = led_to_its_end("calm_breath")
    lit(file)
    shown.note("Sound is back.")
    assert lit(file) == ""
    shown.mode(Mode.SPEAKING, in_session=False)
    assert "Sound is back." in lit(file)
