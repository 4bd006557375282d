"""Where Vosk models lie on a machine, and which of them hears English."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from skill.errors import MuscleCalmError

MODEL_NAME = "vosk-model-small-en-us-0.15"
"""The official small English model."""

PATH_VARIABLE = "VOSK_MODEL_PATH"
"""The environment variable that names a model, or a folder of models; Vosk's own."""

MEND = "`muscle-calm model download` fetches a good one."

_ENGLISH = re.compile(r"(^|-)en(-|$)")


class ModelError(MuscleCalmError):
    """There is no model, or the one there is cannot be used."""

    @classmethod
    def unusable(cls, path: Path, reason: str) -> "ModelError":
        """The error for a damaged model: which, what is wrong, and the line that mends it."""
        return cls(f"The speech model in {path} cannot be used: {reason}; {MEND}")


@dataclass(frozen=True, slots=True)
class Places:
    """Where to look: ``chosen`` by the person, a model or a folder of models, then ``folders``."""

    chosen: Path | None
    folders: tuple[Path, ...]


def models_folder(cache: Path) -> Path:
    """Where our own models are, in our cache folder."""
    return cache / "models"


def usual_places(environment: Mapping[str, str], home: Path, cache: Path) -> Places:
    """The places of this machine: Vosk's own, and our cache folder."""
    chosen = environment.get(PATH_VARIABLE)
    system = (
        (home / "AppData" / "Local" / "vosk",)
        if sys.platform == "win32"
        else (Path("/usr/share/vosk"), Path("/usr/share/vosk-model"))
    )
    folders = (models_folder(cache), home / ".cache" / "vosk", *system)
    return Places(Path(chosen).expanduser() if chosen else None, folders)


def is_model(path: Path) -> bool:
    """Whether a folder looks like a Vosk model, be it a damaged one."""
    return (path / "am").is_dir() and (path / "graph").is_dir()


def is_english(path: Path) -> bool:
    """Whether a model's name says that it hears English."""
    return _ENGLISH.search(path.name) is not None


def list_models(places: Places) -> tuple[Path, ...]:
    """Every model there is, the preferred ones first."""
    chosen = (places.chosen,) if places.chosen else ()
    return tuple(dict.fromkeys(_models((*chosen, *places.folders))))


def find_model(places: Places) -> Path | None:
    """The model to use, None where there is none.

    One named by the person is taken whatever it is called, of others only an English one. Raises
    ModelError where the person named a place without a model.
    """
    if places.chosen is not None:
        if is_model(places.chosen):
            return places.chosen
        found = next(filter(is_english, _models((places.chosen,))), None)
        if found is None:
            raise ModelError(
                f"{PATH_VARIABLE} is {places.chosen}, and no English speech model is there; "
                "unset it or correct it."
            )
        return found
    return next(filter(is_english, _models(places.folders)), None)


def _models(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        if is_model(folder):
            yield folder
        else:
            yield from sorted(filter(is_model, _inside(folder)), key=_preference)


def _inside(folder: Path) -> list[Path]:
    try:
        return [entry for entry in folder.iterdir() if not entry.name.startswith(".")]
    except OSError:  # not there, no folder, or not ours to read
        return []


def _preference(path: Path) -> tuple[bool, bool, str]:
    """Small American English first; a model whose graph is fixed knows no grammar: last."""
    is_fixed = (path / "graph" / "HCLG.fst").is_file()
    return is_fixed, not path.name.startswith("vosk-model-small-en-us"), path.name
