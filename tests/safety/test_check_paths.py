"""Whatever is answered: three questions at most, a level that never falls, an end in time."""

from collections.abc import Iterator
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from skill.core.intent import Heard
from skill.core.safety.model import Assessment
from skill.core.urgency import Urgency
from tests.safety.check_talk import (
    BACK,
    NO,
    NOTHING,
    QUESTION,
    REPEAT,
    SCRIPT,
    STOP,
    UNKNOWN,
    WHY,
    YES,
    Said,
    Talk,
    heard,
    telling,
)

ANSWERS: tuple[Said | Heard, ...] = (
    YES,
    NO,
    UNKNOWN,
    WHY,
    REPEAT,
    BACK,
    STOP,
    QUESTION,
    telling(None, "none"),
    telling(Urgency.SELF_CARE, "T37"),
    telling(Urgency.DOCTOR_SOON, "T27"),
    telling(Urgency.URGENT_SAME_DAY, "T18"),
    telling(Urgency.EMERGENCY_NOW, "T01"),
)
LEVELS = (None, *Urgency)


def walk(start: Assessment, answers: tuple[Said | Heard, ...]) -> Iterator[Talk]:
    talk = Talk.begun(start)
    yield talk
    for said in answers:
        if talk.over:
            return
        talk = talk.hear(said)
        yield talk


def must_hold(start: Assessment, answers: tuple[Said | Heard, ...]) -> None:
    level = start.urgency or 0
    asked: set[int] = set()
    for talk in walk(start, answers):
        step = talk.step
        assert (step.level or 0) >= level, "a level fell"
        level = step.level or 0
        assert (step.question is None) == (step.state is None)
        assert (step.reprompt is None) == (step.state is None)
        if step.state is not None:
            asked.add(step.state.question)
            assert level < Urgency.EMERGENCY_NOW, "an emergency was asked about"
            assert len(step.answers) <= len(SCRIPT.questions)
        else:
            assert step.level is not None or step.say == (SCRIPT.stopped,)
        if level == Urgency.EMERGENCY_NOW:
            assert step.say == () or step.say == (SCRIPT.stopped,)
            assert step.rules
    assert len(asked) <= 3


def test_every_path_of_three_answers_keeps_the_promises() -> None:
    for answers in product(ANSWERS, repeat=3):
        must_hold(NOTHING, answers)


@given(
    st.sampled_from(LEVELS),
    st.lists(st.one_of(st.sampled_from(ANSWERS), st.builds(heard, st.text(max_size=40)))),
)
def test_longer_paths_from_any_level_keep_them_too(
    level: Urgency | None, answers: list[Said | Heard]
) -> None:
    must_hold(Assessment(level, ("T99",) if level else ()), tuple(answers))


def test_whoever_only_ever_says_the_unclear_comes_to_an_end() -> None:
    talk = Talk.begun()
    for _ in range(2 * len(SCRIPT.questions)):
        if not talk.over:
            talk = talk.hear(QUESTION)
    assert talk.over
