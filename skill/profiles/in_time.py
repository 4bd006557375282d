"""A store that keeps nobody waiting, whatever the one behind it does."""

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from skill.profiles.forgetting import ForgetsForGood
from skill.profiles.store import Kept, ProfileError, ProfileStore

T = TypeVar("T")
Clock = Callable[[], float]

PATIENCE = 1.5
"""Seconds for all that is asked of the store in one request; Alexa waits eight for the answer."""

SLOW = 0.5
"""Seconds after which a failure costs so much that the next requests do without the store."""

REST = 5.0
"""Seconds for which they do; about as long as it takes to hear an answer and say the next thing."""


class InTime:
    """A store for many requests at once, each of which it costs little time.

    A store that fails at once is asked again by the next request; one that kept a request waiting
    is left alone for a while. What is given up goes on by itself, and may get there yet; but it
    brings back nobody who was forgotten. ``clock`` gives seconds.
    """

    def __init__(self, store: ProfileStore, clock: Clock = time.monotonic) -> None:
        self.store: ProfileStore = ForgetsForGood(store)
        self.clock = clock
        self.resting_until = clock()

    def for_one_request(self) -> "StoreOfOneRequest":
        """The same store, with the time that one request has for it."""
        return StoreOfOneRequest(self)


class StoreOfOneRequest:
    """A store that gives up when the request's time for it is spent; ProfileError says so."""

    def __init__(self, shared: InTime) -> None:
        self._shared = shared
        self._left = PATIENCE

    def load(self, person: str) -> Kept:
        """What is kept of a person. Raises ProfileError."""
        return self._ask(lambda store: store.load(person))

    def save(self, person: str, new: Kept, since: Kept) -> bool:
        """Keep a new version; False where ``since`` is not what is kept. Raises ProfileError."""
        return self._ask(lambda store: store.save(person, new, since))

    def forget(self, person: str) -> None:
        """Keep nothing of a person any more. Raises ProfileError."""
        return self._ask(lambda store: store.forget(person))

    def _ask(self, question: Callable[[ProfileStore], T]) -> T:
        shared = self._shared
        asked = shared.clock()
        if asked < shared.resting_until:
            raise ProfileError("Profiles are left alone for some seconds, for they were slow.")
        try:
            return _within(self._left, lambda: question(shared.store))
        except ProfileError:
            if shared.clock() - asked >= SLOW:
                shared.resting_until = shared.clock() + REST
            raise
        finally:
            self._left = max(0.0, self._left - (shared.clock() - asked))


def _within(seconds: float, question: Callable[[], T]) -> T:
    """The answer of a function that may hang in places that know no time-out.

    Looking up a name is such a place, and an answer that comes drop by drop. The thread then ends
    by itself, some time.
    """
    late = ProfileError("Profiles could not be reached in time.")
    if seconds <= 0:
        raise late
    answers: SimpleQueue[Callable[[], T]] = SimpleQueue()
    Thread(target=lambda: answers.put(_outcome(question)), name="profiles", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except Empty:
        raise late from None
    return answer()


def _outcome(question: Callable[[], T]) -> Callable[[], T]:
    """What a question came to, to be had in another thread: its answer, or its error."""
    try:
        answer = question()
    except ProfileError as problem:
        error = problem
    except Exception as fault:
        error = ProfileError(f"Profiles could not be reached ({type(fault).__name__}).")
    else:
        return lambda: answer

    def fail() -> T:
        raise error

    return fail
