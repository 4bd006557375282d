"""The listening sockets: our own, or those that systemd opened for us.

A socket that systemd keeps stays open while one process ends and the next begins: whoever connects
meanwhile waits in the kernel's queue, and is answered. See sd_listen_fds(3) for the protocol.
"""

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.alexa.serving.guard import CannotServeError, check_reach

FIRST_INHERITED = 3
BACKLOG = 1024
"""Connections that may wait in the kernel's queue."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Sockets that listen; ``inherited`` ones live on when this process ends."""

    sockets: tuple[socket.socket, ...]
    inherited: bool = False

    @property
    def address(self) -> str:
        """Where the first of them is reached, for people."""
        first = self.sockets[0]
        if first.family not in (socket.AF_INET, socket.AF_INET6):
            return f"unix:{first.getsockname()}"
        host, port = first.getsockname()[:2]
        return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"

    def close(self) -> None:
        """Listen no more; what systemd keeps stays open there."""
        for each in self.sockets:
            each.close()


def listen(
    host: str, port: int, *, allow_unsigned: bool, env: Mapping[str, str] = os.environ
) -> Listeners:
    """The sockets of systemd where it gave any, else new ones on ``host`` and ``port``.

    Raises CannotServeError where the address cannot be had, or where strangers could reach what
    answers unsigned requests.
    """
    given = _inherited(env)
    if not given:
        check_reach(host, allow_unsigned=allow_unsigned)
        return Listeners(_opened(host, port))
    for each in given:
        if each.family in (socket.AF_INET, socket.AF_INET6):
            check_reach(each.getsockname()[0], allow_unsigned=allow_unsigned)
    return Listeners(given, inherited=True)


def _inherited(env: Mapping[str, str]) -> tuple[socket.socket, ...]:
    if env.get("LISTEN_PID") != str(os.getpid()):
        return ()
    count = int(env.get("LISTEN_FDS", "0"))
    sockets = []
    for number in range(FIRST_INHERITED, FIRST_INHERITED + count):
        os.set_inheritable(number, False)
        sockets.append(socket.socket(fileno=number))
    return tuple(sockets)


def _opened(host: str, port: int) -> tuple[socket.socket, ...]:
    try:
        found = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        # Port 0 is another one for each address, so that only the first could be announced.
        wanted = list(dict.fromkeys((family, address) for family, _, _, _, address in found))
        return tuple(_bound(family, address) for family, address in wanted[: 1 if not port else 8])
    except OSError as error:
        reason = error.strerror or "no such address"
        raise CannotServeError(f"Cannot serve on {host} port {port}: {reason}.") from error


def _bound(family: int, address: Any) -> socket.socket:
    opened = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind(address)
        opened.listen(BACKLOG)
    except OSError:
        opened.close()
        raise
    return opened
