"""Microphone and speaker through PortAudio, where miniaudio has no wheel."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sounddevice

from local_voice.audio.devices import Device, choose
from local_voice.audio.driver import PERIOD_MS, PERIODS, Choice, Ends
from local_voice.audio.errors import Kind, broken, denied, no_sound_system, taken
from local_voice.audio.quiet_alsa import quieten
from local_voice.audio.sound import MIC_RATE, OUT_RATE

LATENCY = PERIOD_MS * PERIODS / 1000  # seconds
DEVICE_UNAVAILABLE = -9985  # PortAudio's code: somebody else has it
CHANNELS: dict[Kind, str] = {"microphone": "max_input_channels", "speaker": "max_output_channels"}
STREAM = {"channels": 1, "dtype": "int16", "latency": LATENCY}


class SounddeviceDriver:
    """Devices of PortAudio's default sound system; others would only list the same ones again."""

    name = "sounddevice"

    def __init__(self) -> None:
        quieten()

    def devices(self) -> tuple[Device, ...]:
        """All microphones and speakers there are now; raises AudioError. Only between openings."""
        with _plain_errors("speaker"):
            # PortAudio looks for devices when it is initialised, and never again.
            sounddevice._terminate()
            sounddevice._initialize()
            return tuple(_devices())

    def open(self, choice: Choice, ends: Ends) -> "SounddeviceStreams":
        """Open the chosen devices and let them run; raises AudioError."""
        there = self.devices()
        if not there:
            raise no_sound_system()
        streams = SounddeviceStreams()
        try:
            streams.start(there, choice, ends)
        except BaseException:
            streams.close()
            raise
        return streams


class SounddeviceStreams:
    """A microphone's and a speaker's stream, or one of them."""

    is_astray = False  # a system that moves a stream shows no names here

    def __init__(self) -> None:
        self._open: list[Any] = []
        self.devices: tuple[Device, ...] = ()

    def start(self, there: tuple[Device, ...], choice: Choice, ends: Ends) -> None:
        """Open what was chosen and let it run; raises AudioError."""

        def take(sound: Any, *_: Any) -> None:
            ends.take(bytes(sound))

        def give(sound: Any, frames: int, *_: Any) -> None:
            sound[:] = ends.give(frames)

        microphone = choose(there, "microphone", choice.microphone) if choice.hears else None
        speaker = choose(there, "speaker", choice.speaker) if choice.speaks else None
        if microphone:
            with _plain_errors("microphone"):
                self._run(
                    sounddevice.RawInputStream(
                        MIC_RATE,
                        PERIOD_MS * MIC_RATE // 1000,
                        microphone.key,
                        callback=take,
                        finished_callback=ends.stop,
                        **STREAM,
                    )
                )
        if speaker:
            with _plain_errors("speaker"):
                self._run(
                    sounddevice.RawOutputStream(
                        OUT_RATE,
                        PERIOD_MS * OUT_RATE // 1000,
                        speaker.key,
                        callback=give,
                        finished_callback=ends.stop,
                        **STREAM,
                    )
                )
        self.devices = tuple(device for device in (microphone, speaker) if device)

    def _run(self, stream: Any) -> None:
        self._open.append(stream)
        stream.start()

    def close(self) -> None:
        """Give the devices back; harmless when called again."""
        for stream in self._open:
            stream.abort(ignore_errors=True)
            stream.close(ignore_errors=True)
        self._open.clear()


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
