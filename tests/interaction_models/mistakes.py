"""Making one mistake in a clean model, to see that the lint finds it and nothing else."""

import copy
import re
from collections.abc import Callable
from typing import Any

from interaction_models import read_document
from skill.alexa.lint import lint_model

CLEAN = read_document("en-US")


class Editable:
    """A copy of the clean model, with the handles that a mutation needs."""

    def __init__(self) -> None:
        self.document: dict[str, Any] = copy.deepcopy(CLEAN)
        self.root = self.document["interactionModel"]
        self.language = self.root["languageModel"]
        self.dialog = self.root["dialog"]
        self.prompts = self.root["prompts"]

    def intent(self, name: str) -> dict[str, Any]:
        return _named(self.language["intents"], name)

    def slot(self, intent: str, slot: str) -> dict[str, Any]:
        return _named(self.intent(intent)["slots"], slot)

    def type(self, name: str) -> dict[str, Any]:
        return _named(self.language["types"], name)

    def value(self, slot_type: str, id_: str) -> dict[str, Any]:
        return next(value for value in self.type(slot_type)["values"] if value["id"] == id_)

    def drop_intent(self, name: str) -> None:
        self.language["intents"].remove(self.intent(name))

    def say(self, intent: str, sample: str) -> None:
        """Puts a sample in the place of the intent's last one, so that its count stays."""
        self.intent(intent)["samples"][-1] = sample

    def name_it(self, name: str) -> None:
        self.language["invocationName"] = name

    def dialog_slot(self, intent: str, slot: str) -> dict[str, Any]:
        return _named(_named(self.dialog["intents"], intent)["slots"], slot)


def _named(entries: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(entry for entry in entries if entry["name"] == name)


Mutation = Callable[[Editable], Any]
Mistakes = dict[str, tuple[Mutation, str]]


def assert_found_alone(mutate: Mutation, said: str) -> None:
    """Makes the mistake; ``said`` is a regular expression, but for its braces."""
    model = Editable()
    mutate(model)
    problems = lint_model(model.document)
    assert problems
    pattern = re.compile(said.replace("{", r"\{").replace("}", r"\}"))
    assert [str(problem) for problem in problems if not pattern.search(problem.message)] == []
