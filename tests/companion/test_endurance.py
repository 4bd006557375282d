"""An hour of conversation on the fake clock: nothing grows, drifts or is lost."""

import psutil
import pytest

from local_voice.companion.model import Mode, Settings
from tests.companion.told import Conversation

HOUR = 3600.0
QUESTIONS = (
    "why is my calf twitching",
    "what about my eyelid",
    "is it dangerous",
    "how do i stop it",
    "does coffee cause it",
    "where does that come from",
)
MOST_GROWTH = 12e6  # bytes; caches of sentences fill up, and then it stays


def test_an_hour_of_conversation() -> None:
    talk = Conversation(Settings(wakes_by="always", full_duplex=True))
    process = psutil.Process()
    before = None
    turns = 0
    while talk.card.clock() < HOUR:
        talk.say(QUESTIONS[turns % len(QUESTIONS)])
        turns += 1
        talk.wait_for(Mode.LISTENING)
        talk.wait(3.0)
        if before is None and talk.card.clock() > HOUR / 4:
            before = process.memory_info().rss
    assert before is not None
    assert process.memory_info().rss - before < MOST_GROWTH
    assert len(talk.exchanges) == turns > 150
    # Every block heard is a block played: the two clocks are one.
    assert talk.card.speaker.now == pytest.approx(talk.card.clock(), abs=1e-6)
