"""Checks models, manifest and icons before Amazon does: what would fail there fails here.

The rules are Amazon's for custom skills, and a few of this project's own where said.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from skill.alexa.lint.counts import sample_counts
from skill.alexa.lint.dialog import dialog_slots, prompt_texts, prompts_used
from skill.alexa.lint.draft import Draft, read_draft
from skill.alexa.lint.duplicates import duplicate_utterances
from skill.alexa.lint.intents import builtin_intents, intent_names
from skill.alexa.lint.invocation import invocation_name
from skill.alexa.lint.listing import lint_examples
from skill.alexa.lint.manifest import lint_manifest
from skill.alexa.lint.problem import Problem
from skill.alexa.lint.size import document_size
from skill.alexa.lint.slot_types import type_names, type_values
from skill.alexa.lint.slots import search_queries, slot_declarations, slot_usage
from skill.alexa.lint.spelling import spelling

__all__ = ["Problem", "lint_examples", "lint_manifest", "lint_model"]

_RULES: tuple[Callable[[Draft], Iterable[Problem]], ...] = (
    invocation_name,
    intent_names,
    builtin_intents,
    sample_counts,
    spelling,
    duplicate_utterances,
    slot_declarations,
    slot_usage,
    search_queries,
    type_names,
    type_values,
    dialog_slots,
    prompts_used,
    prompt_texts,
)


def lint_model(model: Mapping[str, Any]) -> list[Problem]:
    """Everything wrong with a model's JSON, in the order of the rules; empty where it is clean.

    Where the JSON has not the shape of a model, only that is told: the other rules need the shape.
    """
    draft, problems = read_draft(model)
    problems.extend(document_size(model))
    if draft is None:
        return problems
    for rule in _RULES:
        problems.extend(rule(draft))
    return problems
