"""Guided sessions as Alexa turns: the same steps as in real time, within Alexa's limits."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from ask_sdk_core.serialize import DefaultSerializer

from skill.alexa.response import render
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.intent import Heard, Intent
from skill.core.profile import Profile
from skill.core.reply import Beat, Guidance, Pause, Reply
from skill.core.routines.live import led
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.timeline import TimedStep

LIBRARY = assemble().assistant.library.routines
ALL = list(LIBRARY.routines)
PHRASES = LIBRARY.phrases
FROM_THE_GUIDE = {*PHRASES.go_on, *PHRASES.closing, *PHRASES.safety}


@dataclass
class Device:
    """An Echo: what was said to it, and what it was given to say."""

    conversation: Conversation = field(default_factory=Conversation)
    profile: Profile = field(default_factory=lambda: Profile(greeted=True))
    replies: list[Reply] = field(default_factory=list)

    def tell(self, name: str, **slots: str) -> Reply:
        heard = Heard(Intent(name, slots))
        turn = assemble().assistant.respond(heard, self.conversation, self.profile)
        self.conversation, self.profile = turn.conversation, turn.profile
        self.replies.append(turn.reply)
        return turn.reply

    def lead(self, routine: str) -> list[Reply]:
        """The parts of a whole session, its own question answered with no."""
        reply = self.tell("StartRoutineIntent", routine=routine)
        parts = [self.tell("AMAZON.NoIntent") if LIBRARY.routines[routine].ask_first else reply]
        while not parts[-1].ends:
            assert len(parts) < 20
            parts.append(self.tell("AMAZON.NextIntent"))
        return parts


def rendered(reply: Reply) -> Any:
    return DefaultSerializer().serialize(render(reply, screens=True))


def seconds_of(ssml: str, without: set[str]) -> float:
    """How long the steps in it take: breaks, and words that are not the guide's own."""
    breaks = sum(int(ms) / 1000 for ms in re.findall(r'<break time="(\d+)ms"/>', ssml))
    text = re.sub(r"<[^>]+>", "|", ssml).replace("&apos;", "'")
    for line in without:
        text = text.replace(line, "")
    return breaks + speaking_seconds(text.replace("|", " "))


def kinds_of(reply: Reply) -> list[str]:
    return [part.kind for part in reply.speech if isinstance(part, Beat)]


@pytest.mark.parametrize("id", ALL)
def test_turns_add_up_to_the_timeline(id: str) -> None:
    steps = LIBRARY.routines[id]
    live = live_steps(id)
    parts = Device().lead(id)
    intro = parts[0].text.split(steps.blocks[0].steps[0].cue)[0]
    own = {*FROM_THE_GUIDE, intro.strip(), steps.safety}
    own = {line for text in own for line in re.split(r"(?<=[.?!])\s+", text) if line}
    led_for = sum(seconds_of(rendered(part)["outputSpeech"]["ssml"], own) for part in parts)
    # The voice's words take what the core reckons; side changes and the like are inside the steps.
    assert led_for == pytest.approx(live[-1].end, rel=0.01)


def live_steps(id: str) -> tuple[TimedStep, ...]:
    device = Device(Conversation(keeps_time=True))
    device.tell("StartRoutineIntent", routine=id)
    if LIBRARY.routines[id].ask_first:
        device.tell("AMAZON.NoIntent")
    assert device.conversation.routine is not None
    return led(LIBRARY, device.conversation.routine).steps


@pytest.mark.parametrize("id", ALL)
def test_turns_lead_the_same_steps_in_the_same_order(id: str) -> None:
    device = Device()
    runs: list[str] = []
    for part in device.lead(id):
        runs += kinds_of(part)
    merged = [kind for at, kind in enumerate(runs) if at == 0 or kind != runs[at - 1]]
    expected = [step.kind for step in live_steps(id) if step.kind != "say"]
    assert merged == [k for at, k in enumerate(expected) if at == 0 or k != expected[at - 1]]


@pytest.mark.parametrize("id", ALL)
@pytest.mark.parametrize("pace", [0.64, 1.0, 1.6])
def test_every_turn_is_within_the_limits(id: str, pace: float) -> None:
    for part in Device(profile=Profile(greeted=True, pace=pace)).lead(id):
        response = rendered(part)
        ssml = response["outputSpeech"]["ssml"]
        assert seconds_of(ssml, set()) <= 95 < 240
        assert all(int(ms) <= 10_000 for ms in re.findall(r'<break time="(\d+)ms"/>', ssml))
        assert len(ssml) < 8_000
        assert ssml.count("<audio") <= 5
        last_words = part.text.rsplit(". ", 1)[-1]
        assert last_words in re.sub(r"<[^>]+>", " ", ssml).replace("&apos;", "'")


@pytest.mark.parametrize("id", [id for id in ALL if not LIBRARY.routines[id].silent_end])
def test_a_screen_shows_the_step_the_time_left_and_a_moving_circle(id: str) -> None:
    parts = Device().lead(id)
    moved = 0.0
    for part in parts:
        assert part.screen is not None
        guidance = part.screen.guidance
        assert isinstance(guidance, Guidance)
        moved += sum(move.seconds for move in guidance.moves)
        directive = rendered(part)["directives"][0]
        data = directive["datasources"]["screen"]
        assert data["step"]
        assert "left" in data["left"]
        assert "next" in data["hint"]
        assert "pause" in data["hint"]
        assert "slower" in data["hint"]
        (sequence,) = directive["document"]["onMount"]
        assert sequence["type"] == "Sequential"
        for command in sequence["commands"]:
            assert command["componentId"] == "circle"
            assert command["duration"] > 0
    assert moved == pytest.approx(LIBRARY.routines[id].total_seconds)


def test_the_circle_grows_for_as_long_as_the_breath_in_takes() -> None:
    part = Device().lead("calm_breath")[0]
    assert part.screen is not None
    guidance = part.screen.guidance
    assert guidance is not None
    (sequence,) = rendered(part)["directives"][0]["document"]["onMount"]
    first, second = sequence["commands"][:2]
    assert first["delay"] == round((guidance.after + 7) * 1000)
    assert first["duration"] == second["duration"] == 5000
    grown = first["value"][0]["to"]
    assert second["value"][0]["from"] == grown == [{"scale": 1.0}]
    assert isinstance(guidance.moves[0], Pause)


def test_nothing_is_shown_to_whom_it_is_to_let_sleep() -> None:
    for part in Device().lead("bedtime"):
        assert "directives" not in rendered(part) or not rendered(part)["directives"]


def test_a_session_left_open_is_in_the_profile_and_goes_on_another_day() -> None:
    device = Device()
    device.tell("StartRoutineIntent", routine="coherent_breathing")
    device.tell("AMAZON.NextIntent")
    where = device.conversation.routine
    assert where is not None
    tomorrow = Device(profile=Profile.from_json(device.profile.to_json()))
    reply = tomorrow.tell("AMAZON.ResumeIntent")
    assert "We are at the breathing" in reply.text
    assert tomorrow.conversation.routine is not None
    assert tomorrow.conversation.routine.chunk == where.step
