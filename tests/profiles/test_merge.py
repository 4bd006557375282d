"""What two devices of one person change at once: nothing is lost, whoever comes first."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.core.merge import merged
from skill.core.profile import MOST_DAYS, Profile
from skill.core.routines.state import GuideState

FIRST_DAY = 739_000
ROUTINES = st.sampled_from(["calm_breath", "thigh", "bedtime"])
LEFT = st.builds(GuideState, ROUTINES, st.just((4,)), st.just("next"), step=st.integers(1, 9))
DAYS = st.integers(FIRST_DAY, FIRST_DAY + 5)


def changed(profile: Profile, changes: list[object]) -> Profile:
    """The profile after sessions done (a pair), sessions left, and preferences."""
    for change in changes:
        match change:
            case (str(routine), int(day)):
                profile = profile.having_done(routine, day)
            case GuideState():
                profile = replace(profile, left=change)
            case bool():
                profile = replace(profile, greeted=True, quiet=change)
            case float():
                profile = replace(profile, pace=change)
    return profile


DONE = st.tuples(ROUTINES, DAYS)
PREFERENCES = st.booleans() | st.sampled_from([0.8, 1.0, 1.25])
CHANGES = st.lists(DONE | LEFT | PREFERENCES, max_size=5)


def in_order(profile: Profile) -> Profile:
    return replace(profile, days=tuple(sorted(profile.days)))


BASES = st.lists(DONE | LEFT | PREFERENCES, max_size=MOST_DAYS + 3).map(
    lambda changes: in_order(changed(Profile(), changes))
)


@given(BASES, st.lists(DONE, max_size=5), st.lists(DONE, max_size=5))
def test_every_session_done_on_either_device_counts_once_whoever_is_first(
    base: Profile, ours: list[object], theirs: list[object]
) -> None:
    a, b = changed(base, ours), changed(base, theirs)
    both = merged(a, base, b)
    assert both == merged(b, base, a)
    assert both.routines_done == base.routines_done + len(ours) + len(theirs)
    assert sum(both.done.values()) == both.routines_done
    assert len(both.days) == min(MOST_DAYS, len(base.days) + len(ours) + len(theirs))


@given(BASES, CHANGES)
def test_where_only_one_changed_something_that_is_how_it_is(
    base: Profile, changes: list[object]
) -> None:
    one = changed(base, changes)
    assert in_order(merged(one, base, base)) == in_order(one)
    assert in_order(merged(base, base, one)) == in_order(one)


@given(BASES, CHANGES, CHANGES)
def test_a_preference_or_a_session_under_way_is_one_of_the_two(
    base: Profile, ours: list[object], theirs: list[object]
) -> None:
    a, b = changed(base, ours), changed(base, theirs)
    both = merged(a, base, b)
    for name in ("pace", "quiet", "left"):
        mine, yours, before = (getattr(profile, name) for profile in (a, b, base))
        assert getattr(both, name) in (mine, yours)
        if mine != before:
            assert getattr(both, name) == mine or (name == "left" and mine is None)
    if a.left and b.left:
        assert both.left


CHANGED = Profile(
    greeted=True,
    pace=1.25,
    quiet=True,
    routines_done=1,
    done={"thigh": 1},
    days=(FIRST_DAY,),
    left=GuideState("thigh", (1,), "next"),
)


@pytest.mark.parametrize("name", [spec.name for spec in fields(Profile)])
def test_no_field_is_forgotten_in_merging(name: str) -> None:
    changed_here = replace(Profile(), **{name: getattr(CHANGED, name)})
    assert changed_here != Profile()
    assert merged(changed_here, Profile(), Profile()) == changed_here
    assert merged(Profile(), Profile(), changed_here) == changed_here


def test_a_session_ended_here_does_not_end_the_one_under_way_there() -> None:
    left, other = GuideState("thigh", (1,), "next"), GuideState("bedtime", (1,), "next")
    base = Profile(left=left)
    assert merged(base.having_done("thigh", None), base, replace(base, left=other)).left == other
    assert merged(base.having_done("thigh", None), base, base).left is None
