"""Listening for a closed list of phrases: one of them whole, or nothing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from local_voice.audio.sound import BLOCK_BYTES, BLOCK_SECONDS, MIC_RATE
from local_voice.hearing.pauses import Pauses
from local_voice.hearing.recognizer import Hypothesis
from local_voice.hearing.sound_fit import Certainty, fits, is_word, mean_fit, spelled

LONGEST = 4.0  # seconds; whoever speaks longer gives no command
LONGEST_URGENT = 1.6  # seconds, quiet around it included; a longer one says more than "stop it now"
AROUND = 10  # blocks of quiet left on each side: with more, loudness is evened out worse
ENOUGH_QUIET = round(0.12 / BLOCK_SECONDS)  # blocks; longer than the closure before the p of "stop"
ACCEPTED = 0.5


@dataclass(frozen=True, slots=True)
class Search:
    """What the decoder holds under a name: the phrases that count, and how sure is sure."""

    name: str
    phrases: frozenset[str]
    certainty: Certainty


class ClosedEar:
    """Keeps the sound and looks at it as a whole in every pause: a word of a second takes the
    decoder 30 to 80 ms, and seen whole its loudness can be evened out, which hears one word far
    better than following it block by block.

    What is urgent is looked for first and by itself: beside hundreds of phrases another often
    fits a hasty "stop" a little better.
    """

    def __init__(
        self, decoder: Any, everything: Search, urgent: Search | None, early: Collection[str]
    ) -> None:
        self._decoder = decoder
        self._everything = everything
        self._urgent = urgent
        self._early = frozenset(early)
        self.drop()

    def drop(self) -> None:
        """Forget the utterance under way."""
        self._sound = bytearray()
        self._pauses = Pauses()
        self._heard: Hypothesis | None = None

    def feed(self, block: bytes) -> Hypothesis:
        """Hear a block; a phrase as soon as a pause follows it."""
        if len(self._sound) > LONGEST * MIC_RATE * 2:
            return Hypothesis()
        self._sound += block
        self._pauses.hear(block)
        if self._pauses.quiet_blocks == 0:
            self._heard = None
        elif self._pauses.quiet_blocks == ENOUGH_QUIET and self._pauses.has_sound:
            self._heard = self._look()
        if self._heard is None or self._heard.text not in self._early:
            return Hypothesis()
        return self._heard

    def finish(self) -> Hypothesis:
        """The phrase that the utterance was, if any; the last pause may have shown it already."""
        heard = self._heard or self._look()
        self.drop()
        return Hypothesis(heard.words, is_final=True)

    def _look(self) -> Hypothesis:
        if not BLOCK_BYTES * ENOUGH_QUIET < len(self._sound) <= LONGEST * MIC_RATE * 2:
            return Hypothesis()
        sound = self._pauses.spoken(bytes(self._sound), AROUND)
        if self._urgent and len(sound) <= LONGEST_URGENT * MIC_RATE * 2:
            heard = self._heard_in(sound, self._urgent)
            if heard.words:
                return heard
        return self._heard_in(sound, self._everything)

    def _heard_in(self, sound: bytes, search: Search) -> Hypothesis:
        decoder = self._decoder
        decoder.reinit_feat()  # or loudness of utterances before would count in
        decoder.activate_search(search.name)
        decoder.start_utt()
        decoder.process_raw(sound, full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return Hypothesis()
        said = " ".join(spelled(segment.word) for segment in decoder.seg() if is_word(segment.word))
        if said not in search.phrases:
            return Hypothesis()
        words = fits(decoder, sound, self._pauses.first_loud(AROUND) * BLOCK_SECONDS)
        if " ".join(word.text for word in words) != said:
            return Hypothesis()
        if search.certainty.of(mean_fit(words)) < ACCEPTED:
            return Hypothesis()
        return Hypothesis(tuple(word.sure(search.certainty) for word in words))
