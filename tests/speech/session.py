""" "Stop" and "pause" in a session, end to end: from sound to what the understanding makes of it.

The ears are the companion's: they cut the utterance out, listen for commands, act on one before it
is over, and hear openly what was none. Other talk must neither end nor hold the session.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from local_voice.audio.endpointing import Endpointer
from local_voice.audio.sound import BLOCK_BYTES
from local_voice.audio.voicing import Voicing
from local_voice.companion.ears import Ears
from local_voice.companion.model import Event, Partly, Said
from local_voice.hearing.recognizer import Recognizer
from local_voice.hearing.words import LoopWords, load_words
from local_voice.hearing.written import as_heard
from tests.speech.corpus import FOLDER, LOCALE, meant
from tests.speech.rooms import Setting, said_in
from tests.speech.tally import Tally
from tests.speech.voices import Pcm, Speaker

STOP, PAUSE = "stop", "pause"
MEANT = {STOP: {"AMAZON.StopIntent", "AMAZON.CancelIntent"}, PAUSE: {"AMAZON.PauseIntent"}}
COMMANDS = {
    STOP: ("stop", "stop it", "please stop", "stop now", "stop please"),
    PAUSE: ("pause", "pause please", "wait", "hold on", "wait a moment"),
}


@dataclass(frozen=True, slots=True)
class Count(Tally):
    """Commands said and missed, other talk and what of it ended or held the session."""

    stop: int = 0
    stop_missed: int = 0
    pause: int = 0
    pause_missed: int = 0
    talk: int = 0
    fired: int = 0


def other_talk() -> tuple[str, ...]:
    """What is said in a room while a session runs."""
    path = FOLDER.parent / "understanding" / "commands.toml"
    return tuple(map(as_heard, tomllib.loads(path.read_text(encoding="utf-8"))["other"]))


def session(recognizer: Recognizer, voice: Speaker, setting: Setting, talk: Sequence[str]) -> Count:
    """Every command, and other talk, as one voice says them in one room."""
    missed = {
        command: sum(
            not done_by(recognizer, said_in(setting, text, voice, seed)) & MEANT[command]
            for seed, text in enumerate(texts)
        )
        for command, texts in COMMANDS.items()
    }
    ending = MEANT[STOP] | MEANT[PAUSE]
    fired = sum(
        bool(done_by(recognizer, said_in(setting, text, voice, seed)) & ending)
        for seed, text in enumerate(talk)
    )
    counts = (len(COMMANDS[STOP]), missed[STOP], len(COMMANDS[PAUSE]), missed[PAUSE])
    return Count(*counts, len(talk), fired)


def done_by(recognizer: Recognizer, pcm: Pcm) -> set[str]:
    """The intents that come of a recording."""
    ears = Ears(recognizer, Endpointer(Voicing()))
    ears.listen_for("routine")
    events = [event for block in _blocks(pcm) for event in ears.hear(block)]
    texts = _texts((*events, *ears.finish()), load_words(LOCALE))
    return {meant(text, "routine").intent.name for text in texts}


def _texts(events: Iterable[Event], words: LoopWords) -> Iterator[str]:
    """What is acted upon: what interrupts at once, else the utterance when it is over."""
    acted = False
    for event in events:
        match event:
            case Partly(text) if not acted and words.interrupts(text):
                acted = True
                yield text
            case Said(text):
                if text and not acted:
                    yield words.without_name(text) or text
                acted = False


def _blocks(pcm: Pcm) -> Iterator[bytes]:
    sound = pcm.astype("<i2").tobytes()
    sound += bytes(-len(sound) % BLOCK_BYTES)
    return (sound[at : at + BLOCK_BYTES] for at in range(0, len(sound), BLOCK_BYTES))
