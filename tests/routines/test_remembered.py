"""What is there again another day: where a session was left, what is done most, a quiet count."""

from dataclasses import replace

import pytest

from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.intent import Heard, Intent
from skill.core.profile import MOST_DAYS, Profile
from skill.core.routines.state import timeline
from tests.routines.live_scenes import LIBRARY, Companion

MONDAY = 739_000 - (739_000 - 1) % 7


def another_day(companion: Companion) -> Companion:
    """The same person in a new conversation; the profile went through a file."""
    kept = companion.profile.to_json()
    return Companion(profile=Profile.from_json(kept))


@pytest.mark.parametrize("goodbye", ["stop", "cancel"])
def test_a_session_that_was_stopped_goes_on_another_day(goodbye: str) -> None:
    companion = Companion()
    companion.start("calm_breath")
    companion.say(goodbye, played=7 + 42)
    later = another_day(companion)
    reply = later.say("resume")
    assert reply.text.startswith("Back to the calm breath. We are at the breathing, ")
    assert later.led.first == 9
    assert later.state.elapsed == 49


def test_a_routine_with_a_question_asks_it_again_and_then_goes_on() -> None:
    companion = Companion()
    companion.start("calf_wall")
    companion.say("stop", played=60)
    later = another_day(companion)
    assert "hot, swollen" in later.say("resume my session").text
    assert "We are at" in later.say("no").text
    assert later.led.first > 0


def test_what_was_stopped_for_pain_or_dizziness_is_not_gone_on_with() -> None:
    for words in ("i feel dizzy", "my leg is going numb", "ouch that hurts"):
        companion = Companion()
        companion.start("calf_wall")
        companion.say(words, played=60)
        assert "No routine" in another_day(companion).say("resume").text


def test_a_routine_that_has_changed_starts_over_with_a_sentence() -> None:
    companion = Companion()
    companion.start("calm_breath")
    companion.say("stop", played=60)
    left = companion.profile.left
    assert left is not None
    later = Companion(profile=replace(companion.profile, left=replace(left, repeats=(1,))))
    reply = later.say("resume")
    assert "not quite as it was" in reply.text
    assert later.led.first == 0
    gone = Companion(profile=replace(companion.profile, left=replace(left, routine="headstand")))
    assert "No routine" in gone.say("resume").text


def test_pace_and_words_are_as_they_were_wished_for() -> None:
    companion = Companion()
    companion.start("calm_breath")
    companion.say("slower", played=20)
    companion.say("no talking", played=20)
    later = another_day(companion)
    later.start("coherent_breathing")
    assert later.state.pace == 1.25
    assert later.state.quiet
    later.say("talk to me", played=20)
    assert not later.profile.quiet


def test_the_usual_one_is_the_one_done_most() -> None:
    companion = Companion()
    for routine in ("box_breathing", "belly_breathing", "belly_breathing"):
        companion.start(routine)
        companion.play_out()
    assert companion.profile.favourite == "belly_breathing"
    another_day(companion).say("start my usual routine")
    later = another_day(companion)
    later.say("start my usual routine")
    assert later.state.routine == "belly_breathing"


def test_sessions_of_a_week_are_counted_quietly() -> None:
    assistant, said = assemble().assistant, []
    profile = Profile(greeted=True)
    for day in (MONDAY - 1, MONDAY, MONDAY, MONDAY + 6, MONDAY + 7):
        heard = Heard(Intent("StartRoutineIntent", {"routine": "calm_breath"}), day=day)
        turn = assistant.respond(heard, Conversation(keeps_time=True), profile)
        turn = assistant.played_out(turn.conversation, turn.profile, day)
        profile = turn.profile
        said.append(turn.reply.text)
    assert ["this week" in text for text in said] == [False, False, True, True, False]
    assert said[3].endswith("Your third this week.")
    assert profile.routines_done == 5


def test_few_days_are_kept() -> None:
    profile = Profile()
    for day in range(1, 100):
        profile = profile.having_done("calm_breath", day)
    assert len(profile.days) == MOST_DAYS
    assert profile.days[-1] == 99


def test_forget_me_forgets_all_of_it() -> None:
    companion = Companion()
    companion.start("calm_breath")
    companion.say("slower", played=20)
    companion.say("stop", played=20)
    companion.say("forget me")
    assert companion.profile == Profile(greeted=True)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        [],
        "profile",
        {"pace": "fast"},
        {"left": {"routine": 7}},
        {"days": ["monday"], "unknown": 1},
        {"done": {"calm_breath": "often"}},
    ],
)
def test_what_does_not_fit_is_as_at_first(stored: object) -> None:
    assert Profile.from_json(stored) == Profile()


def test_what_fits_is_kept_beside_what_does_not() -> None:
    companion = Companion()
    companion.start("thigh")
    kept = {**companion.profile.to_json(), "pace": None, "future": True}
    assert Profile.from_json(kept) == companion.profile
    left = companion.profile.left
    assert left is not None
    assert timeline(LIBRARY, left)
