"""What answers each kind of request: one table, and a function for each of its lines.

Imported with the first request, together with the core: see :mod:`skill.alexa.skill`.
"""

import logging
import os
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from skill.alexa import session
from skill.alexa.card import CardImages
from skill.alexa.person import person_of
from skill.alexa.request import day_of, heard, locale_of, shows_screens
from skill.alexa.response import render, silence
from skill.alexa.send_again import SendAgainError
from skill.alexa.serving import observation
from skill.core.conversation import Conversation
from skill.core.forgetting import not_forgotten_yet
from skill.core.intent import FALLBACK, Heard
from skill.core.profile import Profile
from skill.core.reply import Reply, Say
from skill.errors import MuscleCalmError
from skill.profiles.in_time import InTime
from skill.profiles.keeping import Held, Keeping

if TYPE_CHECKING:
    from skill.assembly import Assembly
    from skill.core.draft import Turn

log = logging.getLogger(__name__)

APOLOGY = Reply(
    speech=(Say("I'm sorry, something went wrong on my side. Could you say that again?"),),
    reprompt="Please say that once more.",
    ends=False,
)


@dataclass(frozen=True, slots=True)
class Front:
    """What the handlers need: assistants, the picture on the cards, and where profiles are kept."""

    assemble: "Callable[[str], Assembly]"
    images: CardImages | None = None
    profiles: InTime | None = None


Handler = Callable[[Front, HandlerInput], Response]


def handle(front: Front, handler_input: HandlerInput) -> Response:
    """The response to any request."""
    return handler_of(handler_input.request_envelope.request.object_type)(front, handler_input)


def handler_of(request_type: str) -> Handler:
    """What answers a request of this type.

    A dot in the type marks the events of an interface ("AlexaSkillEvent.SkillEnabled"), which want
    no words. Any other type the skill has not heard of is answered like words not understood.
    """
    return HANDLERS.get(request_type, ignore if "." in request_type else not_understood)


def welcome(front: Front, handler_input: HandlerInput) -> Response:
    """The skill was opened without a question."""
    return _turn(front, handler_input, lambda built, *state: built.assistant.welcome(*state))


def answer(front: Front, handler_input: HandlerInput) -> Response:
    """Something was said."""
    intent = handler_input.request_envelope.request.intent

    def respond(built: "Assembly", conversation: Conversation, profile: Profile) -> "Turn":
        what = heard(intent, lambda text: built.hear(text, conversation))
        what = replace(what, day=day_of(handler_input.request_envelope))
        return built.assistant.respond(what, conversation, profile)

    return _turn(front, handler_input, respond)


def not_understood(front: Front, handler_input: HandlerInput) -> Response:
    """A kind of request that did not exist when this was written."""
    return _turn(
        front,
        handler_input,
        lambda built, *state: built.assistant.respond(Heard(FALLBACK), *state),
    )


def end_session(front: Front, handler_input: HandlerInput) -> Response:
    """The session is over, and nobody listens any more; an error of ours is worth a line.

    What could not be saved before has its last chance.
    """
    request = handler_input.request_envelope.request
    if request.error is not None and request.error.object_type is not None:
        log.warning("request %s: session ended: %s", _id(request), request.error.object_type.value)
    _, held = _remembered(handler_input)
    if held.unsaved and (keeping := _keeping(front, handler_input)):
        keeping.keep(keeping.recall(held))
    return silence()


def leave(front: Front, handler_input: HandlerInput) -> Response:
    """Someone has disabled the skill: what was kept of them is of no more use to anyone.

    Raises SendAgainError where it could not be deleted, for they will not ask for it themselves.
    """
    if (keeping := _keeping(front, handler_input)) and keeping.forget(Held()).forgets:
        raise SendAgainError
    return silence()


def decline(_: Front, handler_input: HandlerInput) -> Response:
    """Alexa looks for a skill for someone who named none: health is not answered unasked."""
    from ask_sdk_model.canfulfill.can_fulfill_intent import CanFulfillIntent
    from ask_sdk_model.canfulfill.can_fulfill_intent_values import CanFulfillIntentValues

    return Response(can_fulfill_intent=CanFulfillIntent(CanFulfillIntentValues.NO))


def ignore(_: Front, handler_input: HandlerInput) -> Response:
    """An event that asks for no answer."""
    return silence()


HANDLERS: Mapping[str, Handler] = {
    "LaunchRequest": welcome,
    "IntentRequest": answer,
    "SessionEndedRequest": end_session,
    "CanFulfillIntentRequest": decline,
    "AlexaSkillEvent.SkillDisabled": leave,
}


def apologise(handler_input: HandlerInput, error: Exception) -> Response:
    """The answer when something of ours broke: the session and its attributes stay as they were.

    The log names the request and the place, and nothing a person said.
    """
    request = handler_input.request_envelope.request
    log.error("request %s: %s", _id(request), place_of(error))
    observation.apologised()
    listens = handler_of(request.object_type) in (welcome, answer, not_understood)
    return render(APOLOGY) if listens else silence()


def place_of(error: Exception) -> str:
    """What broke and where, for the log.

    The message of an error is left out, since it may quote what a person said; those of
    MuscleCalmError are our own sentences.
    """
    if isinstance(error, MuscleCalmError):
        return str(error)
    frames = reversed(traceback.extract_tb(error.__traceback__)[-4:])
    place = " < ".join(f"{PurePath(frame.filename).name}:{frame.lineno}" for frame in frames)
    return f"{type(error).__name__} at {place}"


def _turn(
    front: Front,
    handler_input: HandlerInput,
    take: "Callable[[Assembly, Conversation, Profile], Turn]",
) -> Response:
    """One turn of the conversation: recall, answer, remember.

    What could not be said is not remembered either, so that saying it again counts once.
    """
    envelope = handler_input.request_envelope
    keeping = _keeping(front, handler_input)
    conversation, held = _remembered(handler_input)
    if keeping:
        held = keeping.recall(held)
    turn = take(front.assemble(locale_of(envelope)), conversation, held.profile)
    held = replace(held, profile=turn.profile)
    if keeping and turn.forgets:
        held = keeping.forget(held)
        turn = not_forgotten_yet(turn) if held.forgets else turn
    response = render(turn.reply, screens=shows_screens(envelope), images=front.images)
    if keeping:
        held = keeping.keep(held)
    if envelope.session:
        attributes = session.keep(turn.conversation, held)
        handler_input.attributes_manager.session_attributes = attributes
    return response


def _remembered(handler_input: HandlerInput) -> tuple[Conversation, Held]:
    """What the session carries from its last turn."""
    envelope = handler_input.request_envelope
    attributes = envelope.session.attributes if envelope.session else None
    return session.load(attributes, locale_of(envelope))


def _keeping(front: Front, handler_input: HandlerInput) -> Keeping | None:
    """The way to what is kept of this person; None where nothing is, or nobody is named."""
    envelope = handler_input.request_envelope
    person = person_of(envelope)
    if front.profiles is None or person is None:
        return None
    request = _id(envelope.request)
    return Keeping(
        front.profiles.for_one_request(),
        person,
        tell=lambda problem: log.warning("request %s: %s", request, problem),
    )


def _id(request: Any) -> str:
    """The request's id as it goes into the log: one line, and short, whoever sent it.

    One is made for a request that came without.
    """
    if not request.request_id:
        return f"without id {os.urandom(4).hex()}"
    return ascii(request.request_id)[:100]
