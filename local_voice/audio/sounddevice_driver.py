"""Microphone and speaker through PortAudio, where miniaudio has no wheel."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sounddevice

from local_voice.audio.devices import Device, choose
from local_voice.audio.driver import PERIOD_MS, PERIODS, End
from local_voice.audio.errors import Kind, broken, denied, no_sound_system, taken
from local_voice.audio.quiet_alsa import quieten
from local_voice.audio.sound import MIC_RATE, OUT_RATE

DEVICE_UNAVAILABLE = -9985  # PortAudio's code: somebody else has it
CHANNELS: dict[Kind, str] = {"microphone": "max_input_channels", "speaker": "max_output_channels"}


class SounddeviceDriver:
    """Devices of PortAudio's default sound system; others would only list the same ones again.

    PortAudio looks for devices when it is initialised, which ends all streams: what was plugged
    in since is found once both halves are closed.
    """

    name = "sounddevice"

    def __init__(self) -> None:
        quieten()
        self._open: list[SounddeviceStream] = []

    def devices(self) -> tuple[Device, ...]:
        """The microphones and speakers there are; raises AudioError."""
        self._open = [stream for stream in self._open if not stream.is_closed]
        with _plain_errors("speaker"):
            if not self._open:
                sounddevice._terminate()
                sounddevice._initialize()
            return tuple(_devices())

    def open(self, kind: Kind, name: str | None, end: End) -> "SounddeviceStream":
        """Open one device and let it run; raises AudioError."""
        there = self.devices()
        if not there:
            raise no_sound_system()
        stream = SounddeviceStream(choose(there, kind, name), end)
        self._open.append(stream)
        return stream


class SounddeviceStream:
    """A microphone or a speaker, running."""

    is_astray = False  # a system that moves a stream shows no names here

    def __init__(self, device: Device, end: End) -> None:
        def take(sound: Any, *_: Any) -> None:
            end.take(bytes(sound))

        def give(sound: Any, frames: int, *_: Any) -> None:
            sound[:] = end.give(frames)

        self.device = device
        self.is_closed = False
        hears = device.kind == "microphone"
        rate = MIC_RATE if hears else OUT_RATE
        period = PERIOD_MS[device.kind] / 1000  # seconds
        kind = sounddevice.RawInputStream if hears else sounddevice.RawOutputStream
        with _plain_errors(device.kind):
            self._stream = kind(
                samplerate=rate,
                blocksize=round(period * rate),
                device=device.key,
                channels=1,
                dtype="int16",
                latency=period * PERIODS,
                callback=take if hears else give,
                finished_callback=end.stop,
            )
            try:
                self._stream.start()
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Give the device back; harmless when called again."""
        if not self.is_closed:
            self.is_closed = True
            self._stream.abort(ignore_errors=True)
            self._stream.close(ignore_errors=True)


def _devices() -> Iterator[Device]:
    systems, infos = sounddevice.query_hostapis(), sounddevice.query_devices()
    used = [system for system in systems if system["devices"]]
    if not used:
        return
    system = next((each for each in used if each["default_output_device"] >= 0), used[0])
    defaults: dict[Kind, int] = {
        "microphone": system["default_input_device"],
        "speaker": system["default_output_device"],
    }
    for kind, channels in CHANNELS.items():
        for place in system["devices"]:
            if infos[place][channels] > 0:
                name, is_default = infos[place]["name"], place == defaults[kind]
                yield Device(name, kind, is_default, system["name"], key=place)


@contextmanager
def _plain_errors(kind: Kind) -> Iterator[None]:
    try:
        yield
    except sounddevice.PortAudioError as error:
        text, code = (*error.args, None)[:2]
        if "ermission" in str(error):
            raise denied(kind) from error
        if code == DEVICE_UNAVAILABLE:
            raise taken(kind) from error
        raise broken(kind, str(text)) from error
