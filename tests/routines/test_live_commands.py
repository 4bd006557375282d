"""Every command in every kind of step, in real time."""

import pytest

from skill.core.intent import Intent
from skill.core.routines.commands import COMMANDS, STOPS
from skill.core.routines.timeline import TimedStep
from tests.routines.live_scenes import LIBRARY, Companion

# A routine with each kind of step in it.
WHERE = {
    "say": "calm_breath",
    "inhale": "calm_breath",
    "hold": "box_breathing",
    "exhale": "box_breathing",
    "stretch": "calf_wall",
    "rest": "calf_wall",
    "move": "body_relaxation",
    "massage": "cramp_rescue",
    "look": "desk_break",
}
ON_WITH_IT = [
    "AMAZON.YesIntent",
    "AMAZON.ResumeIntent",
    "AMAZON.RepeatIntent",
    "SlowerIntent",
    "FasterIntent",
    "QuietIntent",
    "TalkIntent",
    "TimeLeftIntent",
    "LongerIntent",
    "ShorterIntent",
    "NoHoldsIntent",
]


def during(kind: str) -> tuple[Companion, TimedStep, float]:
    """A session in the middle of a step of this kind: its second one, where it has two."""
    companion = Companion()
    companion.start(WHERE[kind])
    step = [step for step in companion.led.steps if step.kind == kind][:2][-1]
    return companion, step, step.start + step.seconds / 2


def round_of(steps: tuple[TimedStep, ...], index: int) -> int:
    while not steps[index].opens:
        index -= 1
    return index


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize("name", ON_WITH_IT)
def test_it_goes_on_from_the_round_that_was_led(kind: str, name: str) -> None:
    companion, step, moment = during(kind)
    steps = companion.led.steps
    reply = companion.tell(Intent(name), moment)
    assert not reply.ends
    now = companion.led.steps[companion.led.first]
    before = steps[round_of(steps, steps.index(step))]
    assert (now.block, now.side, now.opens) == (before.block, before.side, True)
    assert companion.state.elapsed == pytest.approx(moment)


@pytest.mark.parametrize("kind", WHERE)
def test_next_goes_to_the_next_exercise_or_ends(kind: str) -> None:
    companion, step, moment = during(kind)
    reply = companion.tell(Intent("AMAZON.NextIntent"), moment)
    if reply.ends:
        assert step.block == len(LIBRARY.routines[WHERE[kind]].blocks) - 1
        assert reply.text in LIBRARY.phrases.closing
    else:
        now = companion.led.steps[companion.led.first]
        assert now.first
        assert (now.block, now.side) != (step.block, step.side)


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize("name", ["AMAZON.PreviousIntent", "AMAZON.StartOverIntent"])
def test_back_is_to_the_start_of_an_exercise(kind: str, name: str) -> None:
    companion, step, moment = during(kind)
    reply = companion.tell(Intent(name), moment)
    now = companion.led.steps[companion.led.first]
    assert now.first
    assert now.start <= step.start
    assert "On to" not in reply.text


@pytest.mark.parametrize("kind", WHERE)
def test_pause_waits_and_resume_says_where(kind: str) -> None:
    companion, step, moment = during(kind)
    steps = companion.led.steps
    reply = companion.tell(Intent("AMAZON.PauseIntent"), moment)
    assert reply.reprompt
    assert not companion.conversation.being_led
    reply = companion.tell(Intent("AMAZON.ResumeIntent"))
    assert "We are at" in reply.text
    assert companion.led.first == round_of(steps, steps.index(step))


@pytest.mark.parametrize("kind", WHERE)
@pytest.mark.parametrize("name", sorted(STOPS))
def test_stop_ends_it(kind: str, name: str) -> None:
    companion, _, moment = during(kind)
    reply = companion.tell(Intent(name), moment)
    assert reply.ends
    assert companion.conversation.routine is None
    assert companion.profile.left is not None


@pytest.mark.parametrize("kind", ["stretch", "rest"])
def test_the_other_side_of_what_has_sides(kind: str) -> None:
    companion, step, moment = during(kind)
    companion.tell(Intent("OtherSideIntent"), moment)
    assert companion.led.steps[companion.led.first].side != step.side


def test_every_command_has_its_scene() -> None:
    told = {*ON_WITH_IT, *STOPS, "AMAZON.NextIntent", "AMAZON.PreviousIntent", "OtherSideIntent"}
    told |= {"AMAZON.StartOverIntent", "AMAZON.PauseIntent", "AMAZON.NoIntent"}
    assert told == set(COMMANDS)
