"""Listening to decoders: what of their hypotheses counts in a closed and in an open vocabulary."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import chain

from local_voice.audio.sound import BLOCK_SECONDS
from local_voice.hearing.hush import Hush
from local_voice.hearing.recognizer import Hypothesis, Word
from local_voice.hearing.spelling import Speller
from local_voice.hearing.vosk_decoder import UNKNOWN, Decoder

SHORT_PAUSE = 0.1  # seconds
LATELY = round(1.5 / BLOCK_SECONDS)  # blocks: as long as a command and what comes before it


class ClosedListener:
    """Hears a phrase of the list, whole, or nothing.

    A segment of an utterance counts by itself, so that a cough before a command, or talk after
    it, with a pause between, does not hide it.

    Vosk decodes a quarter of a second at once and so knows a word late. A ``scout`` therefore
    hears the last moments again in the first short pause, and tells what is to be suspected.
    """

    def __init__(
        self,
        decoder: Decoder | None,
        phrases: Iterable[str],
        speller: Speller,
        scout: Decoder | None = None,
    ) -> None:
        self._decoder = decoder
        self._scout = scout
        self._phrases = frozenset(phrases)
        self._speller = speller
        self._begin()

    def feed(self, block: bytes) -> Hypothesis:
        """Hear more of the utterance; a phrase once nobody speaks any more."""
        if self._decoder is None:
            return Hypothesis()
        self._decoder.hear(block)
        is_over = self._hush.hear(block)
        self._look_out(block)
        found = self._last_phrase(self._decoder.segments())
        if not found and is_over:
            found = self._phrase(self._decoder.partial())
        return Hypothesis(found, suspected="" if found else self._suspected)

    def finish(self) -> tuple[Word, ...]:
        """The phrase that was heard."""
        self._begin()
        return self._last_phrase(self._decoder.finish()) if self._decoder else ()

    def reset(self) -> None:
        """Drop the utterance under way."""
        self._begin()
        if self._decoder:
            self._decoder.reset()

    def _begin(self) -> None:
        self._hush = Hush()
        self._pause = Hush(SHORT_PAUSE)
        self._pauses = False
        self._lately: deque[bytes] = deque(maxlen=LATELY)
        self._suspected = ""

    def _look_out(self, block: bytes) -> None:
        """Let the scout hear the last moments where a pause begins."""
        if self._scout is None:
            return
        self._lately.append(block)
        paused, self._pauses = self._pauses, self._pause.hear(block)
        if not self._pauses:
            self._suspected = ""
        elif not paused:
            self._scout.hear(b"".join(self._lately))
            phrase = self._last_phrase(self._scout.finish())
            self._suspected = " ".join(word.text for word in phrase)

    def _last_phrase(self, segments: Sequence[tuple[Word, ...]]) -> tuple[Word, ...]:
        return next((found for s in reversed(segments) if (found := self._phrase(s))), ())

    def _phrase(self, words: Sequence[Word]) -> tuple[Word, ...]:
        read = self._speller.read(words)
        return read if " ".join(word.text for word in read) in self._phrases else ()


class OpenListener:
    """Hears anything: the phrases of its vocabulary rather, and else the model's own language."""

    def __init__(self, expected: Decoder | None, anything: Decoder, speller: Speller) -> None:
        self._expected = expected
        self._anything = anything
        self._speller = speller

    def feed(self, block: bytes) -> Hypothesis:
        """Hear more of the utterance; what it seems to be so far."""
        partials = []
        for decoder in self._decoders():
            decoder.hear(block)
            partials.append([*chain(*decoder.segments()), *decoder.partial()])
        return Hypothesis(self._best(partials))

    def finish(self) -> tuple[Word, ...]:
        """What was said."""
        return self._best([list(chain(*decoder.finish())) for decoder in self._decoders()])

    def reset(self) -> None:
        """Drop the utterance under way."""
        for decoder in self._decoders():
            decoder.reset()

    def _decoders(self) -> list[Decoder]:
        return [self._anything] if self._expected is None else [self._expected, self._anything]

    def _best(self, heard: Sequence[Sequence[Word]]) -> tuple[Word, ...]:
        """The first hypothesis without unknown sound; else what is known of the last."""
        for words in heard:
            if words and all(word.text != UNKNOWN for word in words):
                return self._speller.read(words)
        return self._speller.read([word for word in heard[-1] if word.text != UNKNOWN])
