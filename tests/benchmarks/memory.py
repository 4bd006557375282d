"""Whether a thousand conversations leave anything behind."""

import gc
import tracemalloc

from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.profile import Profile
from tests.benchmarks.clock import Row
from tests.benchmarks.sayings import CONVERSATION

CONVERSATIONS = 1000
WARM_UP = 20


def conversation_growth() -> list[Row]:
    """Memory held after a thousand conversations, beyond what the first ones needed."""
    for _ in range(WARM_UP):
        _converse()
    gc.collect()
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    for _ in range(CONVERSATIONS):
        _converse()
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return [("growth over 1,000 conversations", f"{(after - before) / 1024:.0f} KB", "none")]


def _converse() -> None:
    assembly = assemble()
    conversation, profile = Conversation(), Profile()
    for text in CONVERSATION:
        turn = assembly.respond(text, conversation, profile)
        conversation, profile = turn.conversation, turn.profile
