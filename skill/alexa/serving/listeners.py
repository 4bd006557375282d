"""The listening sockets: our own, or those that systemd opened for us.

A socket that systemd keeps stays open while one process ends and the next begins: whoever connects
meanwhile waits in the kernel's queue, and is answered. See sd_listen_fds(3) for the protocol.
"""

import errno
import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from skill.alexa.serving.guard import CannotServeError, check_reach

FIRST_INHERITED = 3
BACKLOG = 1024
"""Connections that may wait in the kernel's queue."""
_NOT_HERE = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
"""What binding an address fails with that a name has and this machine has not: "localhost" is found
as ::1 too where there is no IPv6, as in many a container."""


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
        return url_of(*first.getsockname()[:2])

    def close(self) -> None:
        """Listen no more; what systemd keeps stays open there."""
        for each in self.sockets:
            each.close()


def url_of(host: str, port: int) -> str:
    """Where a server is reached that listens at an address of a network."""
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def listen(
    host: str, port: int, *, allow_unsigned: bool, env: Mapping[str, str] = os.environ
) -> Listeners:
    """The sockets of systemd where it gave any, else new ones on ``host`` and ``port``.

    Raises CannotServeError where the address, or what systemd promises, cannot be had, or where
    strangers could reach what answers unsigned requests.
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
    promised = env.get("LISTEN_FDS", "0")
    sockets = []
    try:
        for number in range(FIRST_INHERITED, FIRST_INHERITED + int(promised)):
            os.set_inheritable(number, False)
            sockets.append(socket.socket(fileno=number))
    except ValueError as error:
        raise CannotServeError(f"LISTEN_FDS is no number of sockets: {promised!a}.") from error
    except OSError as error:
        raise CannotServeError(
            f"LISTEN_FDS promises {promised} sockets, and number {len(sockets) + 1} is none: "
            f"{error.strerror}."
        ) from error
    return tuple(sockets)


def _opened(host: str, port: int) -> tuple[socket.socket, ...]:
    opened: list[socket.socket] = []
    try:
        for family, address in _addresses(host, port):
            # Port 0 is another one for each address, so that only the first could be announced.
            if port or not opened:
                opened += _bound_if_here(family, address)
        if not opened:
            raise OSError(errno.EADDRNOTAVAIL, os.strerror(errno.EADDRNOTAVAIL))
    except OSError as error:
        for each in opened:
            each.close()
        reason = error.strerror or "no such address"
        raise CannotServeError(f"Cannot serve on {host} port {port}: {reason}.") from error
    return tuple(opened)


def _addresses(host: str, port: int) -> list[tuple[int, Any]]:
    """What a name stands for, as family and address, each once."""
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list(dict.fromkeys((family, address) for family, _, _, _, address in found))


def _bound_if_here(family: int, address: Any) -> list[socket.socket]:
    try:
        return [_bound(family, address)]
    except OSError as error:
        if error.errno in _NOT_HERE:
            return []
        raise


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
