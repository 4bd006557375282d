"""How long a turn takes once everything is loaded."""

from time import perf_counter

from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.profile import Profile
from tests.benchmarks.clock import Row, milliseconds, p50_p99
from tests.benchmarks.sayings import CONVERSATION, QUESTIONS

ROUNDS = 40


def turn_times() -> list[Row]:
    """Text to reply: single questions, and a conversation with a check and a routine."""
    _timed_conversation(QUESTIONS[:1])  # loads all that is loaded at the first turn
    single = [time for _ in range(ROUNDS) for q in QUESTIONS for time in _timed_conversation((q,))]
    long = [time for _ in range(ROUNDS) for time in _timed_conversation(CONVERSATION)]
    aim = "p50 <= 1 ms, p99 <= 5 ms"
    return [
        p50_p99("text to reply, single questions", single, aim),
        p50_p99("text to reply, a long conversation", long, aim),
    ]


def _timed_conversation(lines: tuple[str, ...]) -> list[float]:
    assembly, times = assemble(), []
    conversation, profile = Conversation(), Profile()
    for text in lines:
        began = perf_counter()
        turn = assembly.respond(text, conversation, profile)
        times.append((perf_counter() - began) * 1000)
        conversation, profile = turn.conversation, turn.profile
    return times


def understanding_times() -> list[Row]:
    """Text to intent alone."""
    assembly = assemble()
    times = [
        milliseconds(lambda text=text: assembly.hear(text, Conversation()))
        for _ in range(ROUNDS)
        for text in QUESTIONS
    ]
    return [p50_p99("text to intent", times, "p50 <= 0.3 ms, p99 <= 3 ms")]


def safety_times() -> list[Row]:
    """The red-flag check of one utterance alone."""
    engine = assemble().assistant.library.engine
    times = [
        milliseconds(lambda t=text: engine.assess(t)) for _ in range(ROUNDS) for text in QUESTIONS
    ]
    return [p50_p99("red-flag extraction and rules", times, "p99 <= 3 ms")]
