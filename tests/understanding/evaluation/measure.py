"""Measuring each engine in processes of its own: one prepares it, another loads and asks it."""

import importlib
import importlib.util
import multiprocessing
import pickle
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any, TypeVar

import psutil

from skill.understanding.train import train
from skill.understanding.weights import encode, weights_path
from tests.understanding.evaluation import figures
from tests.understanding.evaluation.engine import Engine
from tests.understanding.evaluation.figures import Figures, percentile, run
from tests.understanding.evaluation.material import Material
from tests.understanding.evaluation.setting import Setting

MOST_FOREIGN = 0.05
"""The rule for all: the share of the backgrounds' utterances that a peer may accept."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Peer:
    """Another engine: its name in the table, its module here, and what must be installed."""

    name: str
    module: str
    needs: str

    def is_installed(self) -> bool:
        """Whether it can be measured."""
        return importlib.util.find_spec(self.needs) is not None


PEERS = (
    Peer("hassil", "hassil", "hassil"),
    Peer("wyoming-vosk's scheme", "wyoming", "rapidfuzz"),
    Peer("padacioso", "padacioso", "padacioso"),
    Peer("TF-IDF + regression", "linear", "sklearn"),
)


def measure_us(setting: Setting, folder: Path, show: str | None = None) -> Figures:
    """Our own figures; another model is trained first."""
    weights = weights_path("en-US")
    if not setting.is_ours:
        weights = folder / "weights.json"
        alone(_train, setting, weights)
    prepared = folder / "ours"
    prepared.write_bytes(pickle.dumps((weights, setting.model_file, setting.data)))
    return alone(_measure, "tests.understanding.evaluation.ours", setting, prepared, None, show)


def measure_peer(peer: Peer, setting: Setting, folder: Path) -> Figures:
    """The figures of a peer."""
    module = f"tests.understanding.evaluation.peers.{peer.module}"
    prepared = folder / peer.module
    least = alone(_prepare, module, setting, prepared)
    return alone(_measure, module, setting, prepared, least, None)


def alone(work: Callable[..., T], *arguments: object) -> T:
    """Do something in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(work, *arguments).result()


def _train(setting: Setting, weights: Path) -> None:
    weights.write_text(encode(train(setting.model_file, setting.data)), encoding="utf-8")


def _prepare(module_name: str, setting: Setting, prepared: Path) -> float:
    """Prepare a peer, and find the score from which on it may accept."""
    module: Any = importlib.import_module(module_name)
    material = Material.of(setting.model(), setting.data)
    made = module.prepare(material)
    prepared.write_bytes(pickle.dumps(made))
    engine: Engine = module.load(made)
    return figures.threshold(engine.guess, material.foreign, MOST_FOREIGN)


def _measure(
    module_name: str, setting: Setting, prepared: Path, least: float | None, show: str | None
) -> Figures:
    """Load an engine and ask it everything. What is made ready late is in its first answer."""
    sets = setting.sets()
    process = psutil.Process()
    before = process.memory_info().rss
    module: Any = importlib.import_module(module_name)
    started = process_time()
    engine: Engine = module.load(pickle.loads(prepared.read_bytes()))
    loaded = process_time()
    engine.guess("hello there")
    answered = process_time()
    scores, times, mistakes = run(engine, float("-inf") if least is None else least, sets, show)
    return Figures(
        scores,
        percentile(times, 0.5),
        percentile(times, 0.99),
        (loaded - started) * 1e3,
        (answered - loaded) * 1e3,
        (process.memory_info().rss - before) / 1e6,
        tuple(mistakes),
    )
