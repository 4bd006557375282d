"""Microphone and speaker through miniaudio, whose wheel brings all it needs."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import miniaudio
from _miniaudio import lib

from local_voice.audio.devices import Device, choose
from local_voice.audio.driver import PERIOD_MS, PERIODS, Choice, Ends
from local_voice.audio.errors import Kind, broken, denied, no_sound_system, not_there, taken
from local_voice.audio.miniaudio_context import ALSA, PULSE, Capture, Context, Playback
from local_voice.audio.quiet_alsa import quieten
from local_voice.audio.sound import MIC_RATE, OUT_RATE

# Named one by one: left alone, miniaudio falls back to a device that is always silent.
BACKENDS = (
    miniaudio.Backend.WASAPI,
    miniaudio.Backend.COREAUDIO,
    miniaudio.Backend.PULSEAUDIO,
    miniaudio.Backend.ALSA,
)
TAKEN = {lib.MA_BUSY, lib.MA_ALREADY_IN_USE, lib.MA_UNAVAILABLE, lib.MA_SHARE_MODE_NOT_SUPPORTED}
GONE = {lib.MA_NO_DEVICE, lib.MA_DOES_NOT_EXIST}
SETTINGS = {
    "nchannels": 1,
    "buffersize_msec": PERIOD_MS,
    "callback_periods": PERIODS,
}


class MiniaudioDriver:
    """Devices of WASAPI, Core Audio, PulseAudio (and PipeWire as such), or ALSA."""

    name = "miniaudio"

    def __init__(self) -> None:
        quieten()
        self._backends: tuple[miniaudio.Backend, ...] = BACKENDS

    def devices(self) -> tuple[Device, ...]:
        """All microphones and speakers there are now; raises AudioError."""
        context = Context(self._backends)
        try:
            return context.devices()
        finally:
            context.close()

    def open(self, choice: Choice, ends: Ends) -> "MiniaudioStreams":
        """Open the chosen devices and let them run; raises AudioError.

        A reopening asks the same sound system again: were ALSA taken while PulseAudio starts anew,
        it would keep the sound card from it.
        """
        context = Context(self._backends)
        streams = MiniaudioStreams(context, choice)
        try:
            streams.start(ends)
        except BaseException:
            streams.close()
            raise
        self._backends = (context.backend_id,)
        return streams


class MiniaudioStreams:
    """A microphone's and a speaker's stream, or one of them."""

    def __init__(self, context: Context, choice: Choice) -> None:
        self._context = context
        self._choice = choice
        self._open: list[Capture | Playback] = []
        self.devices: tuple[Device, ...] = ()

    def start(self, ends: Ends) -> None:
        """Open what was chosen and let it run; raises AudioError."""
        there, choice = self._context.devices(), self._choice
        if not there and self._context.backend == ALSA:
            raise no_sound_system()
        # Both are chosen before one is opened, so that a wrong name costs nothing.
        microphone = choose(there, "microphone", choice.microphone) if choice.hears else None
        speaker = choose(there, "speaker", choice.speaker) if choice.speaks else None
        if microphone:
            key = None if _follows_default(microphone, choice.microphone) else microphone.key
            with _plain_errors("microphone"):
                capture = Capture(self._context, device_id=key, sample_rate=MIC_RATE, **SETTINGS)
                self._run(capture, _take(ends), ends)
        if speaker:
            key = None if _follows_default(speaker, choice.speaker) else speaker.key
            with _plain_errors("speaker"):
                playback = Playback(self._context, device_id=key, sample_rate=OUT_RATE, **SETTINGS)
                self._run(playback, _give(ends), ends)
        self.devices = tuple(device for device in (microphone, speaker) if device)

    def _run(self, stream: Capture | Playback, ends: Generator[Any, Any, None], to: Ends) -> None:
        self._open.append(stream)
        next(ends)
        stream.stop_callback = to.stop
        stream.start(ends)

    @property
    def is_astray(self) -> bool:
        """Whether the chosen microphone is gone although its server goes on sending sound.

        PulseAudio then sends what a speaker plays, and the companion would listen to itself.
        """
        if not self._choice.hears or self._context.backend != PULSE:
            return False
        opened = self.devices[0]
        there = [device for device in self._context.devices() if device.kind == "microphone"]
        if _follows_default(opened, self._choice.microphone):
            return not any(device.is_default for device in there)
        return all(device.name != opened.name for device in there)

    def close(self) -> None:
        """Give the devices back; harmless when called again."""
        for stream in self._open:
            stream.stop_callback = None
            stream.close()
        self._open.clear()
        self._context.close()


def _follows_default(device: Device, asked: str | None) -> bool:
    """Whether the system chooses, and may choose again when another one is connected."""
    return asked is None and device.is_default


def _take(ends: Ends) -> Generator[None, bytearray, None]:
    while True:
        ends.take(bytes((yield)))


def _give(ends: Ends) -> Generator[bytes, int, None]:
    sound = b""
    while True:
        sound = ends.give((yield sound))


@contextmanager
def _plain_errors(kind: Kind) -> Iterator[None]:
    try:
        yield
    except miniaudio.MiniaudioError as error:
        text, code = (*error.args, None)[:2]
        if code in TAKEN:
            raise taken(kind) from error
        if code == lib.MA_ACCESS_DENIED:
            raise denied(kind) from error
        if code in GONE:
            raise not_there(kind) from error
        raise broken(kind, f"{text}, {code}" if code else str(text)) from error
