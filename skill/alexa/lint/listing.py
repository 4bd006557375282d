"""The example phrases of the skill's page in the store."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from skill.alexa.lint.draft import Draft, DraftIntent, read_draft
from skill.alexa.lint.invocation import LAUNCH_WORDS
from skill.alexa.lint.problem import Problem

MAX_EXAMPLES = 3
WAKE_WORD = "alexa"
_SLOT = re.compile(r"\{([^{}]*)\}")


def lint_examples(examples: Sequence[str], model: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with the example phrases of a listing, given the model they belong to.

    The first one must be the wake word and the invocation name; whatever any of them asks must be
    a sample utterance word for word, with words of the slots' own types.
    """
    draft, problems = read_draft(model)
    if draft is None:
        return problems
    return list(_problems(examples, draft))


def _problems(examples: Sequence[str], draft: Draft) -> Iterator[Problem]:
    if not 1 <= len(examples) <= MAX_EXAMPLES:
        yield Problem("examplePhrases", f"there must be 1 to {MAX_EXAMPLES}, not {len(examples)}")
    words = {
        slot_type.name: tuple(word for value in slot_type.values for word in value.words)
        for slot_type in draft.types
    }
    for index, example in enumerate(examples):
        path = f"examplePhrases[{index}]"
        called, request = _split(example, draft.invocation_name)
        if index == 0 and not called:
            yield Problem(path, f"{example!r} must call the skill by wake word and name")
        if request and not any(_says(intent, request, words) for intent in draft.intents):
            yield Problem(path, f"{request!r} is no sample utterance")


def _split(example: str, name: str) -> tuple[bool, str]:
    """Whether a phrase calls the skill, and what it then asks for."""
    spoken = " ".join(re.sub(r"[,?!]", " ", example.lower()).split()).removesuffix(".")
    for launch in sorted(LAUNCH_WORDS):
        call = f"{WAKE_WORD} {launch} {name}"
        if spoken == call or spoken.startswith(f"{call} "):
            return True, spoken.removeprefix(call).strip().removeprefix("to ")
    return False, spoken.removeprefix(f"{WAKE_WORD} ")


def _says(intent: DraftIntent, request: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    types = {slot.name: slot.type for slot in intent.slots}
    return any(_matches(sample, request, types, words) for sample in intent.samples)


def _matches(
    sample: str, request: str, types: Mapping[str, str], words: Mapping[str, tuple[str, ...]]
) -> bool:
    slot = _SLOT.search(sample)
    if slot is None:
        return sample == request
    before, after = sample[: slot.start()], sample[slot.end() :]
    return request.startswith(before) and any(
        _matches(after, request.removeprefix(before + word), types, words)
        for word in words.get(types.get(slot[1], ""), ())
        if request.startswith(before + word)
    )
