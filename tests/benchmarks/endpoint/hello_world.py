"""The hello-world skill of the SDK's own sample, class for class; what ours is compared with."""

from typing import Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_model import Response
from ask_sdk_model.ui import SimpleCard


class LaunchRequestHandler(AbstractRequestHandler):
    def can_handle(self, handler_input: Any) -> bool:
        return is_request_type("LaunchRequest")(handler_input)

    def handle(self, handler_input: Any) -> Response:
        return say(handler_input, "Welcome to the Alexa Skills Kit, you can say hello!")


class HelloWorldIntentHandler(AbstractRequestHandler):
    def can_handle(self, handler_input: Any) -> bool:
        return is_request_type("IntentRequest")(handler_input) and not is_intent_name(
            "AMAZON.HelpIntent"
        )(handler_input)

    def handle(self, handler_input: Any) -> Response:
        return say(handler_input, "Hello Python World from Classes!")


class HelpIntentHandler(AbstractRequestHandler):
    def can_handle(self, handler_input: Any) -> bool:
        return is_intent_name("AMAZON.HelpIntent")(handler_input)

    def handle(self, handler_input: Any) -> Response:
        return say(handler_input, "You can say hello to me!")


class SessionEndedRequestHandler(AbstractRequestHandler):
    def can_handle(self, handler_input: Any) -> bool:
        return is_request_type("SessionEndedRequest")(handler_input)

    def handle(self, handler_input: Any) -> Response:
        return handler_input.response_builder.response


class CatchAllExceptionHandler(AbstractExceptionHandler):
    def can_handle(self, handler_input: Any, exception: Exception) -> bool:
        return True

    def handle(self, handler_input: Any, exception: Exception) -> Response:
        return say(handler_input, "Sorry, there was some problem. Please try again!!")


def say(handler_input: Any, speech: str) -> Response:
    builder = handler_input.response_builder.speak(speech)
    return (
        builder.set_card(SimpleCard("Hello World", speech)).set_should_end_session(False).response
    )


def builder(skill_id: str | None = None) -> SkillBuilder:
    """The sample's builder."""
    made = SkillBuilder()
    made.skill_id = skill_id
    made.add_request_handler(LaunchRequestHandler())
    made.add_request_handler(HelloWorldIntentHandler())
    made.add_request_handler(HelpIntentHandler())
    made.add_request_handler(SessionEndedRequestHandler())
    made.add_exception_handler(CatchAllExceptionHandler())
    return made


def hello_world(skill_id: str | None = None) -> CustomSkill:
    """The skill."""
    return builder(skill_id).create()
