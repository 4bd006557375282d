"""One engine for all tests here: it keeps nothing between calls."""

import pytest

from skill.core.safety.engine import SafetyEngine
from skill.knowledge.safety.load import load_rulebook


@pytest.fixture(scope="session")
def engine() -> SafetyEngine:
    return SafetyEngine(load_rulebook())
