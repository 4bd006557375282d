"""What each recognizer hears instead: python -m tests.speech.confusions [--recognizer NAME].

Says a part of what the understanding is trained on by several voices in several rooms, lets each
recognizer hear it with everything the companion listens for, and writes which words it took for
which to ``skill/understanding/data/confusions/``. Takes some ten minutes; ``--keep FILE`` keeps
what was heard, ``--from FILE`` counts it again without hearing it.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from interaction_models.model import load_model
from local_voice.hearing.written import as_heard
from skill.understanding.corpus import examples
from skill.understanding.variations import Draw
from skill.understanding.weights import DATA
from tests.speech.alignment import mistakes
from tests.speech.corpus import LOCALE
from tests.speech.engines import ENGINES, Engine, recognizer_of
from tests.speech.heard import ROOMS, Heard, heard_of, plan
from tests.speech.score import edits
from tests.speech.voices import Speaker

FOLDER = DATA / "confusions"
VOICES: Mapping[Engine, tuple[Speaker, ...]] = {
    "vosk": (
        Speaker("espeak", "gmw/en-US"),
        Speaker("espeak", "gmw/en-US+f3", 165, 60),
        Speaker("espeak", "gmw/en"),
        Speaker("espeak", "gmw/en-US+m3", 180, 40),
        Speaker("flite", "slt"),
        Speaker("flite", "rms"),
    ),
    "pocketsphinx": (
        Speaker("flite", "slt"),
        Speaker("flite", "rms"),
        Speaker("flite", "kal"),
        Speaker("espeak", "gmw/en-US"),
    ),
}
"""Of espeak's buzz PocketSphinx makes little, so that one of its voices is enough. The voices of
``tests.speech.mangled`` are others."""
UTTERANCES: Mapping[Engine, int] = {"vosk": 2300, "pocketsphinx": 650}
OFTEN_ENOUGH = 3
"""Times each word is to be said, as far as there are utterances with it."""
UNDERSTOOD = 0.5
"""The share of words wrong up to which an utterance teaches what was taken for what; in a muddle
words stand beside each other by chance."""
MOST = 4
"""What is kept for a word or phrase: what was heard most often."""


def utterances(most: int) -> list[str]:
    """What is said: our own utterances, first of all those with words that were said too rarely."""
    said_by_hand = ("sample", "spoken")
    known = examples(load_model(LOCALE), DATA)
    texts = [example.text for example in known if example.kind in said_by_hand]
    mixed = Draw(seed=23).some([as_heard(text) for text in texts], len(texts))
    said: Counter[str] = Counter()
    chosen: dict[str, None] = {}
    for text in mixed:
        if any(said[word] < OFTEN_ENOUGH for word in text.split()):
            chosen[text] = None
            said.update(text.split())
    return [*chosen, *(text for text in mixed if text not in chosen)][:most]


def counted(heard: Iterable[Heard]) -> Mapping[str, Mapping[str, int]]:
    """For each word or phrase what was heard in its place, and how often; "" for nothing."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in heard:
        said, words = one.said.split(), one.heard.split()
        if edits(said, words) <= UNDERSTOOD * len(said):
            for mistake in mistakes(said, words):
                found[" ".join(mistake.said)][" ".join(mistake.heard)] += 1
    return found


def table(engine: Engine, heard: Sequence[Heard]) -> str:
    """The table file: how it was made, what is lost and added, and what is heard for what."""
    found = counted(heard)
    words = sum(len(one.said.split()) for one in heard)
    unheard = sum(not one.heard for one in heard)
    used = [
        o
        for o in heard
        if edits(o.said.split(), o.heard.split()) <= UNDERSTOOD * len(o.said.split())
    ]
    lines = [
        *_header(engine, heard),
        f"# {len(heard)} utterances, {words} words; nothing was heard of {unheard},",
        f"# {len(used)} were heard well enough to tell what was taken for what.",
        "",
        "# What was heard instead, and how often; the most frequent of each.",
        "[instead]",
        *_entries({said: other for said, other in found.items() if said}, lost=False),
        "",
        "# Words that were lost, and how often.",
        "[lost]",
        *(
            f"{_key(said)} = {other['']}"
            for said, other in sorted(found.items())
            if said and other[""] > 1
        ),
        "",
        "# Words that nobody said, and how often they were heard.",
        "[added]",
        *(
            f"{_key(word)} = {count}"
            for word, count in sorted(found.get("", {}).items())
            if count > 1
        ),
    ]
    return "\n".join(lines) + "\n"


def _header(engine: Engine, heard: Sequence[Heard]) -> Iterator[str]:
    voices = ", ".join(dict.fromkeys(one.voice for one in heard))
    rooms = ", ".join(dict.fromkeys(one.room for one in heard))
    yield "# Made by: python -m tests.speech.confusions"
    yield f"# What is heard instead of our words by {NAMES[engine][0]},"
    yield f"# {NAMES[engine][1]}."
    yield f"# Voices: {voices}."
    yield f"# Rooms (noise, and decibels of speech above it): {rooms}."


NAMES: Mapping[Engine, tuple[str, str]] = {
    "vosk": (
        "Vosk 0.3.45 with the tiny model of the tests",
        "which knows our words alone and was trained on such voices: a part of what Vosk mishears",
    ),
    "pocketsphinx": (
        "PocketSphinx 5.1.1 with the model of its wheel",
        "which was trained on people: of synthetic voices it loses far more than of theirs",
    ),
}


def _entries(found: Mapping[str, Mapping[str, int]], *, lost: bool) -> Iterator[str]:
    for said, other in sorted(found.items()):
        kept = sorted((-count, text) for text, count in other.items() if bool(text) is not lost)
        if kept:
            inside = ", ".join(f"{_key(text)} = {-count}" for count, text in kept[:MOST])
            yield f"{_key(said)} = {{ {inside} }}"


def _key(text: str) -> str:
    return text if text.isalpha() else json.dumps(text)


def main() -> None:
    """Hear and write, or write again what was heard."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--recognizer", choices=ENGINES, action="append")
    parser.add_argument("--keep", type=Path, help="a file for what was heard, as JSON lines")
    parser.add_argument("--from", type=Path, dest="kept", help="what was heard, kept before")
    options = parser.parse_args()
    for engine in options.recognizer or ENGINES:
        if options.kept:
            lines = options.kept.read_text(encoding="utf-8").splitlines()
            heard = [Heard(**json.loads(line)) for line in lines]
        else:
            said = plan(utterances(UTTERANCES[engine]), VOICES[engine], ROOMS[engine])
            heard = list(heard_of(recognizer_of(engine), said))
        if options.keep:
            text = "".join(json.dumps(asdict(one)) + "\n" for one in heard)
            options.keep.write_text(text, encoding="utf-8")
        FOLDER.mkdir(exist_ok=True)
        path = FOLDER / f"{engine}.toml"
        path.write_text(table(engine, heard), encoding="utf-8", newline="\n")
        print(f"{path}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
