"""What the screen shows of a session, at every size and with and without colours."""

import io

import pytest
from rich.console import Console

from local_voice.guiding.breath import RESTING, fullness
from local_voice.guiding.picture import Darkness, Picture
from local_voice.guiding.score import passages, place
from local_voice.guiding.view import frame
from tests.guiding.scenes import LIBRARY, session

CALM, CALF = session("calm_breath"), session("calf_wall")
INHALE = next(cue for cue in CALM.cues if cue.kind == "inhale")
EXHALE = next(cue for cue in CALM.cues if cue.kind == "exhale")
STRETCH = next(cue for cue in CALF.cues if cue.kind == "stretch")
SIZES = [(40, 20), (40, 8), (80, 24), (200, 60), (20, 5), (3, 1)]
MEANS = ["truecolor", "256", "standard", "no colour", "ascii"]


def drawn(picture: Picture | Darkness, means: str = "no colour") -> list[str]:
    """The lines on a screen, without the colours."""
    console = screen(picture.width, picture.height, means)
    options = console.options.update_dimensions(picture.width, picture.height)
    if means == "ascii":
        options.encoding = "ascii"
    lines = console.render_lines(picture, options, pad=False)
    return ["".join(segment.text for segment in line).rstrip() for line in lines]


def screen(width: int, height: int, means: str) -> Console:
    has_none = means in ("no colour", "ascii")
    return Console(
        file=io.StringIO(),
        width=width,
        height=height,
        force_terminal=True,
        no_color=has_none,
        color_system=None if has_none else means,
    )


def lit(picture: Picture | Darkness) -> int:
    """How much of the screen the disc takes."""
    return sum(line.count("█") for line in drawn(picture))


@pytest.mark.parametrize("means", MEANS)
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("led", [CALM, CALF], ids=["breathing", "stretching"])
def test_it_fits_every_screen_from_start_to_end(led, width: int, height: int, means: str) -> None:
    for played in (0.0, 30.5, led.seconds / 2, led.seconds, led.seconds + 5):
        picture = frame(led, played, width, height, caption="Breathe in.", heard="slower")
        lines = drawn(picture, means)
        assert len(lines) <= height
        assert max(map(len, lines)) <= width
        if means == "ascii":
            assert all(line.isascii() for line in lines)


@pytest.mark.parametrize(("width", "height"), [(40, 20), (80, 24), (200, 60)])
def test_a_breath_can_be_read_with_and_without_colours(width: int, height: int) -> None:
    for means in MEANS:
        picture = frame(CALM, INHALE.at + 1, width, height, caption=INHALE.words)
        text = "\n".join(drawn(picture, means))
        for part in ("calm breath", "4:59 left", "Breathe in", INHALE.words, "space pause"):
            assert part in text
        assert "q stop" in text


def test_a_stretch_tells_its_side_and_its_seconds_and_what_to_do() -> None:
    text = "\n".join(drawn(frame(CALF, STRETCH.at + 12.5, 80, 24)))
    assert "Lean in" in text
    assert "left side" in text
    assert "8" in text
    assert "This leg goes back, knee straight." in text
    assert "o other side" in text
    assert "o other side" not in "\n".join(drawn(frame(CALM, 20, 80, 24)))


def test_the_disc_grows_with_the_breath_in_and_shrinks_with_the_breath_out() -> None:
    grown = [lit(frame(CALM, INHALE.at + into, 80, 24)) for into in (0, 1.5, 3, 4.9)]
    assert grown == sorted(grown)
    assert grown[-1] > 3 * grown[0]
    shrunk = [lit(frame(CALM, EXHALE.at + into, 80, 24)) for into in (0, 1.5, 3, 4.9)]
    assert shrunk == sorted(shrunk, reverse=True)


def test_where_there_is_no_room_a_bar_grows_instead() -> None:
    def bar(into: float) -> int:
        return drawn(frame(CALM, INHALE.at + into, 40, 6))[1].count("━")

    assert bar(0.1) < bar(2) < bar(4.9)


@pytest.mark.parametrize("routine", LIBRARY.routines)
def test_the_breath_never_jumps(routine: str) -> None:
    led = session(routine)
    before, at = fullness(led, 0.0), 0.0
    while at < led.seconds:
        at += 0.1
        now = fullness(led, at)
        assert 0 <= now <= 1
        assert abs(now - before) < 0.2
        before = now


def test_a_hold_stays_where_the_breath_before_has_left_it() -> None:
    led = session("box_breathing")
    holds = [cue for cue in led.cues if cue.kind == "hold"]
    assert fullness(led, holds[0].at + 2) > 0.9
    assert fullness(led, holds[1].at + 2) < 0.1


def test_before_the_first_step_the_disc_rests() -> None:
    assert fullness(session("calm_breath"), 0.0) == RESTING


def test_the_words_spoken_and_heard_are_shown_and_a_pause_says_so() -> None:
    picture = frame(CALM, 20, 80, 24, caption="We stop for a moment.", heard="pause", paused=True)
    text = "\n".join(drawn(picture))
    for part in ("Paused", "We stop for a moment.", "you: pause", "space go on"):
        assert part in text


@pytest.mark.parametrize("size", [(40, 20), (80, 24)])
def test_bedtime_is_dark_but_for_a_moment_at_the_start(size: tuple[int, int]) -> None:
    led = session("bedtime")
    first = drawn(frame(led, 1, *size))
    assert sum(map(bool, first)) == 1
    for played in (9, 60, led.seconds):
        assert not any(drawn(frame(led, played, *size, caption="Heavy.")))
    assert any("space" in line for line in drawn(frame(led, 60, *size, paused=True)))


def test_only_the_bedtime_routine_is_dark() -> None:
    dark = {id for id, routine in LIBRARY.routines.items() if routine.dark_screen}
    assert dark == {"bedtime"}


@pytest.mark.parametrize("routine", LIBRARY.routines)
def test_a_session_is_cut_into_its_steps_and_loses_no_cue(routine: str) -> None:
    led = session(routine)
    cut = passages(led)
    assert [cue for passage in cut for cue in passage.cues] == list(led.cues)
    assert len(cut) == len(led.steps)
    for number, passage in enumerate(cut):
        middle = place(led, passage.at + 0.01)
        assert middle.step is led.steps[number]
        assert middle.left == pytest.approx(led.seconds - passage.at - 0.01)


def test_the_share_that_is_over_counts_from_the_first_step_of_all() -> None:
    shares = [place(CALM, at).share for at in (0, 100, CALM.seconds)]
    assert shares == pytest.approx([0, 100 / CALM.seconds, 1])
