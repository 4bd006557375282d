"""The server around the endpoint: which address, whom it lets in, when it ends."""

import ipaddress
from collections.abc import Callable

from waitress import create_server

from skill.alexa.app import create_app
from skill.alexa.skill import build_skill
from skill.errors import MuscleCalmError


class CannotServeError(MuscleCalmError):
    """The endpoint must not start like this; the message says why in a sentence."""


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
