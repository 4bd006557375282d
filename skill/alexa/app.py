"""The self-hosted endpoint: POST / for Alexa, GET /healthz for whoever watches over it."""

import ipaddress
import logging
from collections.abc import Callable
from typing import Any

from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response, jsonify
from waitress import create_server
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
from skill.alexa.skill import build_skill
from skill.errors import MuscleCalmError

log = logging.getLogger(__name__)

LARGEST_BODY = 256 * 1024
"""Bytes of a request; those of Alexa are a few thousand."""


class CannotServeError(MuscleCalmError):
    """The endpoint must not start like this; the message says why in a sentence."""


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


def serve(
    host: str = "127.0.0.1",
    port: int = 8080,
    *,
    allow_unsigned: bool = False,
    skill_id: str | None = None,
    threads: int = 4,
    announce: Callable[[str], None] = print,
) -> None:
    """Answer Alexa until interrupted, having announced in a sentence where.

    Raises CannotServeError where that would let strangers in, or where the port cannot be had;
    KnowledgeError where a data file is damaged.
    """
    check_trust(host, allow_unsigned)
    app = create_app(build_skill(skill_id=skill_id))
    try:
        server = create_server(app, host=host, port=port, threads=threads)
    except OSError as error:
        reason = error.strerror or "no such address"
        raise CannotServeError(f"Cannot serve on {host} port {port}: {reason}.") from error
    listening = getattr(server, "effective_listen", None) or [(host, server.effective_port)]
    address = f"[{host}]" if ":" in host else host
    try:
        from skill.assembly import assemble

        assemble()  # damaged data stops it here rather than at the first question
        announce(f"Answering Alexa at http://{address}:{listening[0][1]}/ until Control-C.")
        server.run()
    finally:
        server.close()


def check_trust(host: str, allow_unsigned: bool) -> None:
    """Raise CannotServeError unless ``host`` may be served without checking signatures."""
    if not allow_unsigned:
        raise CannotServeError(
            "Checking Alexa's signatures is not there yet, so serving needs --allow-unsigned."
        )
    if not _is_loopback(host):
        raise CannotServeError(
            f"Unsigned requests are answered on this machine only, and {host} is not loopback."
        )


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _bad_request(reason: str) -> Response:
    log.warning("refused: %s", reason)
    return _plain(reason, 400)


def _plain(text: str, status: int = 200) -> Response:
    return Response(text + "\n", status, mimetype="text/plain")
