"""Write the corpus as sound files: python -m tests.speech.make_wavs FOLDER.

Every utterance by every voice of this machine, clean and in noise, with what it should give:
FOLDER/VOICE/ROOM/NUMBER.wav and NUMBER.json. The tests make the same sounds and keep no files.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from tests.speech.corpus import Utterance, expected, load_corpus
from tests.speech.noise import ROOMS, Room, in_room
from tests.speech.voices import Pcm, Speaker, choose, padded, spoken, write_wav


def clips(
    utterances: tuple[Utterance, ...], speaker: Speaker, rooms: tuple[Room, ...] = ROOMS
) -> Iterator[tuple[Room, int, Utterance, Pcm]]:
    """Every utterance as a voice says it in every room."""
    for number, utterance in enumerate(utterances):
        said = padded(spoken(utterance.say, speaker))
        for room in rooms:
            yield room, number, utterance, in_room(said, room, seed=number)


def main() -> None:
    """Write all files, or those of the voices named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--voice", action="append", default=[], help="as the report names it")
    options = parser.parse_args()
    count = 0
    for speaker in choose(options.voice):
        for room, number, utterance, pcm in clips(load_corpus(), speaker):
            place = options.folder / speaker.name.replace(" ", "-") / room
            place.mkdir(parents=True, exist_ok=True)
            write_wav(place / f"{number:02}.wav", pcm)
            text = json.dumps(expected(utterance), indent=2)
            (place / f"{number:02}.json").write_text(text + "\n", encoding="utf-8")
            count += 1
    print(f"{count} sound files in {options.folder}")


if __name__ == "__main__":
    main()
