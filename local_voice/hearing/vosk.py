"""The Vosk recognizer: a grammar a state, and a general ear for what no grammar foresees."""

import json
from pathlib import Path

import vosk

from local_voice.audio.sound import MIC_RATE
from local_voice.hearing.recognizer import Hypothesis, State, Vocabularies, Vocabulary
from local_voice.hearing.spelling import SoundAlikes, Speller
from local_voice.hearing.vosk_decoder import UNKNOWN, Decoder
from local_voice.hearing.vosk_listeners import ClosedListener, OpenListener
from local_voice.hearing.vosk_models import ModelError

ERRORS_ONLY = -2  # Vosk's log level; its warnings would break into the captions


def load_model(path: Path) -> vosk.Model:
    """A model that was checked before: Vosk aborts the process over a damaged one."""
    vosk.SetLogLevel(ERRORS_ONLY)
    try:
        return vosk.Model(str(path))
    except Exception as fault:  # Vosk raises no class of its own
        raise ModelError.unusable(path, "Vosk does not load it") from fault


class VoskRecognizer:
    """Listens with one decoder a state; they share the model.

    Vosk can also change a decoder's grammar, but for the thousands of phrases of an open
    vocabulary that takes 30 to 60 ms, and in the middle of an utterance it aborts the process.
    A decoder of its own costs 1 to 4 MB, and changing to it nothing.

    A closed vocabulary's decoder may recombine the words of its phrases, so that what it heard is
    looked up among them. An open vocabulary is heard by two decoders: one with its phrases as a
    grammar, and, where that met unknown sound, one with the model's own general language. With
    the test model that left 0.4 % of the words wrong in questions like the phrases, and 7 % in
    stories unlike them; the grammar alone 1 % and 49 %, the model's own language alone 7 % and 6 %.
    No word is dropped for a low confidence: a third of those below 0.5 were right, and one of them
    may be a "not".

    Use it from one thread: Vosk aborts the process otherwise. ``unknown_words`` are those of the
    vocabularies that cannot be heard, phrases with them are left out.
    """

    name = "vosk"

    def __init__(
        self, model: vosk.Model, vocabularies: Vocabularies, sound_alikes: SoundAlikes | None = None
    ) -> None:
        self._speller = Speller(
            sound_alikes or {}, lambda word: model.vosk_model_find_word(word) >= 0
        )
        anything = Decoder(vosk.KaldiRecognizer(model, MIC_RATE))
        self._listeners: dict[State, ClosedListener | OpenListener] = {}
        for state, vocabulary in vocabularies.items():
            expected = self._decoder(model, vocabulary)
            scout = self._decoder(model, vocabulary) if state == "interrupt" else None
            self._listeners[state] = (
                ClosedListener(expected, vocabulary.phrases, self._speller, scout)
                if vocabulary.closed
                else OpenListener(expected, anything, self._speller)
            )
        self._listener = next(iter(self._listeners.values()))
        everything = (v.phrases + v.decoys for v in vocabularies.values())
        self.unknown_words = self._speller.unknown(p for phrases in everything for p in phrases)

    def listen_for(self, state: State) -> None:
        """Choose the vocabulary; an utterance under way is dropped."""
        self._listener.reset()
        self._listener = self._listeners[state]

    def feed(self, block: bytes) -> Hypothesis:
        """Hear 20 ms (int16 mono, 16 kHz). Vosk tells no times and no confidence of a partial
        hypothesis: its words span all that was heard, and their confidence is 1."""
        return self._listener.feed(block)

    def finish(self) -> Hypothesis:
        """The utterance is over: its final hypothesis; the next block begins a new one."""
        words = self._listener.finish()
        return Hypothesis(words, is_final=True)

    def reset(self) -> None:
        """Drop the utterance under way."""
        self._listener.reset()

    def _decoder(self, model: vosk.Model, vocabulary: Vocabulary) -> Decoder | None:
        """The decoder of a vocabulary; None for an empty one."""
        grammar = [way for p in vocabulary.phrases for way in self._speller.spell(p)]
        if not grammar:
            return None
        grammar += [way for decoy in vocabulary.decoys for way in self._speller.spell(decoy)]
        # A repeated phrase weighs more, which vocabularies make use of. Unknown sound is forced
        # into the phrases where it has no word of its own.
        return Decoder(vosk.KaldiRecognizer(model, MIC_RATE, json.dumps([*grammar, UNKNOWN])))
