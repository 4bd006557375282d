"""The weights file: what the trainer writes and a running program reads.

It carries all that understanding needs at run time, and the SHA-256 of everything it was made
from. At load these are compared with the files as they are now, so nobody runs on weights of
another model without knowing.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import interaction_models
from interaction_models.files import overlays_beside
from skill.errors import MuscleCalmError

FORMAT = 2
DATA = Path(__file__).parent / "data"


class WeightsError(MuscleCalmError):
    """The weights cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The contents of a weights file.

    ``kinds`` has the types of all slots by name, ``slots`` those of every intent in order.
    ``samples`` are the normalised samples of every intent, ``spoken`` further utterances,
    ``needs`` the types of the slots that no sample of an intent goes without. ``surfaces`` maps
    each way to say a slot value to pairs of type and id. ``language``, ``states``, ``topic``
    and ``speech`` are the tables of the data of those names. ``ours`` are the words of our training
    utterances, ``others`` more words of the backgrounds. ``features`` holds, by feature, class
    indices and weights in turn.
    """

    inputs: Mapping[str, str]
    kinds: Mapping[str, str]
    slots: Mapping[str, Mapping[str, str]]
    samples: Mapping[str, Sequence[str]]
    spoken: Mapping[str, Sequence[str]]
    needs: Mapping[str, Sequence[str]]
    surfaces: Mapping[str, Sequence[Sequence[str]]]
    language: Mapping[str, object]
    states: Mapping[str, Mapping[str, Sequence[str]]]
    topic: Mapping[str, Sequence[str]]
    speech: Mapping[str, Mapping[str, Sequence[str]]]
    ours: Sequence[str]
    others: Sequence[str]
    classes: Sequence[str]
    bias: Sequence[int]
    features: Mapping[str, Sequence[int]]


def model_path(locale: str) -> Path:
    """Where the interaction model is that is written out in full for a locale."""
    return Path(interaction_models.__path__[0]) / f"{locale}.json"


def weights_path(locale: str) -> Path:
    """Where the weights of a locale are."""
    return Path(__file__).parent / f"weights.{locale}.json"


def digests(model: Path, data: Path) -> dict[str, str]:
    """The SHA-256 of every file that weights are made from, by name."""
    found = {f"model/{path.name}": _digest(path) for path in (model, *overlays_beside(model))}
    for path in sorted(data.rglob("*.toml"), key=lambda p: p.relative_to(data).as_posix()):
        found[f"data/{path.relative_to(data).as_posix()}"] = _digest(path)
    return found


def encode(weights: Weights) -> str:
    """The text of a weights file: the same weights give the same text, to the byte."""
    content = {"format": FORMAT} | {
        name: getattr(weights, name) for name in Weights.__dataclass_fields__
    }
    lines = [
        f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'), ensure_ascii=True)}"
        for name, value in content.items()
    ]
    return "{" + ",\n".join(lines) + "}\n"


def read_weights(path: Path, model: Path, data: Path = DATA) -> Weights:
    """Read and check a weights file; WeightsError with one sentence where it does not fit."""
    rebuild = "rebuild it with: python -m skill.understanding.train"
    try:
        content = json.loads(path.read_bytes())
        if content.pop("format") != FORMAT:
            raise WeightsError(f"The weights {path.name} are of another version; {rebuild}")
        weights = Weights(**content)
    except FileNotFoundError:
        raise WeightsError(f"The weights {path.name} are missing; {rebuild}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WeightsError(f"The weights {path.name} are damaged; {rebuild}") from None
    except OSError as error:
        raise WeightsError(
            f"The weights {path.name} cannot be read ({error.strerror}); {rebuild}"
        ) from None
    now = digests(model, data)
    if weights.inputs != now:
        names = sorted(set(weights.inputs) ^ set(now)) or [
            name for name in now if weights.inputs[name] != now[name]
        ]
        raise WeightsError(f"The weights {path.name} are older than {names[0]}; {rebuild}")
    return weights


def _digest(path: Path) -> str:
    # Line ends are levelled, so that a checkout on another system does not look changed.
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
