"""The files of the models: those written out in full, and the overlays laid over them."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from interaction_models.errors import ModelError
from interaction_models.overlay import Overlay, applied, read_overlay

LOCALE = re.compile("[a-z]{2}-[A-Z]{2}")
"""A locale of Alexa's."""
_PLACE = re.compile("[a-z]{2}-(?:[A-Z]{2}|[0-9]{3})")
"""A locale, or what several have in common: "en-001" is English outside of America."""

Files = Mapping[str, Path]
"""Models and overlays, by the locale they are for."""


def own_files() -> Files:
    """The files of this package."""
    return files_beside(Path(__file__))


def files_beside(path: Path) -> Files:
    """The models and overlays in the folder of a file."""
    found = (*sorted(path.parent.glob("*.json")), *overlays_beside(path))
    return {model.stem: model for model in found}


def is_written_out(path: Path) -> bool:
    """Whether a file is a model in full and no overlay."""
    return path.suffix != ".toml"


def overlays_beside(path: Path) -> tuple[Path, ...]:
    """The overlays in the folder of a model, in alphabetical order, whatever they lie over."""
    return tuple(o for o in sorted(path.parent.glob("*.toml")) if _PLACE.fullmatch(o.stem))


def document(path: Path, files: Files) -> dict[str, Any]:
    """A model's JSON; that of an overlay is what it makes of those below it. Raises ModelError."""
    if is_written_out(path):
        return _json(path)
    below = document(files[lineage(path, files)[0]], files)
    try:
        return applied(_overlay(path), below)
    except ValueError as error:
        raise ModelError(f"The overlay {path.name} cannot be used: {error}.") from error
    except (KeyError, TypeError) as error:
        raise ModelError(
            f"The model under {path.name} is damaged: {type(error).__name__} {error}."
        ) from error


def lineage(path: Path, files: Files) -> tuple[str, ...]:
    """The locales that a file lies over, the nearest first; raises ModelError."""
    found: list[str] = []
    while not is_written_out(path):
        over = _overlay(path).over
        if over not in files or over in found:
            raise ModelError(f"The overlay {path.name} is over {over!r}, which is no model.")
        found.append(over)
        path = files[over]
    return tuple(found)


def _overlay(path: Path) -> Overlay:
    try:
        return read_overlay(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ModelError(f"The overlay {path.name} cannot be used: {error}.") from error


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(f"The interaction model {path.name} is not valid JSON: {error}") from error
    if not isinstance(found, dict):
        raise ModelError(f"The interaction model {path.name} is not a JSON object.")
    return found
