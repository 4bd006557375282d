"""The PocketSphinx recognizer: its wheel carries a model of American English, so that it hears
where nothing was downloaded."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from local_voice.hearing.closed_ear import ClosedEar, Search
from local_voice.hearing.hiss import Hiss
from local_voice.hearing.language_model import END, START, arpa, tree
from local_voice.hearing.made import Made, key_of
from local_voice.hearing.open_ear import OpenEar
from local_voice.hearing.pocketsphinx_model import check_model, new_decoder, pocketsphinx_version
from local_voice.hearing.pronunciations import dictionary, own_entries
from local_voice.hearing.recognizer import Hypothesis, State, Vocabularies, Vocabulary
from local_voice.hearing.sound_fit import Certainty, spelled
from local_voice.hearing.vocabulary import all_words

# Nobody's questions were at hand, so that the open bound leaves room for voices less clear than a
# synthetic one: questions by these fit at -1.2 in the middle, other people's talk at -2.1.
URGENT = Certainty(even=-6.8, slope=1.5)
CLOSED = Certainty(even=-5.8, slope=1.5)
OPEN = Certainty(even=-2.6, slope=1.5)
DECOY = 1e-24  # of a phrase's likelihood; at 1e-7 every second "stop" was taken for a decoy
FORMAT = "2"  # of the files in the cache; to be raised when they are made in another way


class PocketSphinxRecognizer:
    """Listens with two decoders, one for open and one for closed vocabularies; each holds what its
    states may hear side by side: changing between them costs microseconds.

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
        key = _key(vocabularies)
        with TemporaryDirectory() as until_loaded:
            try:
                self._load(vocabularies, Made((cache or Path(until_loaded)) / "pocketsphinx", key))
            except OSError:  # a disc that is full or may not be written: listening matters more
                self._load(vocabularies, Made(Path(until_loaded), key))
        self._hiss = Hiss()
        self._ear: ClosedEar | OpenEar = next(iter(self._ears.values()))

    def _load(self, vocabularies: Vocabularies, made: Made) -> None:
        words = all_words(vocabularies)
        file = made.file("words.dict", lambda: dictionary(words))
        known = {
            spelled(line.split(maxsplit=1)[0]) for line in file.read_text("utf-8").splitlines()
        }
        self.unknown_words = tuple(word for word in words if word not in known)
        heard = {state: _hearable(said, known) for state, said in vocabularies.items()}
        early = heard.get("interrupt", Vocabulary(())).phrases
        # A fit can be measured by one bound only where every sound of the model is reckoned in
        # every frame. That takes the time twice, which an open vocabulary has not.
        following = new_decoder(file, bestpath=False)
        looking = new_decoder(file, bestpath=False, compallsen=True)
        self._ears: Mapping[State, ClosedEar | OpenEar] = {
            state: _closed_ear(looking, state, said, early)
            if said.closed
            else _open_ear(following, state, said, made)
            for state, said in heard.items()
        }

    def listen_for(self, state: State) -> None:
        """Choose the vocabulary; an utterance under way is dropped."""
        self.reset()
        self._ear = self._ears[state]

    def feed(self, block: bytes) -> Hypothesis:
        """Hear 20 ms; what was heard of this utterance so far."""
        return self._ear.feed(self._hiss.under(block))

    def finish(self) -> Hypothesis:
        """The utterance is over: its final hypothesis."""
        self._hiss.restart()
        return self._ear.finish()

    def reset(self) -> None:
        """Drop the utterance under way."""
        self._hiss.restart()
        self._ear.drop()


def _key(vocabularies: Vocabularies) -> str:
    texts = [v.phrases + v.decoys for v in vocabularies.values()]
    return key_of([FORMAT, pocketsphinx_version()], vocabularies, *texts, own_entries())


def _hearable(vocabulary: Vocabulary, known: set[str]) -> Vocabulary:
    def kept(phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(phrase for phrase in phrases if known.issuperset(phrase.split()))

    phrases, decoys = kept(vocabulary.phrases), kept(vocabulary.decoys)
    return Vocabulary(phrases, decoys, vocabulary.closed, kept(vocabulary.urgent))


def _closed_ear(
    decoder: Any, state: State, vocabulary: Vocabulary, early: tuple[str, ...]
) -> ClosedEar:
    def search(name: str, phrases: tuple[str, ...], certainty: Certainty) -> Search:
        arcs = tree(phrases, vocabulary.decoys if phrases == vocabulary.phrases else (), DECOY)
        decoder.add_fsg(name, decoder.create_fsg(name, START, END, arcs))
        return Search(name, frozenset(phrases), certainty)

    urgent = search(f"{state} urgent", vocabulary.urgent, URGENT) if vocabulary.urgent else None
    return ClosedEar(decoder, search(state, vocabulary.phrases, CLOSED), urgent, early)


def _open_ear(decoder: Any, state: State, vocabulary: Vocabulary, made: Made) -> OpenEar:
    decoder.add_lm_file(state, str(made.file(f"{state}.lm", lambda: arpa(vocabulary.phrases))))
    return OpenEar(decoder, state, OPEN)
