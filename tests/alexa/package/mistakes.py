"""The package as it is made, and copies of its manifest with one mistake."""

import copy
import json
from collections.abc import Callable
from typing import Any

from interaction_models import locales, read_document
from skill.alexa.lint import lint_manifest
from skill.alexa.package import Deployment
from skill.alexa.package.contents import IMAGES, MANIFEST, Files, package

DISABLED = "AlexaSkillEvent.SkillDisabled"
DEPLOYMENT = Deployment("https://calm.example.org/alexa", "https://calm.example.org/privacy")
MODELS = {locale: read_document(locale) for locale in locales()}


def made(deployment: Deployment = DEPLOYMENT, requests: tuple[str, ...] = (DISABLED,)) -> Files:
    files, problems = package(deployment, requests)
    assert problems == []
    return files


FILES = made()
CLEAN: dict[str, Any] = json.loads(FILES[MANIFEST])
ICONS = {
    name.removeprefix(f"{IMAGES}/"): content
    for name, content in FILES.items()
    if name.startswith(IMAGES)
}

Mutation = Callable[[dict[str, Any]], Any]


def problems_after(mutate: Mutation, **icons: bytes) -> list[str]:
    """What the lint says once the manifest, without its envelope, was changed."""
    document = copy.deepcopy(CLEAN)
    mutate(document["manifest"])
    return [str(problem) for problem in lint_manifest(document, MODELS, ICONS | icons)]
