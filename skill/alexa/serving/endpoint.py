"""Puts the endpoint together and serves it: what ``muscle-calm serve`` runs."""

import logging
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Any

from skill.alexa.app import create_app
from skill.alexa.request import DEFAULT_LOCALE
from skill.alexa.serving.guard import check_skill_id
from skill.alexa.serving.listeners import listen
from skill.alexa.serving.logs import log_as_json
from skill.alexa.serving.metrics import Metrics, published
from skill.alexa.serving.observation import NoteRequest
from skill.alexa.serving.server import Server
from skill.alexa.serving.watch import watched
from skill.alexa.skill import build_skill
from skill.profiles.setting import PROFILES, store_from

if TYPE_CHECKING:
    from skill.alexa.trust import Trust

log = logging.getLogger(__name__)


def serve(
    host: str = "127.0.0.1",
    port: int = 8080,
    *,
    allow_unsigned: bool = False,
    skill_id: str | None = None,
    metrics_host: str = "127.0.0.1",
    metrics_port: int | None = None,
    trust: "Trust | None" = None,
    announce: Callable[[str], None] = print,
) -> None:
    """Answer Alexa until SIGTERM or Control-C, having announced in a sentence where.

    Only what Alexa signed for the skill of this id is answered, unless ``allow_unsigned``.
    ``trust`` says whose signature counts; Amazon's unless told otherwise. Metrics are published
    where there is a port for them.

    Raises CannotServeError where that would let strangers in, or where a port cannot be had;
    KnowledgeError where a data file is damaged; ProfileError where profiles cannot be kept as set.
    """
    check_skill_id(skill_id, allow_unsigned=allow_unsigned)
    listeners = listen(host, port, allow_unsigned=allow_unsigned)
    with closing(listeners):
        profiles = store_from(os.environ.get(PROFILES))
        skill = build_skill(skill_id=skill_id or None, profiles=profiles)
        skill.request_dispatcher.request_interceptors.append(NoteRequest())
        app = create_app(skill, trust=None if allow_unsigned else trust or _amazon())
        metrics = Metrics(_intents())
        server = Server(watched(app, metrics), listeners)
        _load_everything()
        with ExitStack() as meanwhile:
            counted = ""
            if metrics_port is not None:
                where = meanwhile.enter_context(published(metrics, metrics_host, metrics_port))
                counted = f", with metrics at {where}"
            meanwhile.enter_context(_ended_by_signals(server))
            log_as_json()
            announce(f"Answering Alexa at {listeners.address} until Control-C{counted}.")
            server.run()
            log.info("ended")


def _amazon() -> "Trust":
    from skill.alexa.trust import amazon

    return amazon()


def _intents() -> frozenset[str]:
    from interaction_models import load_model

    return frozenset(intent.name for intent in load_model("en-US").intents)


def _load_everything() -> None:
    """Read all data now: what is damaged is told at once, and no first question has to wait."""
    from skill.assembly import assemble

    _ = assemble(DEFAULT_LOCALE).understanding


@contextmanager
def _ended_by_signals(server: Server) -> Iterator[None]:
    """SIGTERM and Control-C end the server gracefully, a second one of either at once."""
    before: dict[int, Any] = {}

    def stop(_number: int, _frame: FrameType | None) -> None:
        _restore(before)
        server.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        before[number] = signal.signal(number, stop)
    try:
        yield
    finally:
        _restore(before)


def _restore(handlers: dict[int, Any]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
