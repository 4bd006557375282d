"""The skill object that Flask and Lambda invoke.

Building it imports neither the core nor any knowledge. They come with the first request, so that a
cold start costs little more than the SDK's own.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_model import Response

from skill.alexa.envelope import EnvelopeSerializer
from skill.alexa.send_again import SendAgainError

if TYPE_CHECKING:
    from skill.alexa.card import CardImages
    from skill.assembly import Assembly
    from skill.profiles.in_time import InTime
    from skill.profiles.store import ProfileStore


def build_skill(
    assemble: "Callable[[str], Assembly] | None" = None,
    *,
    skill_id: str | None = None,
    images: "CardImages | None" = None,
    profiles: "ProfileStore | None" = None,
) -> CustomSkill:
    """The skill, ready to be invoked.

    ``assemble`` gives the assistant of a locale; the real one unless told otherwise. ``images`` go
    with every card. With a ``skill_id`` the skill raises AskSdkException for requests to any other.
    ``profiles`` keep what is remembered beyond a session; without them nothing is. Where they
    cannot be deleted for someone who disables the skill, it raises SendAgainError.
    """
    builder = SkillBuilder()
    builder.skill_id = skill_id
    in_time = _in_time(profiles) if profiles else None

    @builder.request_handler(can_handle_func=lambda _: True)  # type: ignore[untyped-decorator]
    def handle(handler_input: HandlerInput) -> Response:
        from skill.alexa import handlers

        front = handlers.Front(assemble or _assemble, images, in_time)
        return handlers.handle(front, handler_input)

    @builder.exception_handler(can_handle_func=_asks_for_words)  # type: ignore[untyped-decorator]
    def handle_exception(handler_input: HandlerInput, error: Exception) -> Response:
        from skill.alexa import handlers

        return handlers.apologise(handler_input, error)

    skill = builder.create()
    skill.serializer = EnvelopeSerializer()
    return skill


def _asks_for_words(_: HandlerInput, error: Exception) -> bool:
    """Whether an error is answered with an apology, and not let through for Alexa to see."""
    return not isinstance(error, SendAgainError)


def _in_time(profiles: "ProfileStore") -> "InTime":
    from skill.profiles.in_time import InTime

    return InTime(profiles)


def _assemble(locale: str) -> "Assembly":
    from skill.assembly import assemble

    return assemble(locale)
