"""Plays a guided session on the audio clock: each tone and each word at its sample."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, inf

from local_voice.audio.ports import Playing, Speaker
from local_voice.audio.sound import OUT_RATE, Sound, seconds
from local_voice.audio.tones import sign, tone
from local_voice.guiding.ducking import under_words
from local_voice.guiding.score import Passage, passages
from local_voice.speech.synthesizer import Synthesizer, Voice
from local_voice.speech.voicing import Voicing
from skill.core.routines.cues import Cue, Led

AHEAD = 30.0  # seconds of the session that are rendered and scheduled
START = 0.1  # seconds from being told to lead to the first cue
LATE = 0.2  # seconds; a cue this much after its time is better left out
FASTEST = 1.3  # how much faster than its usual rate the voice may speak to fit
GAP = 0.15  # seconds between two lines, so that they are two
CAPTION_STAYS = 3.0  # seconds words can be read after they were spoken
KEPT_TONES = 6  # rounds repeat their tones


@dataclass(frozen=True, slots=True)
class Line:
    """Words on the audio clock: when they begin to sound and when they are over, in seconds."""

    text: str
    start: float
    end: float


class Player:
    """Leads sessions on a speaker, one at a time. Called from one thread only.

    Tones and signs sound at the time of their cue, reckoned from the beginning, so that nothing
    adds up. Words begin with their cue, after its sign. Where they do not fit before the next
    cue they are spoken faster, up to ``FASTEST``; what still runs over sounds on into the next
    tone, which steps back under words, and makes the next words wait, or drop out where their
    own time has gone. Whatever was missed, since the program or the laptop slept, is left out: it
    never comes in a burst. A pause is the speaker's, or a ``stop`` and another ``lead``.
    """

    def __init__(self, speaker: Speaker, synthesizer: Synthesizer, voice: Voice) -> None:
        self.voice = voice
        self._speaker = speaker
        self._led: Led | None = None
        self._begin = 0.0
        self._stopped_at: float | None = None
        self._work: Iterator[None] = iter(())
        self._is_scheduled = False
        self._sounding: list[Playing] = []
        self._lines: list[Line] = []
        self._voicing = Voicing(synthesizer)
        self._tone = lru_cache(KEPT_TONES)(tone)

    def lead(self, led: Led, begin_at: float | None = None) -> None:
        """Begin to lead, at a moment of the speaker's clock or at once; what was led before stops.

        At once is a moment later, once the first sounds are made.
        """
        self.stop()
        steps = passages(led)
        for _ in self._rendering(steps[0]) if steps else ():
            pass
        self._begin = self._speaker.now + START if begin_at is None else begin_at
        self._led, self._stopped_at, self._is_scheduled = led, None, False
        self._work = self._scheduling(steps)
        self.advance()

    def advance(self) -> None:
        """Do one piece of what is to be ready soon; call it every block or two.

        A piece is one line or one tone rendered, some milliseconds, or nothing at all.
        """
        if self.is_leading:
            self._sounding = [playing for playing in self._sounding if not playing.is_done]
            next(self._work, None)

    def stop(self) -> None:
        """Fade out what sounds and drop what was scheduled; ``played`` keeps its value."""
        if self._led is not None and self._stopped_at is None:
            self._stopped_at = self.played
        for playing in self._sounding:
            playing.stop()
        self._sounding, self._lines = [], []

    @property
    def played(self) -> float:
        """Seconds of the part led so far, by the audio clock; 0 before its beginning."""
        if self._led is None:
            return 0.0
        if self._stopped_at is not None:
            return self._stopped_at
        return min(max(self._speaker.now - self._begin, 0.0), self._led.seconds)

    @property
    def is_stopped(self) -> bool:
        """Whether nothing was led yet, or what was led is put away; false at its end."""
        return self._led is None or self._stopped_at is not None

    @property
    def is_leading(self) -> bool:
        """Whether a session is being led and has neither ended nor been stopped."""
        return not self.is_stopped and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether the part was led to its end and has sounded out; false once it is stopped."""
        if self._led is None or self._stopped_at is not None:
            return False
        ended = self.played >= self._led.seconds and self._is_scheduled
        return ended and all(playing.is_done for playing in self._sounding)

    @property
    def is_speaking(self) -> bool:
        """Whether words sound right now."""
        now = self._speaker.now
        return any(line.start <= now < line.end for line in self._lines)

    @property
    def caption(self) -> str:
        """The words that sound, or that sounded last and may still be read."""
        now = self._speaker.now
        begun = [line for line in self._lines if line.start <= now < line.end + CAPTION_STAYS]
        return begun[-1].text if begun else ""

    def _scheduling(self, steps: tuple[Passage, ...]) -> Iterator[None]:
        """Step by step what is to be done, in pieces; waits while it is far enough ahead."""
        starts = [*(step.at for step in steps), inf]
        for step, (at, end) in zip(steps, pairwise(starts), strict=True):
            while at >= self.played + AHEAD:
                yield
            if end <= self.played - LATE:  # the next one would be led by now
                continue
            yield from self._rendering(step)
            self._schedule(step, end)
            yield
        self._is_scheduled = True

    def _rendering(self, step: Passage) -> Iterator[None]:
        """Make the sounds of a step, so that they are at hand when it is scheduled."""
        for cue in step.cues:
            if cue.words:
                self._voicing.speak(cue.words, self.voice)
                yield
        if step.beat is not None:
            self._tone(*step.beat)
            yield

    def _schedule(self, step: Passage, end: float) -> None:
        """Put the words and sounds of one step where they belong; the next begins at ``end``."""
        for cue, following in zip(
            step.cues, [*(cue.at for cue in step.cues[1:]), end], strict=True
        ):
            self._announce(cue, following)
        if step.beat is not None:
            self._accompany(self._tone(*step.beat), self._begin + step.at)

    def _announce(self, cue: Cue, end: float) -> None:
        """A sign and the words after it."""
        start = self._begin + cue.at
        is_late = self._speaker.now - start > LATE
        if cue.earcon is not None:
            sound = sign(cue.earcon)
            if not is_late or cue.earcon == "end":  # a session never ends without its end
                self._play(sound, start)
            start += seconds(sound)
        if self._lines:
            start = max(start, self._lines[-1].end + GAP)
        room = self._begin + end - start
        if not cue.words or is_late or room <= 0:
            return
        words = self._fitted(cue.words, room)
        self._play(words, start)
        earlier = [line for line in self._lines if line.end + CAPTION_STAYS > self._speaker.now]
        self._lines = [*earlier, Line(cue.words, start, start + seconds(words))]

    def _fitted(self, words: str, room: float) -> Sound:
        """The words spoken so fast that they fit, or as fast as they can still be followed."""
        sound = self._voicing.speak(words, self.voice).sound
        if seconds(sound) <= room:
            return sound
        hurry = min(seconds(sound) / room * 1.02, FASTEST)
        hurried = replace(self.voice, rate=ceil(self.voice.rate * hurry))
        return self._voicing.speak(words, hurried).sound

    def _accompany(self, sound: Sound, start: float) -> None:
        """A step's tone, quieter under words; where its time has begun, what is left of it."""
        words = [(line.start - start, line.end - start) for line in self._lines]
        missed = max(0, round((self._speaker.now - start) * OUT_RATE))
        if missed < len(sound):
            self._play(under_words(sound, words)[missed:], start + missed / OUT_RATE)

    def _play(self, sound: Sound, at: float) -> None:
        self._sounding.append(self._speaker.play(sound, at))
