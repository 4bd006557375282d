"""Recordings of people: commands heard, and fires on what is none.

The folder has a subfolder of 16 kHz clips for each word ("stop"), and for ``_unknown_`` words,
``_silence_`` and ``other_domain`` talk.
"""

from dataclasses import dataclass
from pathlib import Path

from local_voice.audio.sound import MIC_RATE
from local_voice.hearing.recognizer import Recognizer, State
from tests.speech.corpus import meant
from tests.speech.score import hear
from tests.speech.voices import padded, read_wav

FOLDER = Path(__file__).parents[3] / "shared" / "evaluation" / "human-speech"
COMMANDS = ("stop", "yes", "no", "go")
NOTHING = ("_unknown_", "_silence_", "other_domain")


@dataclass(frozen=True, slots=True)
class Heard:
    """Of the clips in one subfolder: how many came to their command, and to any command."""

    what: str
    clips: int
    right: int
    fired: int


def heard_of(recognizer: Recognizer, state: State, what: str, folder: Path = FOLDER) -> Heard:
    """What a closed vocabulary hears of the clips in a subfolder."""
    texts = [_heard(recognizer, state, path) for path in sorted((folder / what).glob("*.wav"))]
    right = sum(bool(text) and _alike(text, what, state) for text in texts)
    return Heard(what, len(texts), right, sum(map(bool, texts)))


def _heard(recognizer: Recognizer, state: State, path: Path) -> str:
    pcm, rate = read_wav(path)
    assert rate == MIC_RATE, f"{path} is not at {MIC_RATE} Hz"
    return hear(recognizer, state, padded(pcm))


def _alike(text: str, word: str, state: State) -> bool:
    """Whether what was heard comes to the same as the word: "stop it" and "stop"."""
    return meant(text, state).intent == meant(word, state).intent
