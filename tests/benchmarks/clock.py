"""Timing a call many times, and saying how long it took."""

from collections.abc import Callable, Iterable
from time import perf_counter

Row = tuple[str, str, str]


def milliseconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    began = perf_counter()
    call()
    return (perf_counter() - began) * 1000


def percentile(times: Iterable[float], share: float) -> float:
    """The time that this share of all times stays below."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def p50_p99(what: str, times: list[float], aim: str) -> Row:
    """A row with the median and the 99th percentile, in milliseconds."""
    middle, high = percentile(times, 0.5), percentile(times, 0.99)
    return what, f"p50 {middle:.2f} ms, p99 {high:.2f} ms", aim
