"""Every peer that is installed is put to sensible use: it knows what it was given."""

import importlib
from pathlib import Path
from typing import Any

import pytest

from interaction_models.model import read_family
from tests.understanding.evaluation.engine import FALLBACK_NAME
from tests.understanding.evaluation.figures import threshold
from tests.understanding.evaluation.material import Material
from tests.understanding.evaluation.measure import MOST_FOREIGN, PEERS, Peer

BAKERY = Path(__file__).parent / "bakery" / "small_model.json"


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.module)
def test_a_peer_knows_the_samples_and_declines_foreign_talk(peer: Peer, bakery_data: Path) -> None:
    if not peer.is_installed():
        pytest.skip(f"{peer.needs} is not installed")
    module: Any = importlib.import_module(f"tests.understanding.evaluation.peers.{peer.module}")
    material = Material.of(read_family(BAKERY), bakery_data)
    engine = module.load(module.prepare(material))
    least = threshold(engine.guess, material.foreign, MOST_FOREIGN)
    asked = engine.guess("How much is a croissant?")
    assert (asked.intent, asked.score >= least) == ("PriceIntent", True)
    assert asked.slots in ({"item": "croissant"}, {})
    foreign = engine.guess("who painted that ceiling in rome")
    assert foreign.intent == FALLBACK_NAME or foreign.score < least
