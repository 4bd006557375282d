"""The red-flag check: what each answer comes to, and how it ends."""

import pytest

from skill.core.intent import Heard, Intent
from skill.core.plain import from_plain, to_plain
from skill.core.safety import check
from skill.core.safety.check import CheckState, CheckStep
from skill.core.safety.model import Assessment, Finding
from skill.core.urgency import Urgency
from skill.knowledge.safety.load_advice import load_advice
from tests.safety.check_talk import (
    BACK,
    LOST,
    NO,
    NOTHING,
    QUESTION,
    REPEAT,
    SCRIPT,
    STOP,
    STORY,
    SUDDEN,
    UNKNOWN,
    WHY,
    YES,
    Said,
    Talk,
    after,
    heard,
    telling,
)


def test_it_asks_in_the_order_of_danger() -> None:
    assert [question.id for question in SCRIPT.questions] == ["sudden", "lost", "story"]
    begun = check.begin(SCRIPT, NOTHING)
    assert begun.say == (SCRIPT.intro,)
    assert begun.question == SUDDEN.ask
    assert after(NO).question == LOST.ask
    assert after(NO, NO).question == STORY.ask


def test_a_bare_yes_to_the_first_question_is_an_emergency_and_ends_it() -> None:
    step = after(YES)
    assert step == CheckStep(
        None, level=Urgency.EMERGENCY_NOW, rules=("sudden_change",), answers=("yes",)
    )


def test_not_knowing_whether_it_was_sudden_is_an_emergency_said_gently() -> None:
    step = after(UNKNOWN)
    assert step.state is None
    assert step.say == ()
    assert step.level is Urgency.EMERGENCY_NOW
    advice = load_advice().rules[step.rules[0]].own
    assert advice.level[0].say.startswith("To be on the safe side")


def test_lost_ability_means_a_doctor_soon_with_speech_and_swallowing_named_for_today() -> None:
    for said, rule in ((YES, "lost_ability"), (UNKNOWN, "lost_ability_unsure")):
        step = after(NO, said)
        assert (step.level, step.rules) == (Urgency.DOCTOR_SOON, (rule,))
        assert step.question == STORY.ask
        watch = " ".join(sentence.say for sentence in load_advice().rules[rule].own.watch)
        assert "speaking or swallowing needs a doctor today" in watch


def test_no_idea_how_long_it_has_been_comes_to_an_ordinary_appointment() -> None:
    step = after(NO, NO, UNKNOWN)
    assert (step.state, step.level, step.rules) == (None, Urgency.ROUTINE, ("story_unsure",))
    assert step.say == (SCRIPT.gently,)


@pytest.mark.parametrize(("level", "rule"), [(Urgency.SELF_CARE, "T37"), (Urgency.ROUTINE, "T36")])
def test_with_nothing_found_time_and_places_decide(level: Urgency, rule: str) -> None:
    step = after(NO, NO, telling(level, rule))
    assert (step.state, step.level, step.rules) == (None, level, (rule,))


def test_a_later_no_never_lowers_a_level() -> None:
    step = after(telling(Urgency.DOCTOR_SOON, "T26"), NO, telling(Urgency.SELF_CARE, "T37"))
    assert (step.level, step.rules) == (Urgency.DOCTOR_SOON, ("T26",))


def test_it_ends_as_soon_as_no_answer_could_raise_the_level() -> None:
    step = after(NO, telling(Urgency.URGENT_SAME_DAY, "T18"))
    assert (step.state, step.question, step.rules) == (None, None, ("T18",))


def test_someone_who_should_be_seen_today_is_still_asked_about_sudden_signs() -> None:
    talk = Talk.begun(Assessment(Urgency.URGENT_SAME_DAY, ("T21",)))
    assert talk.step.question == SUDDEN.ask
    assert talk.hear(NO).over


def test_in_an_emergency_nothing_is_asked() -> None:
    step = check.begin(SCRIPT, Assessment(Urgency.EMERGENCY_NOW, ("T01",)))
    assert step == CheckStep(None, level=Urgency.EMERGENCY_NOW, rules=("T01",))


def test_a_yes_that_tells_what_it_means_speaks_for_itself() -> None:
    tingling = telling(Urgency.DOCTOR_SOON, "T27")
    said = Said(heard("yes my arm tingles", "AMAZON.YesIntent"), tingling.told)
    assert after(said).level is Urgency.DOCTOR_SOON


def test_a_yes_that_only_repeats_the_twitching_is_a_bare_yes() -> None:
    told = Assessment(Urgency.DOCTOR_SOON, ("T31",), (Finding("twitch", subject="child"),))
    assert after(Said(heard("yes he twitches"), told)).level is Urgency.EMERGENCY_NOW


def test_why_answers_in_one_sentence_and_asks_again() -> None:
    step = after(NO, WHY)
    assert step.say == (LOST.why,)
    assert step.question == LOST.ask
    assert LOST.why.count(".") == 1


def test_repeat_asks_the_same_and_back_the_one_before() -> None:
    assert after(NO, REPEAT).question == LOST.ask
    back = after(NO, NO, BACK)
    assert back.question == LOST.ask
    assert back.answers == ("no",)
    assert after(BACK).question == SUDDEN.ask


@pytest.mark.parametrize(
    "said", [QUESTION, heard(""), heard("fuck off"), heard("ich spreche kein englisch")]
)
def test_what_answers_nothing_is_asked_about_once_and_then_is_not_known(said: Heard) -> None:
    again = after(NO, said)
    assert again.question == LOST.again
    assert again.level is None
    assert after(NO, said, said).rules == ("lost_ability_unsure",)
    assert after(NO, said, NO).question == STORY.ask


def test_neither_yes_nor_no_tells_how_long() -> None:
    for said in (YES, NO):
        assert after(NO, NO, said).question == STORY.again


def test_declining_a_question_counts_as_not_known() -> None:
    declined = heard("next question", "AMAZON.NextIntent")
    assert after(NO, declined).rules == ("lost_ability_unsure",)
    assert after(NO, heard("i'd rather not say")).rules == ("lost_ability_unsure",)


def test_stopping_keeps_the_level_and_says_again_only_what_matters() -> None:
    assert after(NO, STOP) == CheckStep(None, (SCRIPT.stopped,), answers=("no",))
    stopped = after(NO, YES, STOP)
    assert stopped.say == (SCRIPT.stopped,)
    assert (stopped.level, stopped.rules) == (Urgency.DOCTOR_SOON, ("lost_ability",))
    mild = Talk.begun(Assessment(Urgency.ROUTINE, ("T36",))).hear(STOP).step
    assert (mild.level, mild.rules) == (Urgency.ROUTINE, ())


def test_starting_over_forgets_the_answers_but_not_the_level() -> None:
    step = after(NO, YES, heard("start over", "AMAZON.StartOverIntent"))
    assert step.question == SUDDEN.ask
    assert step.answers == ()
    assert step.level is Urgency.DOCTOR_SOON


def test_the_answers_are_kept_as_they_were_given() -> None:
    silent_yes = Heard(Intent("AMAZON.YesIntent"))
    story = telling(Urgency.ROUTINE, "T36")
    step = after(NO, silent_yes, story)
    assert step.answers == ("no", "yes", story.heard.words)


def test_the_stem_alone_is_no_answer() -> None:
    stem_only = Assessment(Urgency.SELF_CARE, ("T37",), (Finding("twitch"),))
    step = after(NO, NO, Said(heard("whatever"), stem_only))
    assert step.question == STORY.again


def test_every_outcome_has_advice_at_its_level() -> None:
    book = load_advice()
    for question in SCRIPT.questions:
        for count in (question.yes, question.unknown):
            if count is not None:
                assert book.rules[count.rule].own.urgency is count.level
                assert count.level <= question.ceiling


def test_a_state_survives_being_kept_as_json() -> None:
    state = after(NO, QUESTION).state
    assert state is not None
    assert from_plain(CheckState, to_plain(state)) == state


@pytest.mark.parametrize("index", [-3, 3, 99])
def test_a_state_that_points_nowhere_is_no_crash(index: int) -> None:
    step = check.answer(SCRIPT, CheckState(index), UNKNOWN, NOTHING, NOTHING)
    assert step.level is not None
