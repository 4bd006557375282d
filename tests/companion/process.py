"""The installed program as a process on a virtual sound card: spoken to, and listened to live."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Event, Thread
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.sound import OUT_RATE, Sound, silence
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Voice
from tests.rig import LATENCY, Rig

MODEL = Path(__file__).parents[1] / "speech" / "vosk-model-tiny-en"
SCRIPT = Path(sys.executable).with_name("muscle-calm")
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "local_voice"]
ROOT = Path(__file__).parents[2]

HEARD = 100  # of 32768; anything softer is silence
PATIENCE = 20.0  # seconds; a busy machine may be slow, and nothing here waits that long by itself


def homely(home: Path, cache: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """An environment of its own for a program that keeps things, with the small test model."""
    return os.environ | {
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(cache),
        "VOSK_MODEL_PATH": str(MODEL),
        "PYTHONUNBUFFERED": "1",
        **variables,
    }


def wait_for(condition: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.005)


class Ear:
    """Listens to one source of the sound card all along; moments are `time.monotonic`'s."""

    def __init__(self, rig: Rig, source: str) -> None:
        self._recorder = subprocess.Popen(
            [
                *("parec", "--raw", "--format=s16le", f"--rate={OUT_RATE}", "--channels=1"),
                *(LATENCY, "-d", source),
            ],
            env=rig.env,
            stdout=subprocess.PIPE,
        )
        self._began = 0.0
        self._samples = 0
        self._loud: list[tuple[float, float]] = []  # stretches of sound, 10 ms fine
        self._begun = Event()
        assert self._recorder.stdout is not None
        self._reader = Thread(target=self._listen, args=(self._recorder.stdout,), daemon=True)
        self._reader.start()
        assert self._begun.wait(PATIENCE)

    @property
    def now(self) -> float:
        """Until when it has heard everything."""
        return self._began + self._samples / OUT_RATE

    def quiet_since(self, moment: float) -> float | None:
        """When the last sound after a moment ended; None where there was none."""
        ends = [end for _, end in self._loud if end > moment]
        return ends[-1] if ends else None

    def sound_after(self, moment: float) -> float | None:
        """When the first sound after a moment began; None where there was none."""
        return next((begin for begin, _ in self._loud if begin >= moment), None)

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing was heard in the last so many seconds."""
        last = self._loud[-1][1] if self._loud else self._began
        return self.now - last >= seconds

    def close(self) -> None:
        """Listen no more."""
        self._recorder.terminate()
        self._recorder.wait()
        self._reader.join()
        assert self._recorder.stdout is not None
        self._recorder.stdout.close()

    def _listen(self, pipe: IO[bytes]) -> None:
        window, rest = OUT_RATE // 100, b""
        while chunk := os.read(pipe.fileno(), 65_536):
            if not self._samples:
                self._began = time.monotonic()
            rest += chunk
            while len(rest) >= 2 * window:
                piece, rest = np.frombuffer(rest[: 2 * window], np.int16), rest[2 * window :]
                if int(np.abs(piece.astype(np.int32)).max()) > HEARD:
                    self._hear(self.now, self.now + 0.01)
                self._samples += window
            self._begun.set()

    def _hear(self, begin: float, end: float) -> None:
        if self._loud and begin - self._loud[-1][1] < 0.005:
            self._loud[-1] = (self._loud[-1][0], end)
        else:
            self._loud.append((begin, end))


class Talk:
    """A conversation with the running program."""

    def __init__(self, rig: Rig, env: Mapping[str, str], *options: str, stdin: int | None = None):
        self.rig = rig
        self._voice = EspeakSynthesizer()
        self.ear, self.mouth = Ear(rig, "speaker.monitor"), Ear(rig, "mic_feed.monitor")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [*COMMAND, *options],
            env=dict(env),
            cwd=ROOT,
            stdin=subprocess.PIPE if stdin is None else stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self.lines: list[str] = []
        self.errors: list[str] = []
        self._readers = [
            Thread(target=self._collect, args=(pipe, lines), daemon=True)
            for pipe, lines in (
                (self.process.stdout, self.lines),
                (self.process.stderr, self.errors),
            )
        ]
        for reader in self._readers:
            reader.start()

    @property
    def shown(self) -> str:
        """All that was printed so far."""
        return " ".join(" ".join(self.lines).split())

    def say(self, text: str, voice: Voice | None = None) -> float:
        """Say something into the microphone; the moment its last word ended."""
        began = self.mouth.now
        self.rig.hear(spoken(self._voice, text, voice or Voice()), OUT_RATE)
        end = self.mouth.quiet_since(began)
        assert end is not None
        return end

    def wait_to_hear(self, since: float) -> float:
        """When the program is first heard after a moment."""
        wait_for(lambda: self.ear.sound_after(since) is not None, "a sound")
        begin = self.ear.sound_after(since)
        assert begin is not None
        return begin

    def wait_for_quiet(self, seconds: float = 1.0) -> None:
        """Wait until nothing was heard for so long."""
        wait_for(lambda: self.ear.is_quiet(seconds), "silence", 40.0)

    def wait_to_see(self, text: str, seconds: float = PATIENCE) -> None:
        """Wait until words were printed."""
        wait_for(lambda: text in self.shown, f"{text!r} in {self.shown!r}, {self.errors}", seconds)

    def end(self, with_signal: int = signal.SIGINT) -> tuple[int, float]:
        """End it by a signal; its exit status and the seconds it took."""
        began = time.monotonic()
        self.process.send_signal(with_signal)
        status = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join()
        return status, time.monotonic() - began

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()
        self.ear.close()
        self.mouth.close()

    @staticmethod
    def _collect(pipe: IO[str] | None, lines: list[str]) -> None:
        assert pipe is not None
        for line in pipe:
            lines.append(line.rstrip("\n"))


def spoken(synthesizer: EspeakSynthesizer, text: str, voice: Voice) -> NDArray[np.int16]:
    """A text as sound with a little quiet before it, as a person begins."""
    sound: Sound = synthesizer.speak(text, voice).sound
    return np.concatenate((silence(0.1), sound))
