"""The understanding that is shipped, loaded once."""

import shutil
from pathlib import Path

import pytest

from skill.understanding import Understanding
from skill.understanding.train import train
from skill.understanding.weights import DATA, encode

BAKERY = Path(__file__).parent / "bakery"


@pytest.fixture(scope="session")
def us() -> Understanding:
    """The shipped understanding of en-US."""
    return Understanding.load("en-US")


@pytest.fixture(scope="session")
def bakery_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of another domain: our language tables, its own background, no topic."""
    folder = tmp_path_factory.mktemp("bakery") / "data"
    shutil.copytree(BAKERY / "background", folder / "background")
    for name in ("language.toml", "states.toml"):
        shutil.copy(DATA / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def bakery_weights(bakery_data: Path) -> Path:
    """Weights trained on the bakery's interaction model."""
    path = bakery_data.parent / "weights.json"
    path.write_text(encode(train(BAKERY / "small_model.json", bakery_data)), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def bakery(bakery_weights: Path, bakery_data: Path) -> Understanding:
    """The understanding of the bakery."""
    return Understanding.load_from(bakery_weights, BAKERY / "small_model.json", bakery_data)
