"""What scenes of led sessions are made of: any routine, a voice to measure by, a recording."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import OUT_RATE, Sound, seconds, silence
from local_voice.audio.tones import sign, tone
from local_voice.guiding.player import Player
from local_voice.speech.synthesizer import Spoken, Voice
from skill.core.routines.cues import Cue, Led
from skill.core.routines.live import led
from skill.core.routines.state import GuideState
from skill.core.routines.variants import fit
from skill.knowledge.routines.load import load_routines

LIBRARY = load_routines()
USUAL_RATE = Voice().rate
TICK = 0.1  # seconds pulled out of the mixer at a time
AROUND = 0.1  # seconds before and after its time in which a sound is looked for
LASTING = ("inhale", "exhale", "hold", "stretch")  # sound for as long as they take
LOOK = 1.5  # seconds of a sound that are looked for
LIKE = 0.3  # of 1, which is the sound and nothing else; words are louder than what is under them
COARSE = 8  # every eighth sample is enough to find a sound within a millisecond


def session(routine: str, minutes: float | None = None, quiet: bool = False) -> Led:
    """A routine from its first step, as the assistant hands it to whoever keeps the time."""
    shape = LIBRARY.routines[routine]
    if minutes is not None:
        shape = fit(shape, minutes)[0]
    repeats = tuple(block.repeat for block in shape.blocks)
    return led(LIBRARY, GuideState(routine, repeats, awaits="next", quiet=quiet))


@dataclass
class NoiseVoice:
    """Speaks every text as a noise of its own, which is found to the sample in a recording.

    ``words_a_second`` at the usual rate; ``asked`` are the texts and rates it was asked for.
    """

    words_a_second: float = 2.75
    asked: list[tuple[str, int]] = field(default_factory=list)

    def speak(self, text: str, voice: Voice) -> Spoken:
        """So many seconds of noise as a voice of this rate would take."""
        self.asked.append((text, voice.rate))
        length = len(text.split()) / self.words_a_second * USUAL_RATE / voice.rate
        return Spoken(text, _noise(text, round(length * OUT_RATE)), ())

    def voices(self) -> tuple[str, ...]:
        """It has no others."""
        return ()

    def cancel(self) -> None:
        """It is done at once."""


@dataclass
class Stage:
    """A player on a mixer whose time passes as it is told, and all that was heard of it."""

    voice: NoiseVoice = field(default_factory=NoiseVoice)
    mixer: Mixer = field(default_factory=Mixer)
    _heard: list[Sound] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.player = Player(self.mixer, self.voice, Voice())

    def lead(self, led: Led) -> float:
        """Begin to lead; the moment of the clock the session begins at."""
        begin = self.mixer.now + 0.5
        self.player.lead(led, begin)
        return begin

    def pass_time(self, seconds: float, *, awake: bool = True) -> None:
        """Let time pass; a player that is not awake is not called meanwhile."""
        for _ in range(round(seconds / TICK)):
            if awake:
                self.player.advance()
            self._heard.append(self.mixer.pull(round(TICK * OUT_RATE)))

    def play_out(self) -> Sound:
        """Let time pass until the session is over, and two seconds more."""
        while not self.player.is_over:
            assert self.mixer.now < 1500, "it never ends"
            self.pass_time(1)
        self.pass_time(2)
        return self.heard

    @property
    def heard(self) -> Sound:
        """All that was played since the beginning."""
        return np.concatenate([silence(0), *self._heard])


@dataclass(frozen=True)
class Onset:
    """A sound of a cue, when it should begin to be heard, and how late it was found to be."""

    cue: Cue
    due: float
    late: float


def onsets(led: Led, recording: Sound, begin: float) -> Iterator[Onset]:
    """Where each sign and tone of a session without words is found in a recording.

    A tone that begins under a sign is looked for by its end, a short one not at all.
    """
    for cue in led.cues:
        due = begin + cue.at
        if cue.earcon is not None:
            yield Onset(cue, due, lateness(recording, sign(cue.earcon), due))
        is_hidden = cue.earcon is not None and cue.kind not in LASTING
        if cue.kind is not None and cue.kind != "say" and not is_hidden:
            sound = tone(cue.kind, cue.seconds)
            skipped = max(0.0, cue.seconds - LOOK) if cue.earcon is not None else 0.0
            rest = sound[round(skipped * OUT_RATE) :]
            yield Onset(cue, due, lateness(recording, rest, due + skipped))


def lines(stage: Stage, led: Led, begin: float) -> Iterator[Onset]:
    """Where the words of each cue are found in what a stage heard."""
    for cue in led.cues:
        if cue.words:
            wait = seconds(sign(cue.earcon)) if cue.earcon else 0.0
            words = stage.voice.speak(cue.words, stage.player.voice).sound
            due = begin + cue.at + wait
            yield Onset(cue, due, lateness(stage.heard, words, due))


def lateness(recording: Sound, sound: Sound, due: float) -> float:
    """How many seconds after its time a sound is heard; it must be heard near its time."""
    wanted = _coarse(sound[: round(LOOK * OUT_RATE)])
    start = round((due - AROUND) * OUT_RATE)
    length = len(wanted) * COARSE + round(2 * AROUND * OUT_RATE)
    there = _coarse(recording[max(0, start) : start + length])
    powers = np.convolve(there**2, np.ones(len(wanted)), mode="valid")
    likeness = np.correlate(there, wanted, mode="valid") / np.sqrt(powers * (wanted @ wanted) + 1)
    best = int(np.argmax(likeness))
    assert likeness[best] > LIKE, f"nothing like it is heard about {due:.2f} s"
    return best * COARSE / OUT_RATE - AROUND


def _coarse(sound: Sound) -> NDArray[np.float64]:
    usable = sound[: len(sound) // COARSE * COARSE].astype(np.float64)
    return usable.reshape(-1, COARSE).mean(axis=1)


@cache
def _noise(text: str, length: int) -> Sound:
    generator = np.random.default_rng(crc32(text.encode()))
    return generator.integers(-4000, 4000, length).astype(np.int16)
