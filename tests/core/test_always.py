"""What must hold whatever is said, in whatever order."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.response import render
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.intent import Heard, Intent
from skill.core.profile import Profile
from skill.core.reply import Beat, Say
from skill.core.urgency import Urgency
from tests.core.strategies import turns

ASSISTANT = assemble().assistant
LONGEST_SPEECH = 8000
often = settings(max_examples=150)


def hold(conversation_of: list[Heard]) -> list[Turn]:
    """The turns of a conversation, each one's state carried through JSON as on Alexa."""
    conversation, profile, held = Conversation(), Profile(), []
    for heard in conversation_of:
        turn = ASSISTANT.respond(heard, conversation, profile)
        held.append(turn)
        stored = json.loads(json.dumps(turn.conversation.to_json()))
        conversation, profile = Conversation.from_json(stored), turn.profile
        assert conversation == turn.conversation
    return held


@often
@given(st.lists(turns(), min_size=1, max_size=8))
def test_there_is_always_something_to_say(script: list[Heard]) -> None:
    for turn in hold(script):
        assert turn.reply.text.strip() or any(isinstance(p, Beat) for p in turn.reply.speech)
        assert "{" not in turn.reply.text
        assert "None" not in turn.reply.text


@often
@given(st.lists(turns(), min_size=1, max_size=8))
def test_an_open_microphone_has_a_question_and_a_reprompt(script: list[Heard]) -> None:
    for turn in hold(script):
        reply = turn.reply
        assert reply.ends is (reply.reprompt is None)
        if not reply.ends:
            last = reply.speech[-1]
            assert isinstance(last, Say)
            assert last.text.rstrip().endswith(("?", "."))
            assert turn.conversation.pending is not None
        else:
            assert turn.conversation.pending is None


@often
@given(st.lists(turns(), min_size=1, max_size=6))
def test_every_reply_stays_within_alexas_limits(script: list[Heard]) -> None:
    for turn in hold(script):
        assert len(render(turn.reply).output_speech.ssml) < LONGEST_SPEECH


@often
@given(st.lists(turns(), min_size=2, max_size=8))
def test_a_level_once_reached_never_falls(script: list[Heard]) -> None:
    levels = [
        turn.conversation.urgency or 0 for turn in hold(script) if turn.conversation.turns > 1
    ]
    forgotten = any(heard.intent.name == "ForgetMeIntent" for heard in script)
    assert forgotten or levels == sorted(levels)


@often
@given(st.lists(turns(), max_size=4), st.lists(turns(), min_size=1, max_size=4))
def test_nothing_follows_an_emergency(before: list[Heard], after: list[Heard]) -> None:
    emergency = Heard(Intent("SymptomIntent"), "one side of my face has dropped")
    for turn in hold([*before, emergency, *after])[len(before) :]:
        assert turn.reply.urgency is Urgency.EMERGENCY_NOW
        assert turn.reply.ends
        assert turn.reply.card is None
        assert not any(isinstance(part, Beat) for part in turn.reply.speech)


@often
@given(st.lists(turns(), min_size=1, max_size=6))
def test_the_same_words_always_give_the_same_answers(script: list[Heard]) -> None:
    assert [turn.reply for turn in hold(script)] == [turn.reply for turn in hold(script)]
