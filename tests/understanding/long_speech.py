"""How ``long_speech.toml`` is understood: ``python -m tests.understanding.long_speech``.

Prints how many of each kind are understood; "first" counts the intent that is answered first and
its slots, "all" the further questions too.
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.core.intent import Heard
from skill.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Spoken:
    """One utterance: what it asks, most urgent first, and the slots of the first intent."""

    kind: str
    text: str
    intents: tuple[str, ...]
    slots: Mapping[str, str] | None

    def first_is_right(self, heard: Heard) -> bool:
        """Whether the first intent is right, or one of two offered, with its slots if given."""
        return any(
            intent.name in self.intents[0].split("|")
            and (self.slots is None or dict(intent.slots) == dict(self.slots))
            for intent in (heard.intent, *heard.rivals)
        )

    def all_is_right(self, heard: Heard) -> bool:
        """Whether the further questions are right too."""
        also = [intent.name for intent in heard.also]
        return self.first_is_right(heard) and not heard.rivals and also == list(self.intents[1:])


def spoken() -> Iterator[Spoken]:
    """The utterances of the file."""
    path = Path(__file__).with_name("long_speech.toml")
    for kind, table in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for entry in table["speech"]:
            yield Spoken(kind, entry["text"], tuple(entry["intents"]), entry.get("slots"))


def main() -> None:
    """Print the table; with --wrong what is not understood, too."""
    us = Understanding.load()
    count: dict[str, list[int]] = {}
    for case in spoken():
        heard = us.interpret(case.text)
        good = case.all_is_right(heard)
        for kind in (case.kind, "all"):
            row = count.setdefault(kind, [0, 0, 0])
            row[0] += 1
            row[1] += case.first_is_right(heard)
            row[2] += good
        if "--wrong" in sys.argv and not good:
            also = [(i.name, dict(i.slots)) for i in heard.also]
            print(f"  {case.text!r}: {heard.intent.name} {dict(heard.intent.slots)} {also}")
            print(f"     ({heard.decided_by}) wanted {case.intents} {case.slots}")
    print(f"{'kind':<20}{'cases':>6}{'first':>7}{'all':>7}")
    for kind, (total, first, right) in sorted(count.items(), key=lambda row: row[0] == "all"):
        print(f"{kind:<20}{total:>6}{first:>7}{right:>7}")


if __name__ == "__main__":
    main()
