"""A sound card for tests: a private PulseAudio with a virtual microphone and speaker.

It needs no sound card, no D-Bus and no other session, and several can run side by side::

    with Rig() as rig:
        subprocess.Popen(["muscle-calm"], env=rig.env)
        with rig.listen() as recording:
            rig.hear("question.wav")
        assert recording.sound.any()
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

LONGEST_SOCKET_PATH = 100  # bytes; the system allows few more
START_TIMEOUT = 10.0
LATENCY = "--latency-msec=20"

# Without norewinds the first sound comes half a second late.
SCRIPT = """\
.fail
load-module module-native-protocol-unix socket={socket} auth-anonymous=1
load-module module-null-sink sink_name=speaker norewinds=1 rate=48000 channels=2 \
sink_properties=device.description=Rig_Speaker
load-module module-null-sink sink_name=mic_feed norewinds=1 rate=48000 channels=1 \
sink_properties=device.description=Rig_Mic_Feed
load-module module-remap-source source_name=microphone master=mic_feed.monitor \
source_properties=device.description=Rig_Microphone
set-default-sink speaker
set-default-source microphone
"""
ALSA = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
pcm.pulse { type pulse }
ctl.pulse { type pulse }
"""


class Recording:
    """What was recorded: ``sound`` is int16 mono at ``rate``, there once it has ended."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.sound: NDArray[np.int16] = np.zeros(0, np.int16)
        self.began = 0.0
        """When its first samples came, as `time.monotonic` counts."""


class Rig:
    """The sound server, its devices, and both ways of using them from outside."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rig-"))
        socket = self.folder / "native"
        assert len(str(socket)) < LONGEST_SOCKET_PATH
        for name in ("run", "state"):
            (self.folder / name).mkdir(mode=0o700)
        (self.folder / "rig.pa").write_text(SCRIPT.format(socket=socket))
        (self.folder / "alsa.conf").write_text(ALSA)
        self.variables = {
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_RUNTIME_PATH": str(self.folder / "run"),
            "PULSE_STATE_PATH": str(self.folder / "state"),
            "PULSE_COOKIE": str(self.folder / "cookie"),
            "ALSA_CONFIG_PATH": str(self.folder / "alsa.conf"),
        }
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def env(self) -> dict[str, str]:
        """The environment for programs that are to use these devices."""
        return os.environ | self.variables

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Start the server, again after a `kill`; returns when it answers."""
        assert self._server is None
        (self.folder / "native").unlink(missing_ok=True)
        own = {"HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder / "run")}
        elsewhere = ("PULSE_SERVER", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS")
        env = {name: value for name, value in self.env.items() if name not in elsewhere} | own
        log = self.folder / "pulse.log"
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "-F", str(self.folder / "rig.pa")),
                *("--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no"),
                *("--disable-shm=yes", "--realtime=no", "--high-priority=no"),
                *(f"--log-target=file:{log}", "--log-level=warning"),
            ],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + START_TIMEOUT
        while self._run("pactl", "info").returncode:
            if self._server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"no sound server: {log.read_text()[-800:]}")
            time.sleep(0.02)

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        if self._server is not None:
            self._server.send_signal(signal.SIGKILL)
            self._server.wait()
            self._server = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let the server hang for as long as the body takes: it is there and answers nothing."""
        assert self._server is not None
        self._server.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._server.send_signal(signal.SIGCONT)

    def control(self, *words: str) -> str:
        """What ``pactl`` answers: for moving, muting and unplugging."""
        done = self._run("pactl", *words)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def unplug_all(self) -> None:
        """Leave no device; the server then makes a silent speaker up, as on a desktop."""
        self.control("load-module", "module-always-sink")
        self.control("unload-module", "module-null-sink")

    def unplug_microphone(self) -> None:
        """Take the microphone away, whoever uses it."""
        self.control("unload-module", "module-remap-source")

    def plug_microphone(self) -> None:
        """Put it back, as the default one."""
        self.control(
            *("load-module", "module-remap-source", "source_name=microphone"),
            *("master=mic_feed.monitor", "source_properties=device.description=Rig_Microphone"),
        )
        self.control("set-default-source", "microphone")

    def hear(self, sound: str | Path | NDArray[np.int16], rate: int = 48_000) -> None:
        """Play a wav file, or mono samples, into the microphone; returns when it was played."""
        if isinstance(sound, np.ndarray):
            sound = self._wav(sound, rate)
        done = self._run("paplay", LATENCY, "-d", "mic_feed", str(sound))
        assert done.returncode == 0, done.stderr

    @contextmanager
    def listen(self, rate: int = 48_000, source: str = "speaker.monitor") -> Iterator[Recording]:
        """Record what the speaker plays, from before the body begins until after it has ended."""
        recording, chunks, begun = Recording(rate), list[bytes](), Event()
        recorder = subprocess.Popen(
            [
                *("parec", "--raw", "--format=s16le", f"--rate={rate}", "--channels=1"),
                *(LATENCY, "-d", source),
            ],
            env=self.env,
            stdout=subprocess.PIPE,
        )
        assert recorder.stdout is not None

        def collect(pipe: IO[bytes]) -> None:
            while chunk := os.read(pipe.fileno(), 65_536):
                if not chunks:
                    recording.began = time.monotonic()
                chunks.append(chunk)
                begun.set()

        reader = Thread(target=collect, args=(recorder.stdout,), daemon=True)
        reader.start()
        try:
            assert begun.wait(START_TIMEOUT), "the recorder hears nothing, not even silence"
            yield recording
            time.sleep(0.15)  # what is on its way through the server
        finally:
            recorder.terminate()
            recorder.wait()
            reader.join()
            recorder.stdout.close()
            raw = b"".join(chunks)
            recording.sound = np.frombuffer(raw[: len(raw) // 2 * 2], np.int16)

    def _run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=600)

    def _wav(self, sound: NDArray[np.int16], rate: int) -> Path:
        path = self.folder / "said.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(sound.tobytes())
        return path
