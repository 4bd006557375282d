"""Every file of the skill package, made in memory and checked before any is written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from interaction_models import language_of, locales, read_document
from skill.alexa.lint import Problem, lint_manifest, lint_model
from skill.alexa.package.listing import FOLDER, Listing, load_listing
from skill.alexa.package.manifest import ICONS, Deployment, manifest
from skill.core.local_words import LocalWords
from skill.knowledge.load_local_words import load_local_words

RESOURCES = "ask-resources.json"
"""What the ASK command line reads first. People add their own profiles to it."""
MANIFEST = "skill-package/skill.json"
MODELS = "skill-package/interactionModels/custom"
IMAGES = "skill-package/assets/images"

Files = Mapping[str, bytes]
"""The content of files by their path in the package."""


def package(deployment: Deployment, requests: Iterable[str]) -> tuple[Files, list[Problem]]:
    """All files of the package, and what the lint has against them.

    ``requests`` are the request types the skill answers. Raises ModelError or KnowledgeError where
    a file they are made from is damaged.
    """
    models = {locale: read_document(locale) for locale in locales()}
    icons = {name: (FOLDER / name).read_bytes() for name in ICONS.values()}
    made = manifest(_listings(models), deployment, requests)
    problems = [
        Problem(f"{locale}: {problem.path}", problem.message)
        for locale, model in models.items()
        for problem in lint_model(model)
    ]
    problems += lint_manifest(made, models, icons)
    files = {
        RESOURCES: _json(
            {
                "askcliResourcesVersion": "2020-03-31",
                "profiles": {"default": {"skillMetadata": {"src": "./skill-package"}}},
            }
        ),
        MANIFEST: _json(made),
        **{f"{MODELS}/{locale}.json": _json(model) for locale, model in models.items()},
        **{f"{IMAGES}/{name}": icon for name, icon in icons.items()},
    }
    return files, problems


def _listings(models: Iterable[str]) -> dict[str, Listing]:
    local = load_local_words()
    return {locale: _local(load_listing(language_of(locale)), local, locale) for locale in models}


def _local(listing: Listing, words: LocalWords, locale: str) -> Listing:
    """The listing in the words of a country; what is said to the skill and its name stay."""
    return replace(
        listing,
        summary=words.said(listing.summary, locale),
        description=words.said(listing.description, locale),
    )


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
