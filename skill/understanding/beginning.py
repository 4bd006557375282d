"""Data for a model that has none: how the language is spoken, and what nobody asks of it."""

import json
import shutil
from pathlib import Path

from interaction_models.model import Model
from skill.understanding.compile import surfaces
from skill.understanding.language import Language
from skill.understanding.normalise import normalise
from skill.understanding.tables import read_table
from skill.understanding.weights import DATA

_SHARED = ("language.toml", "states.toml")
_BACKGROUNDS = ("foreign", "chat")
"""Talk that no other model answers either, but for what is said in its own words."""


def begin(folder: Path, model: Model) -> None:
    """Write a data folder to start from, as ``--data`` of the trainer takes it.

    Foreign talk that is made of the model's own words alone may well be meant for it ("turn off
    the lights") and is left out.
    """
    (folder / "background").mkdir(parents=True, exist_ok=True)
    for name in _SHARED:
        shutil.copy(DATA / name, folder / name)
    language = Language.from_tables(read_table(DATA / "language.toml"))
    own = _words(model, language)
    for name in _BACKGROUNDS:
        table = read_table(DATA / "background" / f"{name}.toml")
        kept = [
            text
            for text in table.get("utterances", [])
            if not own.issuperset(normalise(text, language))
        ]
        path = folder / "background" / f"{name}.toml"
        # A JSON list of texts is one of TOML's too.
        path.write_text(f"utterances = {json.dumps(kept, indent=2)}\n", encoding="utf-8")


def _words(model: Model, language: Language) -> set[str]:
    """Every word of the model's samples and values."""
    found = {
        word
        for surface in surfaces(model, language, Path(f"{model.locale}.json"))
        for word in surface.split()
    }
    for intent in model.intents:
        for sample in intent.samples:
            found.update(normalise(sample, language))
    return found
