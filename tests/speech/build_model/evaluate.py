"""Words wrong on held-out texts: python -m tests.speech.build_model.evaluate MODEL."""

import argparse
import json
from pathlib import Path

import vosk
from rich.console import Console
from rich.table import Table

from local_voice.audio.sound import MIC_RATE
from tests.speech.build_model.corpus import read_lines
from tests.speech.noise import Room, in_room
from tests.speech.score import edits
from tests.speech.voices import Pcm, choose, padded, spoken

ROOMS: tuple[Room, ...] = ("clean", "white")
TEXTS = ("sentences", "phrases")


def main() -> None:
    """Print words wrong and texts right, for the model's own language and for a grammar."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--voice", action="append", default=[])
    parser.add_argument("--limit", type=int, help="texts of each kind")
    options = parser.parse_args()
    vosk.SetLogLevel(-2)
    model = vosk.Model(str(options.model))
    phrases = read_lines("eval_phrases.txt")
    grammar = json.dumps([*phrases, "[unk]"])
    table = Table()
    for heading in ("voice", "room", "sentences", "exact", "phrases", "exact", "grammar", "exact"):
        table.add_column(heading)
    for voice in choose(options.voice):
        for room in ROOMS:
            cells = []
            for kind, grammars in (*((kind, ()) for kind in TEXTS), ("phrases", (grammar,))):
                texts = read_lines(f"eval_{kind}.txt")[: options.limit]
                wrong = words = exact = 0
                for number, text in enumerate(texts):
                    pcm = in_room(padded(spoken(text, voice)), room, number)
                    heard = _decoded(vosk.KaldiRecognizer(model, MIC_RATE, *grammars), pcm)
                    wrong += edits(text.split(), heard.split())
                    words += len(text.split())
                    exact += heard == text
                cells += [f"{wrong / words:.1%}", f"{exact / len(texts):.0%}"]
            table.add_row(voice.name, room, *cells)
    Console().print(table)


def _decoded(recognizer: vosk.KaldiRecognizer, pcm: Pcm) -> str:
    texts = []
    for start in range(0, len(pcm), MIC_RATE // 10):
        if recognizer.AcceptWaveform(pcm[start : start + MIC_RATE // 10].tobytes()):
            texts.append(json.loads(recognizer.Result())["text"])
    texts.append(json.loads(recognizer.FinalResult())["text"])
    return " ".join(text for text in texts if text)


if __name__ == "__main__":
    main()
