"""The self-hosted endpoint: POST / for Alexa, GET /healthz for whoever watches over it."""

import logging
from typing import TYPE_CHECKING, Any

from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from skill.alexa.compat import (
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    AbstractVerifier,
    SkillAdapter,
)
from skill.alexa.handlers import APOLOGY, place_of
from skill.alexa.refusal import Reason, RefusedRequestError
from skill.alexa.response import render
from skill.alexa.send_again import SendAgainError
from skill.alexa.serving.observation import apologised, refused_as
from skill.alexa.skill_id import MissingSkillIdError

if TYPE_CHECKING:  # an unsigned endpoint needs no certificates
    from skill.alexa.trust import Trust

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""Bytes of a request; those of Alexa are a few thousand."""


class ApplicationIdVerifier(AbstractVerifier):  # type: ignore[misc]
    """Lets in requests to one skill only, as Alexa's rules demand."""

    def __init__(self, skill_id: str) -> None:
        self._skill_id = skill_id

    def verify(
        self,
        headers: Any,
        serialized_request_env: str,
        deserialized_request_env: Any,
    ) -> None:
        """Raise RefusedRequestError where the request is for another skill."""
        asked = deserialized_request_env.context.system.application.application_id
        if asked != self._skill_id:
            raise RefusedRequestError(Reason.APPLICATION, "The request is for another skill.")


class Adapter(SkillAdapter):  # type: ignore[misc]
    """The SDK's adapter, and before it what looks at a request that nobody has parsed yet.

    SkillAdapter parses a body and shows it to its verifiers then. The signature is of the body as
    it came, and what nobody signed is not worth parsing.
    """

    def __init__(self, skill: CustomSkill, app: Flask, trust: "Trust | None") -> None:
        self._signature = trust.signature if trust else None
        verifiers: list[AbstractVerifier] = [trust.freshness] if trust else []
        if skill.skill_id:
            verifiers.append(ApplicationIdVerifier(skill.skill_id))
        super().__init__(skill, skill.skill_id, verifiers, app)

    def dispatch_request(self) -> Response:
        """The answer to the request at hand; raises RefusedRequestError where it gets none."""
        if request.mimetype != "application/json":
            raise RefusedRequestError(Reason.HEADERS, "The content type is not application/json.")
        body = request.get_data()
        if self._signature:
            _verify(self._signature, body)
        answer: Response = super().dispatch_request()
        return answer


def _verify(signature: AbstractVerifier, body: bytes) -> None:
    try:
        signature.verify(request.headers, body, None)
    except RefusedRequestError:
        raise
    except Exception as error:
        # Whatever a stranger can make fail, it must not be what lets him in.
        log.error("cannot verify: %s", place_of(error))
        raise RefusedRequestError(Reason.SIGNATURE, "The signature cannot be verified.") from error


def create_app(skill: CustomSkill, *, trust: "Trust | None" = None) -> Flask:
    """A Flask application that answers for ``skill``, and for its id only where it has one.

    With ``trust`` it answers requests that Alexa signed just now, and raises MissingSkillIdError
    where the skill has no id. Without, it answers anybody: that is for this machine alone.

    Whatever is no proper request is answered with 400 and a sentence; nothing is answered with 500,
    for no stranger is to find what breaks this. One event alone gets 503, and only once it is
    trusted: "disabled" while the profiles cannot be reached. Alexa then sends it again; answered
    with 200, it would leave what is kept of that person there for ever.
    """
    if trust and not skill.skill_id:
        raise MissingSkillIdError
    app = Flask("muscle_calm", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = False
    app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    answer = Adapter(skill, app, trust).dispatch_request
    app.add_url_rule("/", "alexa", answer, methods=["POST"], provide_automatic_options=False)

    @app.get("/healthz")
    def health() -> Response:
        return _plain("ok")

    @app.errorhandler(RefusedRequestError)
    def refused(error: RefusedRequestError) -> Response:
        return _bad_request(error.reason, str(error))

    @app.errorhandler(SendAgainError)
    def unfinished(error: SendAgainError) -> Response:
        return _plain(str(error), 503)

    @app.errorhandler(UnicodeDecodeError)
    def undecodable(_: UnicodeDecodeError) -> Response:
        return _bad_request(Reason.BODY, "The body is not UTF-8.")

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Response:
        return _bad_request(Reason.BODY, "The body is too large.")

    @app.errorhandler(HTTPException)
    def as_it_is(error: HTTPException) -> HTTPException:
        return error

    @app.errorhandler(InternalServerError)
    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        # The skill apologises for its own errors; this is for what fails around it.
        log.error("no answer: %s", place_of(error))
        apologised()
        return jsonify(version="1.0", response=skill.serializer.serialize(render(APOLOGY)))

    return app


def _bad_request(reason: Reason, sentence: str) -> Response:
    refused_as(reason)
    log.warning("refused: %s", sentence)
    return _plain(sentence, 400)


def _plain(text: str, status: int = 200) -> Response:
    return Response(text + "\n", status, mimetype="text/plain")
