"""A microphone and a speaker that survive being unplugged."""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Literal, Self

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.devices import Device
from local_voice.audio.driver import Driver, find_driver
from local_voice.audio.errors import Kind
from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import Sound
from local_voice.audio.watchdog import LOOK_EVERY, Watchdog

CardState = Literal["working", "lost", "reopened"]
"""Lost while either half is; reopened is working again after a loss."""

FAREWELL = 2.0  # seconds; a server that hangs must not keep the program from ending


def _ignore(_: CardState) -> None:
    pass


class Card:
    """A microphone, a speaker or both, each watched over; make it with `open_card`.

    ``microphone`` and ``speaker`` stay the same objects for as long as the card is open. A half
    that was not asked for is closed from the beginning: the microphone is at its end, and what is
    played is done at once. Each half is lost and found on its own.
    """

    def __init__(
        self,
        driver: Driver,
        wanted: dict[Kind, str | None],
        reference: Callable[[Sound], None] | None = None,
        on_state: Callable[[CardState], None] = _ignore,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.microphone = CaptureQueue()
        self.speaker = Mixer(reference)
        self.state: CardState = "working"
        self._on_state = on_state
        self._watchdogs: dict[Kind, Watchdog] = {}
        halves: dict[Kind, CaptureQueue | Mixer] = {
            "microphone": self.microphone,
            "speaker": self.speaker,
        }
        try:
            for kind, half in halves.items():
                if kind in wanted:
                    self._watchdogs[kind] = _watched(driver, kind, wanted[kind], half, clock)
                else:
                    half.close()
        except BaseException:
            self._give_back()
            raise
        self._closing = Event()
        self._guard = Thread(target=self._watch, name="sound card", daemon=True)
        self._guard.start()

    @property
    def lost(self) -> tuple[Kind, ...]:
        """Which halves are gone just now."""
        return tuple(kind for kind, dog in self._watchdogs.items() if dog.is_lost)

    @property
    def devices(self) -> tuple[Device, ...]:
        """What is open now, and not lost."""
        streams = [dog.stream for dog in self._watchdogs.values() if not dog.is_lost]
        return tuple(stream.device for stream in streams if stream)

    def close(self) -> None:
        """Give the devices back; harmless when called again."""
        self._closing.set()
        self._guard.join(FAREWELL)
        self.speaker.close()
        self.microphone.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _watch(self) -> None:
        try:
            while not self._closing.wait(LOOK_EVERY):
                for dog in self._watchdogs.values():
                    dog.look()
                    self._tell()
        finally:
            self._give_back()

    def _tell(self) -> None:
        if bool(self.lost) == (self.state == "lost"):
            return
        self.state = "lost" if self.lost else "reopened"
        self._on_state(self.state)

    def _give_back(self) -> None:
        for dog in self._watchdogs.values():
            dog.close()


def _watched(
    driver: Driver,
    kind: Kind,
    name: str | None,
    half: CaptureQueue | Mixer,
    clock: Callable[[], float],
) -> Watchdog:
    return Watchdog(lambda end: driver.open(kind, name, end), half, clock)


def open_card(
    microphone: str | None = None,
    speaker: str | None = None,
    *,
    hears: bool = True,
    speaks: bool = True,
    reference: Callable[[Sound], None] | None = None,
    on_state: Callable[[CardState], None] = _ignore,
) -> Card:
    """Open a microphone and a speaker, or with ``hears`` or ``speaks`` false one of them.

    They are chosen by a part of their names, or are the system's default ones. ``reference`` is
    handed all that is played (see `Mixer`); ``on_state`` is told, in another thread, when a device
    is lost and when all are back. Raises AudioError.
    """
    wanted: dict[Kind, str | None] = {}
    if hears:
        wanted["microphone"] = microphone
    if speaks:
        wanted["speaker"] = speaker
    return Card(find_driver(), wanted, reference, on_state)
