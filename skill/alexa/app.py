"""The self-hosted endpoint: POST / for Alexa, GET /healthz for whoever watches over it."""

import logging
from typing import Any

from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException, InternalServerError, RequestEntityTooLarge

from skill.alexa.compat import (
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    AbstractVerifier,
    SkillAdapter,
)
from skill.alexa.envelope import RefusedRequestError
from skill.alexa.handlers import APOLOGY, place_of
from skill.alexa.response import render

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
            raise RefusedRequestError("The request is for another skill.")


def create_app(skill: CustomSkill) -> Flask:
    """A Flask application that answers for ``skill``, and for its id only where it has one.

    Whatever is no proper request is answered with 400 and a sentence; nothing is answered with 500.
    """
    app = Flask("muscle_calm", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = False
    app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    verifiers = [ApplicationIdVerifier(skill.skill_id)] if skill.skill_id else []
    adapter = SkillAdapter(skill, skill.skill_id, verifiers, app)
    adapter.register(app, "/", endpoint="alexa")

    @app.get("/healthz")
    def health() -> Response:
        return _plain("ok")

    @app.errorhandler(RefusedRequestError)
    def refused(error: RefusedRequestError) -> Response:
        return _bad_request(str(error))

    @app.errorhandler(UnicodeDecodeError)
    def undecodable(_: UnicodeDecodeError) -> Response:
        return _bad_request("The body is not UTF-8.")

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(_: RequestEntityTooLarge) -> Response:
        return _bad_request("The body is too large.")

    @app.errorhandler(HTTPException)
    def as_it_is(error: HTTPException) -> HTTPException:
        return error

    @app.errorhandler(InternalServerError)
    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        # The skill apologises for its own errors; this is for what fails around it.
        log.error("no answer: %s", place_of(error))
        return jsonify(version="1.0", response=skill.serializer.serialize(render(APOLOGY)))

    return app


def _bad_request(reason: str) -> Response:
    log.warning("refused: %s", reason)
    return _plain(reason, 400)


def _plain(text: str, status: int = 200) -> Response:
    return Response(text + "\n", status, mimetype="text/plain")
