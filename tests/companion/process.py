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

from local_voice.audio.sound import MIC_RATE, OUT_RATE
from tests.rig import LATENCY, Rig
from tests.speech.voices import Pcm, Speaker, spoken

MODEL = Path(__file__).parents[1] / "speech" / "vosk-model-tiny-en"
SCRIPT = Path(sys.executable).with_name("muscle-calm")
COMMAND = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "local_voice"]
ROOT = Path(__file__).parents[2]

ESPEAK = Speaker("espeak", "")
HEARD = 100  # of 32768; anything softer is silence
ECHO = "50%"  # PulseAudio's volume is cubic: 18 dB softer, as beside a laptop
ABOVE_ECHO = 3000  # of 32768; somebody speaking is louder, the echo is not
PATIENCE = 30.0  # seconds; a busy machine may be slow, and nothing here waits that long by itself
MOST_TO_END = 6.0  # seconds after Ctrl-C; a tenth of one where a machine is idle


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

    def __init__(self, rig: Rig, source: str, threshold: int = HEARD) -> None:
        self._threshold = threshold
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
                if int(np.abs(piece.astype(np.int32)).max()) > self._threshold:
                    self._hear(self.now, self.now + 0.01)
                self._samples += window
            self._begun.set()

    def _hear(self, begin: float, end: float) -> None:
        if self._loud and begin - self._loud[-1][1] < 0.005:
            self._loud[-1] = (self._loud[-1][0], end)
        else:
            self._loud.append((begin, end))


class Room:
    """What a person does beside a sound card: speaks into its microphone, hears its speaker.

    Where it ``echoes``, the microphone hears the speaker, too. ``speaker`` is whose voice it is.
    """

    def __init__(self, rig: Rig, *, echoes: bool = False, speaker: Speaker = ESPEAK) -> None:
        self.rig = rig
        self._speaker = speaker
        self._way = self._let_echo() if echoes else None
        self.ear = Ear(rig, "speaker.monitor")
        self._mouth = Ear(rig, "mic_feed.monitor", ABOVE_ECHO if echoes else HEARD)

    def say(self, text: str) -> float:
        """Say something; the moment its last word ended."""
        began = self._mouth.now
        self.rig.hear(begun(text, self._speaker), MIC_RATE)
        end = self._mouth.quiet_since(began)
        assert end is not None
        return end

    def wait_to_hear(self, since: float) -> float:
        """When something is first heard after a moment."""
        wait_for(lambda: self.ear.sound_after(since) is not None, "a sound")
        begin = self.ear.sound_after(since)
        assert begin is not None
        return begin

    def silence(self, since: float, seconds: float = 0.7) -> float:
        """Wait until it is quiet for a while; how long after a moment that began."""
        wait_for(lambda: self.ear.now > since + seconds and self.ear.is_quiet(seconds), "silence")
        end = self.ear.quiet_since(since)
        return max(0.0, end - since) if end is not None else 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.ear.close()
        self._mouth.close()
        if self._way is not None:
            self.rig.control("unload-module", self._way)

    def _let_echo(self) -> str:
        way = ("source=speaker.monitor", "sink=mic_feed", "latency_msec=40")
        module = self.rig.control("load-module", "module-loopback", *way)
        listed = self.rig.control("list", "short", "sink-inputs").splitlines()
        self.rig.control("set-sink-input-volume", listed[-1].split()[0], ECHO)
        return module


class Program:
    """The program started without a terminal, and what it prints."""

    def __init__(self, env: Mapping[str, str], *options: str) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [*COMMAND, *options],
            env=dict(env),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.printed: list[str] = []
        self.errors: list[str] = []
        out, errors = self.process.stdout, self.process.stderr
        assert out is not None
        assert errors is not None
        self._readers = [
            Thread(target=lines.extend, args=(pipe,), daemon=True)
            for pipe, lines in ((out, self.printed), (errors, self.errors))
        ]
        for reader in self._readers:
            reader.start()

    @property
    def shown(self) -> str:
        """All that was printed so far, as one line."""
        return " ".join("".join(self.printed).split())

    def wait_to_see(self, text: str, times: int = 1) -> None:
        """Wait until words were printed so many times."""
        what = f"{text!r} in {self.shown!r}, {self.errors}"
        wait_for(lambda: self.shown.count(text) >= times, what)

    def end(self, by: int = signal.SIGINT) -> tuple[int, str]:
        """End it by a signal; its exit status, and what it has complained of."""
        self.process.send_signal(by)
        status = self.process.wait(MOST_TO_END)
        for reader in self._readers:
            reader.join()
        return status, "".join(self.errors)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        for reader in self._readers:
            reader.join()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe is not None:
                pipe.close()


def begun(text: str, speaker: Speaker = ESPEAK) -> Pcm:
    """A text as sound (16 kHz) with a little quiet before it, as a person begins."""
    return np.concatenate((np.zeros(MIC_RATE // 10, np.int16), spoken(text, speaker)))
