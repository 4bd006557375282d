"""How well speech is heard: python -m tests.speech.report [--recognizer NAME] [--human FOLDER].

With --session only "stop" and "pause" in a session, from sound to intent.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from rich.console import Console
from rich.table import Table

from local_voice.audio.sound import MIC_RATE
from local_voice.hearing.recognizer import Recognizer, State
from tests.speech import human
from tests.speech.corpus import load_corpus
from tests.speech.engines import ENGINES, TINY_MODEL, recognizer_of
from tests.speech.make_wavs import clips
from tests.speech.noise import ROOMS, Room
from tests.speech.rooms import SETTINGS
from tests.speech.score import Score, hear, score, total
from tests.speech.session import Count, other_talk, session
from tests.speech.voices import Speaker, choose

CLOSED: tuple[State, ...] = ("routine", "interrupt")


def main() -> None:
    """Print the tables of each recognizer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recognizer", choices=ENGINES, action="append")
    parser.add_argument("--voice", action="append", default=[], help="as the table names it")
    parser.add_argument("--room", choices=ROOMS, action="append")
    parser.add_argument("--model", type=Path, default=TINY_MODEL, help="a Vosk model")
    parser.add_argument("--human", type=Path, default=human.FOLDER, help="recordings of people")
    parser.add_argument("--session", action="store_true", help="commands in a session alone")
    parser.add_argument("--talk", type=int, default=20, help="other talk said in each room")
    parser.add_argument("--mistakes", action="store_true", help="print what was misheard")
    options = parser.parse_args()
    console = Console()
    for name in options.recognizer or ENGINES:
        recognizer = recognizer_of(name, options.model)
        voices, rooms = choose(options.voice), tuple(options.room or ROOMS)
        console.print(sessions(recognizer, voices, options.talk))
        if options.session:
            continue
        console.print(synthetic(recognizer, voices, rooms, console if options.mistakes else None))
        if options.human.is_dir():
            console.print(recorded(recognizer, options.human))
        else:
            console.print(f"No recordings of people in {options.human}.")


def synthetic(
    recognizer: Recognizer,
    voices: Sequence[Speaker],
    rooms: Sequence[Room],
    mistakes: Console | None,
) -> Table:
    """Every voice in every room, and all voices together; mistakes are printed as they come."""
    table = Table(title=f"{recognizer.name}: synthetic voices")
    headings = ("voice", "room", "words wrong", "intents", "slots", "red flags", "false fires")
    for heading in headings:
        table.add_column(heading, justify="left" if heading in ("voice", "room") else "right")
    everyone: dict[str, list[Score]] = {room: [] for room in rooms}
    seconds = spent = 0.0
    for voice in voices:
        found: dict[str, list[Score]] = {room: [] for room in rooms}
        for room, _, utterance, pcm in clips(load_corpus(), voice, rooms):
            began = process_time()
            text = hear(recognizer, utterance.state, pcm)
            spent += process_time() - began
            seconds += len(pcm) / MIC_RATE
            result = score(utterance, text)
            found[room].append(result)
            if mistakes and (result.intents < result.utterances or result.false_fires):
                mistakes.print(f"{voice.name}, {room}: {utterance.say!r} was heard as {text!r}")
        for room, scores in found.items():
            table.add_row(voice.name, room, *_cells(total(scores)))
            everyone[room] += scores
    table.add_section()
    for room, scores in everyone.items():
        table.add_row("all", room, *_cells(total(scores)), style="bold")
    table.caption = f"{spent / seconds:.3f} seconds of processor a second of speech"
    return table


def sessions(recognizer: Recognizer, voices: Sequence[Speaker], talk: int) -> Table:
    """ "Stop" and "pause" missed, and other talk that ended or held a session, end to end."""
    table = Table(title=f"{recognizer.name}: commands in a session, from sound to intent")
    for heading in ("voice", "room", "stop missed", "pause missed", "other talk took effect"):
        table.add_column(heading, justify="left" if heading in ("voice", "room") else "right")
    everyone = dict.fromkeys(SETTINGS, Count())
    for voice in voices:
        for room in SETTINGS:
            found = session(recognizer, voice, room, other_talk()[:talk])
            table.add_row(voice.name, room.name, *_missed(found))
            everyone[room] += found
    table.add_section()
    for room, found in everyone.items():
        table.add_row("all", room.name, *_missed(found), style="bold")
    return table


def _missed(found: Count) -> tuple[str, ...]:
    return (
        f"{found.stop_missed} of {found.stop}",
        f"{found.pause_missed} of {found.pause}",
        f"{found.fired} of {found.talk}",
    )


def recorded(recognizer: Recognizer, folder: Path) -> Table:
    """The closed vocabularies on people: commands right, and fires on what is none."""
    table = Table(title=f"{recognizer.name}: recordings of people")
    for heading in ("listening for", "said", "clips", "right", "fired"):
        table.add_column(heading)
    for state in CLOSED:
        for what in (*human.COMMANDS, *human.NOTHING):
            found = human.heard_of(recognizer, state, what, folder)
            right = "" if found.what in human.NOTHING else f"{found.right / found.clips:.0%}"
            fired = f"{found.fired / found.clips:.0%}"
            table.add_row(state, found.what, str(found.clips), right, fired)
        table.add_section()
    return table


def _cells(found: Score) -> tuple[str, ...]:
    return (
        f"{found.word_error_rate:.1%}",
        f"{found.intent_accuracy:.0%}",
        f"{found.slot_accuracy:.0%}",
        f"{found.raised} of {found.urgent}",
        f"{found.false_fires} of {found.quiet}",
    )


if __name__ == "__main__":
    main()
