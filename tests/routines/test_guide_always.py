"""What must hold whatever is said during a session, and in whatever order."""

import math

from hypothesis import example, given, settings
from hypothesis import strategies as st

from skill.core.profile import Profile
from skill.core.reply import Beat, Earcon, Pause, Say
from skill.core.routines import guide, pace
from skill.core.routines.commands import COMMANDS, STOPS
from skill.core.routines.session import GuideOutput
from skill.core.routines.spoken import speaking_seconds
from skill.core.routines.state import GuideState, is_sound, timeline
from skill.knowledge.routines.load import load_routines

LIBRARY = load_routines()
LONGEST_PART, MOST_BREAKS, MOST_COMMANDS = 90.0, 75, 40
BACKWARD = {"AMAZON.PreviousIntent", "AMAZON.StartOverIntent", "AMAZON.RepeatIntent"}

routines = st.sampled_from(sorted(LIBRARY.routines))
intents = st.sampled_from([*sorted(COMMANDS), "AMAZON.YesIntent", "FooIntent"])
going_on = st.sampled_from(sorted(set(COMMANDS) - STOPS))
profiles = st.builds(
    Profile, pace=st.floats(allow_nan=True, allow_infinity=True), quiet=st.booleans()
)
minutes = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(1, 10)
heards = st.none() | st.floats(-10, 200)


def assert_well_formed(state: GuideState | None, output: GuideOutput) -> None:
    assert output.finished == (state is None) == (output.reprompt is None)
    assert any(isinstance(part, Say) for part in output.speech)
    if state is not None:
        assert is_sound(LIBRARY, state)
        assert isinstance(output.speech[-1], Say)


def assert_within_limits(output: GuideOutput) -> None:
    assert output.seconds <= LONGEST_PART + 1e-6
    silences = [part.seconds for part in output.speech if isinstance(part, Beat | Pause)]
    assert all(seconds > 0 for seconds in silences)
    assert sum(math.ceil(seconds / 10) for seconds in silences) <= MOST_BREAKS


def assert_never_long_without_words(state: GuideState | None, output: GuideOutput) -> None:
    if state is None or state.quiet:
        return
    gap = 0.0
    for part in output.speech:
        if isinstance(part, Say | Earcon):
            gap = 0.0
        else:
            gap += part.seconds
            assert gap <= 20 + 1e-6


@settings(max_examples=300)
@given(routines, minutes, profiles, st.booleans(), st.lists(st.tuples(intents, heards)))
@example("bedtime", None, Profile(), True, [("FooIntent", 0.0), ("AMAZON.CancelIntent", -1.0)])
def test_any_commands_keep_a_session_whole(
    routine: str,
    wish: float | None,
    profile: Profile,
    checked: bool,
    said: list[tuple[str, float | None]],
) -> None:
    state, output = guide.start(LIBRARY, routine, minutes=wish, profile=profile, checked=checked)
    assert_well_formed(state, output)
    assert_within_limits(output)
    for name, heard in said:
        if state is None:
            break
        before = state
        state, output = guide.command(LIBRARY, state, name, heard=heard)
        assert_well_formed(state, output)
        assert_within_limits(output)
        assert_never_long_without_words(state, output)
        if state is None or state.routine != before.routine:
            continue
        assert state.elapsed >= before.elapsed or before.awaits == "instead"
        reached = before.step if heard is None else before.chunk
        if name not in BACKWARD and before.awaits in ("next", "resume"):
            assert state.step >= reached
            assert state.step > reached or state.awaits != "next" or name == "FooIntent"


@settings(max_examples=150)
@given(routines, profiles, st.lists(going_on, max_size=MOST_COMMANDS))
def test_a_session_always_comes_to_its_end(routine: str, profile: Profile, said: list[str]) -> None:
    state, output = guide.start(LIBRARY, routine, profile=profile, checked=True)
    for name in said:
        if state is not None:
            state, output = guide.command(LIBRARY, state, name)
    for _ in range(60):
        if state is not None:
            state, output = guide.command(LIBRARY, state, "AMAZON.YesIntent")
    assert state is None
    assert output.finished
    stopped = {"AMAZON.NoIntent"} & set(said)
    assert stopped or Earcon("end") in output.speech


@settings(max_examples=100)
@given(routines, st.lists(st.sampled_from(["SlowerIntent", "FasterIntent"]), max_size=8))
def test_no_command_makes_a_breath_unsafe(routine: str, said: list[str]) -> None:
    state, _ = guide.start(LIBRARY, routine, checked=True)
    for name in said:
        if state is None:
            break
        state, _ = guide.command(LIBRARY, state, name)
        if state is not None:
            low, high = pace.limits(LIBRARY.routines[routine])
            assert low <= state.pace <= high
            steps = timeline(LIBRARY, state)
            assert all(s.seconds <= 7 + 1e-6 for s in steps if s.kind == "hold")


@settings(max_examples=100)
@given(routines, st.floats(20, 240), st.integers(5, 75))
def test_other_limits_are_kept_too_as_far_as_a_round_allows(
    routine: str, seconds: float, breaks: int
) -> None:
    limits = guide.Limits(seconds, breaks)
    state, output = guide.start(LIBRARY, routine, checked=True, limits=limits)
    turns = 1
    while state is not None:
        assert output.seconds <= max(seconds, 80)
        state, output = guide.command(LIBRARY, state, "AMAZON.YesIntent", limits=limits)
        turns += 1
    assert turns <= 60


def test_one_part_can_hold_a_whole_session() -> None:
    limits = guide.Limits(seconds=math.inf, breaks=10**6)
    state, output = guide.start(LIBRARY, "calm_breath", limits=limits)
    assert state is None
    assert output.seconds >= 307
    silences = sum(p.seconds for p in output.speech if isinstance(p, Beat | Pause))
    spoken = sum(speaking_seconds(p.text) for p in output.speech if isinstance(p, Say))
    assert math.isclose(silences + spoken, output.seconds)
