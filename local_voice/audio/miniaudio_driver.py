"""Microphone and speaker through miniaudio, whose wheel brings all it needs."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import miniaudio
from _miniaudio import lib

from local_voice.audio.devices import Device, choose
from local_voice.audio.driver import PERIOD_MS, PERIODS, End
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

    def open(self, kind: Kind, name: str | None, end: End) -> "MiniaudioStream":
        """Open one device and let it run; raises AudioError.

        A reopening asks the same sound system again: were ALSA taken while PulseAudio starts anew,
        it would keep the sound card from it.
        """
        context = Context(self._backends)
        try:
            stream = MiniaudioStream(context, kind, name, end)
        except BaseException:
            context.close()
            raise
        self._backends = (context.backend_id,)
        return stream


class MiniaudioStream:
    """A microphone or a speaker, running."""

    def __init__(self, context: Context, kind: Kind, name: str | None, end: End) -> None:
        there = context.devices()
        if not there and context.backend == ALSA:
            raise no_sound_system()
        self._context = context
        self.device = choose(there, kind, name)
        # The system may then choose again, when another one is connected.
        self._follows_default = name is None and self.device.is_default
        settings = {
            "device_id": None if self._follows_default else self.device.key,
            "nchannels": 1,
            "buffersize_msec": PERIOD_MS[kind],
            "callback_periods": PERIODS,
        }
        with _plain_errors(kind):
            if kind == "microphone":
                self._stream = Capture(context, sample_rate=MIC_RATE, **settings)
                calls: Generator[Any, Any, None] = _take(end)
            else:
                self._stream = Playback(context, sample_rate=OUT_RATE, **settings)
                calls = _give(end)
            next(calls)
            self._stream.stop_callback = end.stop
            try:
                self._stream.start(calls)
            except BaseException:
                self._stream.close()
                raise

    @property
    def is_astray(self) -> bool:
        """Whether the chosen microphone is gone although its server goes on sending sound.

        PulseAudio then sends what a speaker plays, and the companion would listen to itself.
        """
        if self.device.kind != "microphone" or self._context.backend != PULSE:
            return False
        there = [device for device in self._context.devices() if device.kind == "microphone"]
        if self._follows_default:
            return not any(device.is_default for device in there)
        return all(device.name != self.device.name for device in there)

    def close(self) -> None:
        """Give the device back; harmless when called again."""
        self._stream.stop_callback = None
        self._stream.close()
        self._context.close()


def _take(end: End) -> Generator[None, bytearray, None]:
    while True:
        end.take(bytes((yield)))


def _give(end: End) -> Generator[bytes, int, None]:
    sound = b""
    while True:
        sound = end.give((yield sound))


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
