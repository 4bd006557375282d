"""miniaudio's context: one sound system, its devices, and streams on it.

The Python binding makes a context of its own for every stream and never gives it back, which
leaks a connection at each reopening; and it does not tell which device is the default one. So the
context is made here, with the same compiled library, and shared by the streams.
"""

from collections.abc import Sequence
from typing import Any

import miniaudio
from _miniaudio import ffi, lib

from local_voice.audio.devices import Device
from local_voice.audio.driver import APP_NAME
from local_voice.audio.errors import Kind, no_sound_system

ALSA = "ALSA"
PULSE = "PulseAudio"
STAND_IN = b"auto_null"  # PulseAudio's speaker where there is none


class Context:
    """A connection to the first of these sound systems that answers; raises AudioError."""

    def __init__(self, backends: Sequence[miniaudio.Backend]) -> None:
        self.handle = ffi.new("ma_context*")
        wanted = ffi.new("ma_backend[]", [backend.value for backend in backends])
        config = lib.ma_context_config_init()
        config.threadPriority = miniaudio.ThreadPriority.HIGHEST.value
        name = ffi.from_buffer(APP_NAME.encode() + b"\0")
        config.pulse.pApplicationName = name
        result = lib.ma_context_init(wanted, len(backends), ffi.addressof(config), self.handle)
        self._is_open = result == lib.MA_SUCCESS
        if not self._is_open:
            raise no_sound_system()
        self.backend_id = miniaudio.Backend(self.handle.backend)
        self.backend: str = ffi.string(lib.ma_get_backend_name(self.handle.backend)).decode()

    def devices(self) -> tuple[Device, ...]:
        """The microphones and speakers of this sound system; none where it is gone."""
        speakers, microphones = ffi.new("ma_device_info**"), ffi.new("ma_device_info**")
        speaker_count, microphone_count = ffi.new("ma_uint32*"), ffi.new("ma_uint32*")
        result = lib.ma_context_get_devices(
            self.handle, speakers, speaker_count, microphones, microphone_count
        )
        if result != lib.MA_SUCCESS:
            return ()
        return (
            *self._real("microphone", microphones[0][0 : microphone_count[0]]),
            *self._real("speaker", speakers[0][0 : speaker_count[0]]),
        )

    def _real(self, kind: Kind, infos: Sequence[Any]) -> list[Device]:
        some_default = any(info.isDefault for info in infos)
        real = [info for info in infos if self._is_real(info)]
        return [
            Device(
                name=ffi.string(info.name).decode(errors="replace"),
                kind=kind,
                # Where the system does not say which is the default, its first one is.
                is_default=bool(info.isDefault) or (not some_default and place == 0),
                backend=self.backend,
                key=ffi.new("ma_device_id*", info.id),
            )
            for place, info in enumerate(real)
        ]

    def _is_real(self, info: Any) -> bool:
        """Whether it is no monitor of a speaker, no stand-in, and nothing that ALSA makes up."""
        name = bytes(ffi.buffer(ffi.addressof(info.id))).split(b"\0")[0]
        if self.backend == ALSA:
            return name.startswith(b":")  # a sound card, by its number
        return self.backend != PULSE or not (name.endswith(b".monitor") or name == STAND_IN)

    def close(self) -> None:
        """Give the connection back, after all streams on it; harmless when called again."""
        if self._is_open:
            self._is_open = False
            lib.ma_context_uninit(self.handle)


class Playback(miniaudio.PlaybackDevice):  # type: ignore[misc]  # it ships no types
    """A speaker's stream on a context that is already there."""

    def __init__(self, context: Context, **settings: Any) -> None:
        self._shared = context.handle
        super().__init__(**settings)

    def _make_context(self, *_: Any) -> Any:
        return self._shared


class Capture(miniaudio.CaptureDevice):  # type: ignore[misc]
    """A microphone's stream on a context that is already there."""

    def __init__(self, context: Context, **settings: Any) -> None:
        self._shared = context.handle
        super().__init__(**settings)

    def _make_context(self, *_: Any) -> Any:
        return self._shared
