"""Alexa's keys by the address of their certificates, each fetched once and kept until it expires.

Anyone can send an address that passes for Alexa's and hear it fetched, so what is kept and what may
run at once is bounded, and a key that is known is handed out whatever else goes on.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from skill.alexa.refusal import Reason, RefusedRequestError
from skill.alexa.trust.chain import SigningKey

MOST_KEYS = 8
MOST_FETCHES = 2
"""At once, of addresses that never held a key; a web server has more threads than that."""

MOST_FAILURES = 64
FAILURE_LASTS = timedelta(seconds=5)
"""A failed address is not tried again for so long: short, since the network may be back by then."""

PATIENCE = 4.0
"""Seconds to wait for a fetch that somebody else began, which ends by its own deadline before."""

Kept = TypeVar("Kept")
Get = Callable[[str, datetime], SigningKey]


class Keys:
    """The keys there are; safe to share between threads."""

    def __init__(self, get: Get) -> None:
        """``get`` fetches and checks one key; it raises RefusedRequestError or OSError."""
        self._get = get
        self._lock = threading.Lock()
        self._known: OrderedDict[str, SigningKey] = OrderedDict()
        self._failed: OrderedDict[str, datetime] = OrderedDict()
        self._coming: dict[str, Future[RSAPublicKey]] = {}

    def key(self, address: str, now: datetime) -> RSAPublicKey:
        """The key at a canonical address; raises RefusedRequestError where there is none."""
        with self._lock:
            known = self._known.get(address)
            if known is not None and now < known.expires:
                self._known.move_to_end(address)
                return known.key
            coming = self._coming.get(address)
            first = coming is None
            if coming is None:
                self._refuse_if_hopeless(address, now)
                coming = self._coming[address] = Future()
        if first:
            self._fetch(address, now, coming)
        try:
            return coming.result(PATIENCE)
        except TimeoutError as error:
            raise RefusedRequestError(
                Reason.CERTIFICATE, "The certificates did not come in time."
            ) from error

    def _refuse_if_hopeless(self, address: str, now: datetime) -> None:
        failed = self._failed.get(address)
        if failed is not None and abs(now - failed) < FAILURE_LASTS:
            raise RefusedRequestError(
                Reason.CERTIFICATE, "The certificates could not be had a moment ago."
            )
        strangers = sum(each not in self._known for each in self._coming)
        if address not in self._known and strangers >= MOST_FETCHES:
            raise RefusedRequestError(
                Reason.CERTIFICATE, "Too many certificates are being fetched."
            )

    def _fetch(self, address: str, now: datetime, coming: "Future[RSAPublicKey]") -> None:
        """Settle ``coming``, whatever happens: others may be waiting for it."""
        try:
            found = self._get(address, now)
        except BaseException as error:
            self._remember(self._failed, address, now, MOST_FAILURES)
            coming.set_exception(_refusal(error))
        else:
            self._remember(self._known, address, found, MOST_KEYS)
            coming.set_result(found.key)

    def _remember(
        self, where: "OrderedDict[str, Kept]", address: str, what: "Kept", most: int
    ) -> None:
        """Keep one thing more, and let go what was longest unused."""
        with self._lock:
            del self._coming[address]
            where[address] = what
            where.move_to_end(address)
            if len(where) > most:
                where.popitem(last=False)


def _refusal(error: BaseException) -> BaseException:
    """An error as those who wait are told it."""
    if isinstance(error, OSError):
        return RefusedRequestError(Reason.CERTIFICATE, "The certificates could not be fetched.")
    return error
