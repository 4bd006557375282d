"""Listening for anything the words of an open vocabulary can say."""

from typing import Any

from local_voice.audio.sound import MIC_RATE
from local_voice.hearing.recognizer import Hypothesis, Word
from local_voice.hearing.sound_fit import FRAME, Certainty, Fit, fits, is_word, mean_fit, spelled

LONGEST = 30.0  # seconds of one utterance; what is said beyond is not heard
EVERY = 5  # blocks from partial to partial
USUAL_LOUDNESS = "42,0,-1"  # PocketSphinx's mean of the cepstra, before anyone has spoken
ACCEPTED = 0.5


class OpenEar:
    """Follows the utterance block by block, so that its end is soon reckoned."""

    def __init__(self, decoder: Any, search: str, certainty: Certainty) -> None:
        self._decoder = decoder
        self._search = search
        self._certainty = certainty
        self._loudness = USUAL_LOUDNESS
        self._under_way = False
        self.drop()

    def drop(self) -> None:
        """Forget the utterance under way."""
        if self._under_way:
            self._decoder.end_utt()
        self._under_way = False
        self._sound = bytearray()
        self._blocks = 0
        self._partial = Hypothesis()

    def feed(self, block: bytes) -> Hypothesis:
        """Hear a block; what was said so far, of which words may still change."""
        if not self._under_way:
            self._begin()
        if len(self._sound) > LONGEST * MIC_RATE * 2:
            return self._partial
        self._sound += block
        self._decoder.process_raw(block)
        self._blocks += 1
        if self._blocks % EVERY == 0:
            self._partial = Hypothesis(self._words())
        return self._partial

    def finish(self) -> Hypothesis:
        """What was said, each word with its confidence; nothing where hardly any word fits."""
        if not self._under_way:
            return Hypothesis(is_final=True)
        self._decoder.end_utt()
        self._under_way = False
        words: list[Fit] = []
        if self._words():
            loudness = self._decoder.get_cmn()
            words = fits(self._decoder, bytes(self._sound))
            if words and self._certainty.of(mean_fit(words)) >= ACCEPTED:
                self._loudness = loudness
            else:
                words = []
        self.drop()
        return Hypothesis(tuple(word.sure(self._certainty) for word in words), is_final=True)

    def _begin(self) -> None:
        self._decoder.activate_search(self._search)
        self._decoder.reinit_feat()
        self._decoder.set_cmn(self._loudness)
        self._decoder.start_utt()
        self._under_way = True

    def _words(self) -> tuple[Word, ...]:
        if self._decoder.hyp() is None:
            return ()
        return tuple(
            Word(spelled(s.word), s.start_frame * FRAME, (s.end_frame + 1) * FRAME, ACCEPTED)
            for s in self._decoder.seg()
            if is_word(s.word)
        )
