"""One Vosk decoder, made safe: what would abort the process or leak into the next utterance."""

import json
from collections.abc import Sequence
from typing import Any

import vosk

from local_voice.audio.sound import MIC_RATE
from local_voice.hearing.recognizer import Word

UNKNOWN = "[unk]"
"""What a decoder writes for sound that is none of its words."""

BYTES_A_SECOND = 2 * MIC_RATE


class Decoder:
    """A Vosk recognizer hearing one utterance after the other; each may come in segments, since
    Vosk ends one by itself where the speaker pauses."""

    def __init__(self, recognizer: vosk.KaldiRecognizer) -> None:
        recognizer.SetWords(True)
        self._recognizer = recognizer
        self._segments: list[tuple[Word, ...]] = []
        self._seconds = 0.0  # fed since it was made; Vosk's own clock
        self._began = 0.0  # when this utterance did

    def hear(self, block: bytes) -> bool:
        """Hear more of the utterance; whether a segment of it is over."""
        is_over = bool(self._recognizer.AcceptWaveform(block))
        self._seconds += len(block) / BYTES_A_SECOND
        if is_over:
            self._segments.append(self._words(self._recognizer.Result()))
        return is_over

    def segments(self) -> Sequence[tuple[Word, ...]]:
        """The words of each segment that is over, unknown sound included."""
        return self._segments

    def partial(self) -> tuple[Word, ...]:
        """What the segment under way seems to be. Vosk tells no times and no confidence of it:
        its words span all that was heard, and their confidence is 1."""
        partial = json.loads(self._recognizer.PartialResult()).get("partial", "")
        heard = self._seconds - self._began
        return tuple(Word(text, 0.0, heard, 1.0) for text in partial.split())

    def finish(self) -> Sequence[tuple[Word, ...]]:
        """The words of each segment of the utterance, which is over."""
        segments = [*self._segments, self._words(self._recognizer.FinalResult())]
        self._segments = []
        self._began = self._seconds
        return segments

    def reset(self) -> None:
        """Drop the utterance under way.

        Not by Vosk's Reset: it keeps up to half a second of sound that was not decoded yet, and
        the next utterance would begin with words of this one.
        """
        if self._seconds > self._began:
            self.finish()

    def _words(self, result: str) -> tuple[Word, ...]:
        found: list[dict[str, Any]] = json.loads(result).get("result", [])
        began = self._began
        return tuple(
            Word(word["word"], word["start"] - began, word["end"] - began, word["conf"])
            for word in found
        )
