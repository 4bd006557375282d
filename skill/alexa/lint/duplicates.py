"""Utterances that would belong to two intents."""

import re
from collections.abc import Iterator, Mapping

from skill.alexa.lint.draft import Draft, DraftIntent
from skill.alexa.lint.problem import Problem

_SLOT = re.compile(r"\{([^{}]*)\}")

Words = Mapping[str, tuple[str, ...]]


def duplicate_utterances(draft: Draft) -> Iterator[Problem]:
    """Samples that say the same: written alike, alike but for the slots' names, or once filled in.

    One slot at a time is filled with each word of its type, so that "is it {trigger}" and
    "is it {condition}" are found where the two types share a word. Within one intent only samples
    that are alike unfilled count.
    """
    words = {
        slot_type.name: tuple(word for value in slot_type.values for word in value.words)
        for slot_type in draft.types
    }
    owners: dict[str, tuple[DraftIntent, str]] = {}
    for intent in draft.intents:
        types = {slot.name: slot.type for slot in intent.slots}
        frames: set[str] = set()
        for index, sample in enumerate(intent.samples):
            path = f"{intent.path}.samples[{index}]"
            frame = _frame(sample, types)
            if frame in frames:
                yield Problem(path, f"{intent.name} has {sample!r} twice")
                continue
            frames.add(frame)
            for utterance in (frame, *_filled(frame, words)):
                owner, other = owners.setdefault(utterance, (intent, sample))
                if owner is not intent:
                    yield Problem(
                        path,
                        f"{sample!r} of {intent.name} is also {other!r} of {owner.name}"
                        f" (as in {utterance!r})",
                    )
                    break


def _frame(sample: str, types: Mapping[str, str]) -> str:
    """The sample with the types of its slots instead of their names."""
    named = _SLOT.sub(lambda slot: "{" + types.get(slot[1], slot[1]) + "}", sample)
    return " ".join(named.split())


def _filled(frame: str, words: Words) -> Iterator[str]:
    """The frame with one of its slots filled, every slot and every word in turn."""
    for slot in _SLOT.finditer(frame):
        before, after = frame[: slot.start()], frame[slot.end() :]
        for word in words.get(slot[1], ()):
            yield f"{before}{word}{after}"
