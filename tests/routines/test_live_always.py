"""What must hold in real time, whatever is said at whatever moment of a session."""

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.core.intent import Intent
from skill.core.profile import Profile
from skill.core.routines.commands import COMMANDS, STOPS
from skill.core.routines.state import GuideState, is_sound, timeline
from tests.routines.live_scenes import LIBRARY, Companion

BACKWARD = {"AMAZON.PreviousIntent", "AMAZON.StartOverIntent"}
OTHERS = {"AMAZON.FallbackIntent", "AMAZON.HelpIntent", "SourceIntent", "WhatIsIntent"}

names = st.sampled_from(sorted(set(COMMANDS) - STOPS | OTHERS))
counts = st.builds(
    lambda inhale, hold, exhale: {"inhale": str(inhale), "hold": str(hold), "exhale": str(exhale)},
    st.integers(0, 40),
    st.integers(0, 9),
    st.integers(0, 40),
)
intents = st.one_of(
    names.map(Intent),
    counts.map(lambda slots: Intent("CountsIntent", slots)),
    st.integers(-1, 700).map(lambda n: Intent("StartRoutineIntent", {"minutes": str(n)})),
)
moments = st.none() | st.floats(-5, 700) | st.floats(allow_nan=True)
storms = st.lists(st.tuples(intents, moments), max_size=15)


def place(state: GuideState) -> tuple[int, str | None]:
    """The block and side where the session is led from."""
    step = timeline(LIBRARY, state)[state.step]
    return step.block, step.side


@settings(max_examples=100)
@given(st.sampled_from(sorted(LIBRARY.routines)), st.booleans(), storms)
def test_no_storm_of_commands_loses_the_session(
    routine: str, quiet: bool, storm: list[tuple[Intent, float | None]]
) -> None:
    companion = Companion(profile=Profile(greeted=True, quiet=quiet))
    companion.start(routine)
    for intent, moment in storm:
        before = companion.conversation.routine
        if before is None:
            break
        reply = companion.tell(intent, moment)
        after = companion.conversation.routine
        if after is None:  # skipped past the last exercise, or declined
            assert reply.ends or reply.reprompt
            break
        assert is_sound(LIBRARY, after)
        assert reply.ends is False
        if after.awaits == "next":
            assert companion.conversation.being_led
            assert companion.led.cues
        else:
            assert reply.reprompt
        if after.routine == before.routine and before.awaits in ("next", "resume"):
            assert after.elapsed >= before.elapsed
            kept = intent.name not in BACKWARD and intent.name != "StartRoutineIntent"
            if kept and after.awaits in ("next", "resume"):
                assert place(after)[0] >= place(before)[0]


@settings(max_examples=50)
@given(st.sampled_from(sorted(LIBRARY.routines)), storms)
def test_every_session_can_be_led_to_its_end(
    routine: str, storm: list[tuple[Intent, float | None]]
) -> None:
    companion = Companion()
    companion.start(routine)
    for intent, moment in storm:
        if companion.conversation.routine is not None:
            companion.tell(intent, moment)
    if companion.conversation.routine is None:
        return
    for name in ("AMAZON.NoIntent", "AMAZON.ResumeIntent", "AMAZON.NoIntent"):
        if not companion.conversation.being_led:
            companion.tell(Intent(name))
        if companion.conversation.routine is None:
            return
    led = companion.led
    assert [cue.earcon for cue in led.cues].count("end") == 1
    assert led.cues[-1].at <= led.seconds
    done = companion.profile.routines_done
    assert companion.play_out().ends
    assert companion.conversation.routine is None
    assert companion.profile.routines_done == done + 1
