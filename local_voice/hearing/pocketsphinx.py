"""The PocketSphinx recognizer: its wheel carries a model of American English, so that it hears
where nothing was downloaded."""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from local_voice.hearing.closed_ear import ClosedEar
from local_voice.hearing.language_model import END, START, arpa, tree
from local_voice.hearing.made import Made, key_of
from local_voice.hearing.open_ear import OpenEar
from local_voice.hearing.pocketsphinx_model import check_model, new_decoder, pocketsphinx_version
from local_voice.hearing.pronunciations import dictionary, own_entries
from local_voice.hearing.recognizer import Hypothesis, State, Vocabularies, Vocabulary
from local_voice.hearing.sound_fit import Certainty, spelled
from local_voice.hearing.vocabulary import all_words

# Chosen on recordings of people: of the right commands half fit better than -1.3 and 95 % better
# than -2.9, of other sounds taken for a command half worse than -5.2. Sentences of other talk heard
# as questions, fit at -2.9 in the middle; questions by synthetic voices at -1.2. Nobody's questions
# were at hand, so that the open bound leaves room for voices less clear than a synthetic one.
CLOSED = Certainty(even=-3.5, slope=1.5)
OPEN = Certainty(even=-2.6, slope=1.5)
DECOY = 1e-24  # of a phrase's likelihood; at 1e-7 every second "stop" was taken for a decoy
FORMAT = "1"  # of the files in the cache; to be raised when they are made in another way


class PocketSphinxRecognizer:
    """Listens with one decoder, which holds what each state may hear beside the others: changing
    between them costs microseconds, a second decoder would cost 6 MB.

    ``unknown_words`` are those of the vocabularies that cannot be heard, as nobody said how they
    sound; phrases with them are left out.
    """

    name = "pocketsphinx"

    def __init__(self, vocabularies: Vocabularies, cache: Path | None = None) -> None:
        """Make ready to listen; ``cache`` is a folder for what can be made again, which takes
        seconds. Without one, or where it cannot be written, it is made each time.

        Raises RecognizerError where PocketSphinx or its model is missing or damaged.
        """
        check_model()
        with ExitStack() as until_loaded:
            made = _made(vocabularies, cache, until_loaded)
            self._load(vocabularies, made)
        self._ear: ClosedEar | OpenEar = next(iter(self._ears.values()))

    def _load(self, vocabularies: Vocabularies, made: Made) -> None:
        words = all_words(vocabularies)
        file = made.file("words.dict", lambda: dictionary(words))
        known = {
            spelled(line.split(maxsplit=1)[0]) for line in file.read_text("utf-8").splitlines()
        }
        self.unknown_words = tuple(word for word in words if word not in known)
        self._decoder = new_decoder(file, bestpath=False)
        interrupting = vocabularies.get("interrupt", Vocabulary(())).phrases
        self._ears: Mapping[State, ClosedEar | OpenEar] = {
            state: _ear(self._decoder, state, _hearable(vocabulary, known), interrupting, made)
            for state, vocabulary in vocabularies.items()
        }

    def listen_for(self, state: State) -> None:
        """Choose the vocabulary; an utterance under way is dropped."""
        self._ear.drop()
        self._ear = self._ears[state]

    def feed(self, block: bytes) -> Hypothesis:
        """Hear 20 ms; what was heard of this utterance so far."""
        return self._ear.feed(block)

    def finish(self) -> Hypothesis:
        """The utterance is over: its final hypothesis."""
        return self._ear.finish()

    def reset(self) -> None:
        """Drop the utterance under way."""
        self._ear.drop()


def _made(vocabularies: Vocabularies, cache: Path | None, until_loaded: ExitStack) -> Made:
    texts = [v.phrases + v.decoys for v in vocabularies.values()]
    key = key_of([FORMAT, pocketsphinx_version()], vocabularies, *texts, own_entries())
    try:
        if cache is not None:
            return Made(cache / "pocketsphinx", key)
    except OSError:
        pass  # a disc that is full or may not be written: listening matters more
    return Made(Path(until_loaded.enter_context(TemporaryDirectory())), key)


def _hearable(vocabulary: Vocabulary, known: set[str]) -> Vocabulary:
    def kept(phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(phrase for phrase in phrases if known.issuperset(phrase.split()))

    return Vocabulary(kept(vocabulary.phrases), kept(vocabulary.decoys), vocabulary.closed)


def _ear(
    decoder: Any, state: State, vocabulary: Vocabulary, early: tuple[str, ...], made: Made
) -> ClosedEar | OpenEar:
    if vocabulary.closed:
        arcs = tree(vocabulary.phrases, vocabulary.decoys, DECOY)
        decoder.add_fsg(state, decoder.create_fsg(state, START, END, arcs))
        return ClosedEar(decoder, state, vocabulary.phrases, early, CLOSED)
    decoder.add_lm_file(state, str(made.file(f"{state}.lm", lambda: arpa(vocabulary.phrases))))
    return OpenEar(decoder, state, OPEN)
