"""The dialog model and its prompts: what Alexa may ask for, and with which words."""

from collections import Counter
from collections.abc import Iterator

from skill.alexa.lint.draft import Draft, DraftDialogIntent
from skill.alexa.lint.problem import Problem

MAX_VARIATIONS = 5
_VARIATION_TYPES = ("PlainText", "SSML")


def dialog_slots(draft: Draft) -> Iterator[Problem]:
    """Dialogs for an intent or slot that is not declared so, and questions nobody wrote."""
    declared = {
        intent.name: {slot.name: slot.type for slot in intent.slots} for intent in draft.intents
    }
    for dialog in draft.dialogs:
        if dialog.name not in declared:
            yield Problem(dialog.path, f"there is no intent {dialog.name}")
            continue
        for slot in dialog.slots:
            if declared[dialog.name].get(slot.name) != slot.type:
                yield Problem(
                    slot.path, f"{dialog.name} has no slot {slot.name} of the type {slot.type}"
                )
            if slot.elicited and "elicitation" not in slot.prompts:
                yield Problem(slot.path, f"{slot.name} is to be elicited, but has no prompt")
        missing = declared[dialog.name].keys() - {slot.name for slot in dialog.slots}
        for name in sorted(missing):
            yield Problem(dialog.path, f"the dialog of {dialog.name} leaves out its slot {name}")


def prompts_used(draft: Draft) -> Iterator[Problem]:
    """Prompts referred to and not written, written and not referred to, or written twice."""
    counts = Counter(prompt.id for prompt in draft.prompts)
    referred: set[str] = set()
    for dialog in draft.dialogs:
        for path, prompt_id in _references(dialog):
            referred.add(prompt_id)
            if prompt_id not in counts:
                yield Problem(path, f"there is no prompt {prompt_id}")
    for prompt in draft.prompts:
        if counts[prompt.id] > 1:
            yield Problem(prompt.path, f"the prompt {prompt.id} is there {counts[prompt.id]} times")
        if prompt.id not in referred:
            yield Problem(prompt.path, f"nothing refers to the prompt {prompt.id}")


def prompt_texts(draft: Draft) -> Iterator[Problem]:
    """Prompts without words, with too many variations, or of a kind Amazon does not know."""
    for prompt in draft.prompts:
        if not 1 <= len(prompt.variations) <= MAX_VARIATIONS:
            yield Problem(prompt.path, f"{prompt.id} needs 1 to {MAX_VARIATIONS} variations")
        for kind, text in prompt.variations:
            if kind not in _VARIATION_TYPES:
                yield Problem(prompt.path, f"{prompt.id} has a variation of unknown type {kind!r}")
            if not text.strip():
                yield Problem(prompt.path, f"{prompt.id} has an empty variation")
            if kind == "PlainText" and "<" in text:
                yield Problem(prompt.path, f"{prompt.id} has mark-up in plain text")


def _references(dialog: DraftDialogIntent) -> Iterator[tuple[str, str]]:
    for prompt_id in dialog.prompts.values():
        yield dialog.path, prompt_id
    for slot in dialog.slots:
        for prompt_id in slot.prompts.values():
            yield slot.path, prompt_id
