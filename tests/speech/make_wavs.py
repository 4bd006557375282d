"""Write the corpus as sound files: python -m tests.speech.make_wavs FOLDER.

Every utterance by every voice of this machine, clean and in noise, with what it should give:
FOLDER/VOICE/ROOM/NUMBER.wav and NUMBER.json. The tests make the same sounds and keep no files,
but for a few examples, which ``--examples`` writes.
"""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from local_voice.hearing.recognizer import State
from tests.speech.corpus import Utterance, expected, load_corpus
from tests.speech.noise import ROOMS, Room, in_room
from tests.speech.voices import Pcm, Speaker, choose, padded, spoken, write_wav

EXAMPLES: Mapping[str, tuple[str, State]] = {
    "stop": ("gmw/en-US", "routine"),
    "yes": ("gmw/en-GB-x-rp", "answer"),
    "why is my thumb twitching": ("gmw/en", "open"),
    "i had a seizure this morning": ("gmw/en-US+f3", "open"),
}
"""What is said as an example, by which voice and in which state."""


def clips(
    utterances: Sequence[Utterance], speaker: Speaker, rooms: Sequence[Room] = ROOMS
) -> Iterator[tuple[Room, int, Utterance, Pcm]]:
    """Every utterance as a voice says it in every room."""
    for number, utterance in enumerate(utterances):
        said = padded(spoken(utterance.say, speaker))
        for room in rooms:
            yield room, number, utterance, in_room(said, room, seed=number)


def main() -> None:
    """Write all files, or those of the voices named, or the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--voice", action="append", default=[], help="as the report names it")
    parser.add_argument("--examples", action="store_true", help="only the few examples")
    options = parser.parse_args()
    if options.examples:
        for utterance, pcm in examples():
            _write(options.folder, utterance.say.replace(" ", "-"), utterance, pcm)
        return
    for speaker in choose(options.voice):
        for room, number, utterance, pcm in clips(load_corpus(), speaker):
            place = options.folder / speaker.name.replace(" ", "-") / room
            _write(place, f"{number:02}", utterance, pcm)


def examples() -> Iterator[tuple[Utterance, Pcm]]:
    """The examples that are kept as files."""
    corpus = {(utterance.say, utterance.state): utterance for utterance in load_corpus()}
    for say, (voice, state) in EXAMPLES.items():
        yield corpus[say, state], padded(spoken(say, Speaker("espeak", voice)))


def _write(folder: Path, name: str, utterance: Utterance, pcm: Pcm) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_wav(folder / f"{name}.wav", pcm)
    text = json.dumps(expected(utterance), indent=2)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
