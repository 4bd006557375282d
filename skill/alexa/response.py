"""Reply -> Response: speech, reprompt, card and screen, and whether the microphone stays open.

Every piece is held to a size that keeps the whole under Alexa's 120 KB.
"""

from ask_sdk_model import Response
from ask_sdk_model.ui.output_speech import OutputSpeech
from ask_sdk_model.ui.reprompt import Reprompt
from ask_sdk_model.ui.ssml_output_speech import SsmlOutputSpeech

from skill.alexa import apl, ssml
from skill.alexa.card import CardImages, card
from skill.core.reply import Reply


def render(reply: Reply, *, screens: bool = False, images: CardImages | None = None) -> Response:
    """A reply as Alexa takes it.

    ``screens`` tells whether the device draws APL; the reply is complete without. ``images`` go
    with every card.
    """
    prompt = _speech(ssml.prompt(reply.reprompt)) if reply.reprompt else None
    return Response(
        output_speech=_speech(ssml.speech(reply.speech)),
        reprompt=Reprompt(output_speech=prompt) if prompt else None,
        card=card(reply.card, images) if reply.card else None,
        directives=[apl.render_document(reply.screen)] if screens and reply.screen else None,
        should_end_session=reply.ends,
    )


def silence() -> Response:
    """No words and no change: what Alexa expects after events and at a session's end."""
    return Response()


def _speech(markup: str | None) -> OutputSpeech | None:
    return SsmlOutputSpeech(ssml=markup) if markup else None
