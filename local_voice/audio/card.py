"""A microphone and a speaker that survive being unplugged."""

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Self

from local_voice.audio.capture import CaptureQueue
from local_voice.audio.devices import Device
from local_voice.audio.driver import Choice, Driver, Ends, find_driver
from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import Sound
from local_voice.audio.watchdog import LOOK_EVERY, CardState, Watchdog

FAREWELL = 2.0  # seconds; a server that hangs must not keep the program from ending


def _ignore(_: CardState) -> None:
    pass


class Card:
    """Both streams of a pair of devices, watched over in a thread of its own.

    ``microphone`` and ``speaker`` stay the same objects for as long as the card is open. A half
    that was not asked for is closed from the beginning: the microphone is at its end, and what is
    played is done at once.
    """

    def __init__(
        self,
        driver: Driver,
        choice: Choice,
        reference: Callable[[Sound], None] | None = None,
        on_state: Callable[[CardState], None] = _ignore,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.microphone = CaptureQueue()
        self.speaker = Mixer(reference)
        self._watchdog = Watchdog(
            open_streams=lambda ends: driver.open(choice, ends),
            new_ends=lambda: Ends(
                self.microphone if choice.hears else None, self.speaker if choice.speaks else None
            ),
            clock=clock,
            on_state=on_state,
        )
        if not choice.hears:
            self.microphone.close()
        if not choice.speaks:
            self.speaker.close()
        self._closing = Event()
        self._guard = Thread(target=self._watch, name="sound card", daemon=True)
        self._guard.start()

    @property
    def state(self) -> CardState:
        """Whether sound flows: it does unless this is "lost"."""
        return self._watchdog.state

    @property
    def devices(self) -> tuple[Device, ...]:
        """What is open now; nothing while it is lost."""
        streams = self._watchdog.streams
        return streams.devices if streams and self.state != "lost" else ()

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
        while not self._closing.wait(LOOK_EVERY):
            self._watchdog.look()
        self._watchdog.close()


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
    handed all that is played (see `Mixer`); ``on_state`` is told, in another thread, when the
    devices are lost and when they are back. Raises AudioError.
    """
    choice = Choice(microphone, speaker, hears, speaks)
    return Card(find_driver(), choice, reference, on_state)
