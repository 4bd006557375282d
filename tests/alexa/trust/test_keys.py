"""A key is fetched once and kept until it expires; what strangers ask for changes none of that."""

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.refusal import Reason, RefusedRequestError
from skill.alexa.trust.chain import SigningKey
from skill.alexa.trust.keys import FAILURE_LASTS, MOST_FAILURES, MOST_FETCHES, MOST_KEYS, Keys
from tests.alexa.trust.pki import NOW, rsa_key

LATER = NOW + timedelta(days=30)
KEY = rsa_key("any").public_key()


@dataclass
class Source:
    """Where keys come from: those whose address begins with "good" are there."""

    expires: datetime = LATER
    error: Exception = field(default_factory=lambda: OSError("not there"))
    fetched: Counter[str] = field(default_factory=Counter)

    def __call__(self, address: str, now: datetime) -> SigningKey:
        self.fetched[address] += 1
        if not address.startswith("good"):
            raise self.error
        return SigningKey(KEY, self.expires)


class Held(Source):
    """The same, but everything takes until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = threading.Semaphore(0)
        self.go = threading.Event()

    def __call__(self, address: str, now: datetime) -> SigningKey:
        self.begun.release()
        assert self.go.wait(10)
        return super().__call__(address, now)


def refused(keys: Keys, address: str, now: datetime = NOW) -> str:
    with pytest.raises(RefusedRequestError) as error:
        keys.key(address, now)
    return str(error.value)


def in_thread(call: Callable[[], object]) -> tuple[threading.Thread, list[str]]:
    """Begin a call, and say how it ended."""
    outcome: list[str] = []

    def run() -> None:
        try:
            call()
            outcome.append("key")
        except RefusedRequestError as error:
            outcome.append(str(error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    return thread, outcome


def test_a_known_key_is_not_fetched_again() -> None:
    source = Source()
    keys = Keys(source)
    assert [keys.key("good", NOW) for _ in range(5)] == [KEY] * 5
    assert keys.key("good", LATER - timedelta(microseconds=1)) == KEY
    assert source.fetched == {"good": 1}


def test_an_expired_key_is_fetched_again() -> None:
    source = Source()
    keys = Keys(source)
    keys.key("good", NOW)
    source.expires = LATER + timedelta(days=30)
    keys.key("good", LATER)
    keys.key("good", LATER + timedelta(days=1))
    assert source.fetched == {"good": 2}


def sixteen_at_once(address: str) -> tuple[Held, list[list[str]]]:
    """The source after sixteen threads asked for one key of it together, and what each got."""
    source = Held()
    keys = Keys(source)
    calls = [in_thread(lambda: keys.key(address, NOW)) for _ in range(16)]
    assert source.begun.acquire(timeout=10)
    source.go.set()
    for thread, _ in calls:
        thread.join(10)
    return source, [outcome for _, outcome in calls]


def test_many_at_once_fetch_once() -> None:
    source, outcomes = sixteen_at_once("good")
    assert outcomes == [["key"]] * 16
    assert source.fetched == {"good": 1}


def test_many_at_once_are_refused_together() -> None:
    source, outcomes = sixteen_at_once("bad")
    assert all(outcome[0].startswith("The certificates could not be") for outcome in outcomes)
    assert source.fetched == {"bad": 1}


def test_a_failure_is_remembered_for_a_moment_only() -> None:
    source = Source()
    keys = Keys(source)
    assert refused(keys, "bad") == "The certificates could not be fetched."
    assert refused(keys, "bad") == "The certificates could not be had a moment ago."
    assert source.fetched == {"bad": 1}
    refused(keys, "bad", NOW + FAILURE_LASTS)
    assert source.fetched == {"bad": 2}


def test_why_a_chain_was_refused_is_told() -> None:
    keys = Keys(Source(error=RefusedRequestError(Reason.CERTIFICATE, "The certificates are odd.")))
    assert refused(keys, "bad") == "The certificates are odd."


def test_an_unforeseen_error_holds_nothing_up() -> None:
    keys = Keys(Source(error=ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        keys.key("bad", NOW)
    assert "a moment ago" in refused(keys, "bad")
    assert keys.key("good", NOW) == KEY


def test_a_clock_set_back_does_not_keep_a_failure() -> None:
    source = Source()
    keys = Keys(source)
    refused(keys, "bad", NOW)
    refused(keys, "bad", NOW - timedelta(days=1))
    assert source.fetched == {"bad": 2}


def test_the_key_longest_unused_makes_room() -> None:
    source = Source()
    keys = Keys(source)
    for number in range(MOST_KEYS):
        keys.key(f"good {number}", NOW)
    keys.key("good 0", NOW)
    keys.key("good one more", NOW)
    keys.key("good 0", NOW)
    assert source.fetched["good 0"] == 1
    keys.key("good 1", NOW)
    assert source.fetched["good 1"] == 2


def test_a_flood_of_strangers_drives_out_no_key() -> None:
    source = Source()
    keys = Keys(source)
    keys.key("good", NOW)
    for number in range(1000):
        refused(keys, f"bad {number}")
    keys.key("good", NOW)
    assert source.fetched["good"] == 1


def test_what_strangers_ask_for_takes_bounded_room() -> None:
    source = Source()
    keys = Keys(source)
    for number in range(MOST_FAILURES + 1):
        refused(keys, f"bad {number}")
    refused(keys, "bad 0")
    assert source.fetched["bad 0"] == 2


def test_while_strangers_are_slow_a_known_key_is_handed_out_and_fetched_anew() -> None:
    quick, slow = Source(), Held()
    keys = Keys(lambda address, now: (slow if "slow" in address else quick)(address, now))
    keys.key("good", NOW)
    calls = [in_thread(lambda n=n: keys.key(f"slow {n}", NOW)) for n in range(MOST_FETCHES)]  # type: ignore[misc]
    for _ in calls:
        assert slow.begun.acquire(timeout=10)
    assert keys.key("good", NOW) == KEY
    quick.expires = LATER + timedelta(days=1)
    assert keys.key("good", LATER) == KEY
    assert refused(keys, "good but unknown") == "Too many certificates are being fetched."
    slow.go.set()
    for thread, _ in calls:
        thread.join(10)
    assert keys.key("good but unknown", NOW) == KEY


@given(
    st.lists(
        st.tuples(st.sampled_from(["good", "bad"]), st.integers(0, 20), st.integers(0, 40)),
        max_size=60,
    )
)
def test_nobody_gets_an_expired_key_or_one_that_is_not_there(
    asked: list[tuple[str, int, int]],
) -> None:
    source = Source()
    keys = Keys(source)
    for kind, number, day in asked:
        now = NOW + timedelta(days=day)
        source.expires = now + timedelta(days=10)
        if kind == "bad":
            refused(keys, f"bad {number}", now)
        else:
            assert keys.key(f"good {number}", now) == KEY
    assert len(keys._known) <= MOST_KEYS
    assert not keys._coming
