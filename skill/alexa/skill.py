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

if TYPE_CHECKING:
    from skill.alexa.card import CardImages
    from skill.assembly import Assembly


def build_skill(
    assemble: "Callable[[str], Assembly] | None" = None,
    *,
    skill_id: str | None = None,
    images: "CardImages | None" = None,
) -> CustomSkill:
    """The skill, ready to be invoked.

    ``assemble`` gives the assistant of a locale; the real one unless told otherwise. ``images`` go
    with every card. With a ``skill_id`` the skill raises AskSdkException for requests to any other.
    """
    builder = SkillBuilder()
    builder.skill_id = skill_id

    @builder.request_handler(can_handle_func=lambda _: True)  # type: ignore[untyped-decorator]
    def handle(handler_input: HandlerInput) -> Response:
        from skill.alexa import handlers

        return handlers.handle(handlers.Front(assemble or _assemble, images), handler_input)

    @builder.exception_handler(can_handle_func=lambda *_: True)  # type: ignore[untyped-decorator]
    def handle_exception(handler_input: HandlerInput, error: Exception) -> Response:
        from skill.alexa import handlers

        return handlers.apologise(handler_input, error)

    skill = builder.create()
    skill.serializer = EnvelopeSerializer()
    return skill


def _assemble(locale: str) -> "Assembly":
    from skill.assembly import assemble

    return assemble(locale)
