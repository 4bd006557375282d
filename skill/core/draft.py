"""A reply in the making, and the one place where it is finished."""

from dataclasses import dataclass, field, replace

from skill.core.conversation import Conversation, Pending
from skill.core.profile import Profile
from skill.core.reply import Card, Guidance, Part, Reply, Say, Screen
from skill.core.urgency import Urgency

TITLE = "Muscle Calm"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked at the end of a reply, and how it is asked again after silence."""

    pending: Pending
    reprompt: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What was decided for one turn.

    ``used`` are the keys of the phrases and answers that were said, to be counted; the question
    at the end counts itself. ``leads``: a session goes on after these words, led by the front end.
    ``guidance`` is what a screen shows of a session, ``hint`` what can be said; with ``shows``
    false a screen is left dark. ``forgets``: whatever is kept of the person is to be deleted.
    """

    parts: tuple[Part, ...]
    conversation: Conversation
    profile: Profile
    question: Question | None = None
    urgency: Urgency | None = None
    sources: tuple[str, ...] = ()
    card: Card | None = None
    title: str = TITLE
    used: tuple[str, ...] = field(default=())
    leads: bool = False
    guidance: Guidance | None = None
    hint: str = ""
    shows: bool = True
    forgets: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn's outcome: what is said, and the state to go on with.

    ``forgets``: the person wants whatever is kept of them deleted, not only written over.
    """

    reply: Reply
    conversation: Conversation
    profile: Profile
    forgets: bool = False


def say(*texts: str) -> tuple[Part, ...]:
    """Texts as parts of speech, empty ones left out."""
    return tuple(Say(text) for text in texts if text)


def finish(draft: Draft) -> Turn:
    """The reply a draft makes, and the conversation after it.

    A question is the last thing said, keeps the conversation open and has a reprompt; without a
    question it ends, unless a session is led on. No other place decides about that.
    """
    question = draft.question
    speech = draft.parts + (say(question.pending.text) if question else ())
    reply = Reply(
        speech=speech,
        reprompt=question.reprompt if question else None,
        card=draft.card,
        urgency=draft.urgency,
        sources=draft.sources,
        ends=question is None and not draft.leads,
    )
    screen = Screen(draft.title, reply.text, draft.hint, draft.guidance)
    reply = replace(reply, screen=screen if draft.shows else None)
    conversation = draft.conversation
    asked = (f"offer:{question.pending.kind}",) if question else ()
    words = tuple(part.text for part in draft.parts if isinstance(part, Say))
    conversation = replace(
        conversation,
        turns=conversation.turns + 1,
        said=conversation.said_with(draft.used + asked),
        pending=question.pending if question else None,
        last_words=words or conversation.last_words,
        sources=draft.sources or conversation.sources,
    )
    return Turn(reply, conversation, draft.profile, draft.forgets)
