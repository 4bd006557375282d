"""Listening to decoders: what of their hypotheses counts in a closed and in an open vocabulary."""

from collections.abc import Iterable, Sequence
from itertools import chain

from local_voice.hearing.hush import Hush
from local_voice.hearing.recognizer import Hypothesis, Word
from local_voice.hearing.spelling import Speller
from local_voice.hearing.vosk_decoder import UNKNOWN, Decoder


class ClosedListener:
    """Hears a phrase of the list, whole, or nothing.

    A segment of an utterance counts by itself, so that a cough before a command, or talk after
    it, with a pause between, does not hide it.
    """

    def __init__(self, decoder: Decoder | None, phrases: Iterable[str], speller: Speller) -> None:
        self._decoder = decoder
        self._phrases = frozenset(phrases)
        self._speller = speller
        self._hush = Hush()

    def feed(self, block: bytes) -> Hypothesis:
        """Hear more of the utterance; a phrase once nobody speaks any more."""
        if self._decoder is None:
            return Hypothesis()
        self._decoder.hear(block)
        is_quiet = self._hush.hear(block)
        found = self._last_phrase(self._decoder.segments())
        if found:
            return Hypothesis(found)
        phrase = self._phrase(self._decoder.partial())
        if is_quiet:
            return Hypothesis(phrase)
        return Hypothesis(suspected=" ".join(word.text for word in phrase))

    def finish(self) -> tuple[Word, ...]:
        """The phrase that was heard."""
        self._hush = Hush()
        return self._last_phrase(self._decoder.finish()) if self._decoder else ()

    def reset(self) -> None:
        """Drop the utterance under way."""
        self._hush = Hush()
        if self._decoder:
            self._decoder.reset()

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
