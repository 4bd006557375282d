"""How samples and values are written: as they are spoken.

Amazon takes letters, spaces, apostrophes, and periods after spelled letters. It takes capitals and
hyphens too, but what a recognizer returns has neither, so they are not wanted here.
"""

import re
from collections.abc import Iterator

from skill.alexa.lint.draft import Draft
from skill.alexa.lint.problem import Problem

MAX_VALUE_CHARACTERS = 140
MAX_SAMPLE_CHARACTERS = 200

_LETTER = r"[^\W\d_]"
_WORD = rf"(?:{_LETTER}\.|{_LETTER}+(?:'{_LETTER}+)*)"
_SLOT = r"\{[A-Za-z_]+\}(?:'s)?"
_SAMPLE = re.compile(rf"(?:{_WORD}|{_SLOT})(?: (?:{_WORD}|{_SLOT}))*")
_VALUE = re.compile(rf"{_WORD}(?: {_WORD})*")
_SLOT_NAMES = re.compile(r"\{[^{}]*\}")


def spelling(draft: Draft) -> Iterator[Problem]:
    """Samples and slot values that are not plain spoken words."""
    for intent in draft.intents:
        yield from _samples(intent.path, intent.samples)
        for slot in intent.slots:
            yield from _samples(slot.path, slot.samples)
    for slot_type in draft.types:
        for value in slot_type.values:
            for word in value.words:
                if not _VALUE.fullmatch(word) or word != word.lower():
                    yield Problem(value.path, f"{word!r} is not in plain lower-case words")
                if len(word) > MAX_VALUE_CHARACTERS:
                    yield Problem(
                        value.path, f"{word[:30]!r}... is over {MAX_VALUE_CHARACTERS} characters"
                    )


def _samples(path: str, samples: tuple[str, ...]) -> Iterator[Problem]:
    for index, sample in enumerate(samples):
        where = f"{path}.samples[{index}]"
        spoken = _SLOT_NAMES.sub("", sample)
        if not _SAMPLE.fullmatch(sample) or spoken != spoken.lower():
            yield Problem(where, f"{sample!r} is not in plain lower-case words and {{slots}}")
        if len(sample) > MAX_SAMPLE_CHARACTERS:
            yield Problem(where, f"{sample[:30]!r}... is over {MAX_SAMPLE_CHARACTERS} characters")
