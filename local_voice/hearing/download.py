"""Fetching a file over HTTP: with progress, going on where it stopped, and checked."""

import errno
import hashlib
import http.client
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from skill.errors import MuscleCalmError

PIECE = 65_536
ATTEMPTS = 4
"""How often in a row to try without a byte having come."""

Progress = Callable[[int, int | None], None]
"""Told the bytes there are and the bytes there will be, None where the server does not say."""


class DownloadError(MuscleCalmError):
    """A file could not be fetched."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A file to fetch; ``size`` in bytes is None where it is not known beforehand, and then
    ``most_bytes`` is the limit."""

    url: str
    sha256: str
    size: int | None = None
    most_bytes: int = 2_000_000_000

    @property
    def host(self) -> str:
        """Whom it comes from."""
        return urlsplit(self.url).hostname or self.url


class _TryAgainError(Exception):
    """The connection broke, or what is there cannot be gone on from: worth another try."""


def fetch(
    remote: Remote,
    part: Path,
    *,
    progress: Progress,
    sleep: Callable[[float], None],
    timeout: float = 20.0,
) -> None:
    """Fetch into ``part``, going on from what is there of an earlier try; then it is complete.

    ``timeout`` in seconds holds for connecting and for each wait for data. Raises DownloadError;
    or OSError where the disk cannot be written; what was fetched stays, unless it turned out
    wrong. The content is known by its checksum, so
    that what is there may even have come from elsewhere.
    """
    _insist_on_size(remote, part)
    went_on = _size(part) > 0
    _fetch_all(remote, part, progress, sleep, timeout)
    if _sha256(part) == remote.sha256.lower():
        return
    part.unlink()
    if went_on:  # the beginning may have been another file's
        fetch(remote, part, progress=progress, sleep=sleep, timeout=timeout)
        return
    raise DownloadError(
        f"What {remote.host} sent is not the file expected (its checksum is wrong), so it was "
        "thrown away; please try again later."
    )


def _fetch_all(
    remote: Remote,
    part: Path,
    progress: Progress,
    sleep: Callable[[float], None],
    timeout: float,
) -> None:
    """Try until all is there; a try that brought something starts the count of tries anew."""
    tried = 0
    while not _is_complete(remote, part):
        before = _size(part)
        try:
            _fetch_rest(remote, part, progress, timeout)
            return
        except _TryAgainError as fault:
            tried = 1 if _size(part) > before else tried + 1
            if tried >= ATTEMPTS:
                raise DownloadError(
                    f"{remote.host} cannot be reached or does not answer ({fault}); check the "
                    "internet connection and try again, it goes on where it stopped."
                ) from fault
            sleep(2.0 ** (tried - 1))


def _fetch_rest(remote: Remote, part: Path, progress: Progress, timeout: float) -> None:
    """Fetch what is missing in one request; raises _TryAgainError, DownloadError or, where the
    disk cannot be written, OSError."""
    there = _size(part)
    headers = {"User-Agent": "muscle-calm", "Accept-Encoding": "identity"}
    if there:
        headers["Range"] = f"bytes={there}-"
    try:
        response = _open(remote.url, headers, timeout)
    except HTTPError as refusal:
        _judge(refusal, remote, part)
        return
    except URLError as fault:
        if isinstance(fault.reason, ssl.SSLCertVerificationError):
            raise DownloadError(
                f"{remote.host} could not prove who it is ({fault.reason.verify_message}); "
                "check this computer's date and network."
            ) from fault
        raise _TryAgainError(str(fault.reason)) from fault
    except (http.client.HTTPException, OSError) as fault:
        raise _TryAgainError(str(fault) or type(fault).__name__) from fault
    with response:
        if response.status != 206:
            there = 0  # the server sends all of it again
        elif not _begins_at(response, there):
            part.unlink(missing_ok=True)
            raise _TryAgainError("it sent another part than was asked for")
        length = response.headers.get("Content-Length", "")
        whole = there + int(length) if length.isdigit() else None
        _insist_on_length(remote, whole)
        _receive(response, remote, part, there, whole, progress)


def _open(url: str, headers: dict[str, str], timeout: float) -> http.client.HTTPResponse:
    response = build_opener(_Redirects).open(Request(url, headers=headers), timeout=timeout)
    assert isinstance(response, http.client.HTTPResponse)  # no other scheme gets here
    return response


class _Redirects(HTTPRedirectHandler):
    """Follows redirects, but never from an encrypted connection to a plain one, nor elsewhere."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Request | None:
        allowed = ("https",) if urlsplit(req.full_url).scheme == "https" else ("http", "https")
        if urlsplit(newurl).scheme not in allowed:
            raise DownloadError(f"{req.host} sends us on to {newurl}, which is not secure.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _receive(
    response: http.client.HTTPResponse,
    remote: Remote,
    part: Path,
    there: int,
    whole: int | None,
    progress: Progress,
) -> None:
    with part.open("ab" if there else "wb") as sink:
        progress(there, whole)
        while piece := _read(response):
            there += len(piece)
            if there > (remote.size or remote.most_bytes):
                raise _wrong_length(remote)
            sink.write(piece)
            progress(there, whole)
    if whole is not None and there < whole:
        raise _TryAgainError("the connection was cut")


def _read(response: http.client.HTTPResponse) -> bytes:
    try:
        return response.read1(PIECE)
    except (http.client.HTTPException, OSError) as fault:
        raise _TryAgainError(str(fault) or type(fault).__name__) from fault


def cannot_write(path: Path, fault: OSError) -> DownloadError:
    """The error for a disk that is full or will not be written."""
    if fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return DownloadError(
            f"The disk with {path.parent} is full; make room and try again, it goes on where it "
            "stopped."
        )
    return DownloadError(f"{path.parent} cannot be written: {fault.strerror or fault}.")


def _judge(refusal: HTTPError, remote: Remote, part: Path) -> None:
    """Raise what a refusal means; return where it means that there is no more to come."""
    if refusal.code == 416 and _size(part):
        if refusal.headers.get("Content-Range", "").rpartition("/")[2] == str(_size(part)):
            return
        part.unlink()
        raise _TryAgainError("it has another file than before")
    if refusal.code >= 500 or refusal.code in (408, 429):
        raise _TryAgainError(f"HTTP {refusal.code}")
    raise DownloadError(
        f"{remote.host} does not have the file at {remote.url} (HTTP {refusal.code}); is there a "
        "newer version of this program?"
    )


def _begins_at(response: http.client.HTTPResponse, there: int) -> bool:
    said = re.match(r"bytes (\d+)-", response.headers.get("Content-Range", ""))
    return said is not None and int(said[1]) == there


def _insist_on_length(remote: Remote, whole: int | None) -> None:
    if whole is None:
        return
    if whole > remote.most_bytes or (remote.size is not None and whole != remote.size):
        raise _wrong_length(remote)


def _insist_on_size(remote: Remote, part: Path) -> None:
    """Throw away what is longer than the whole can be."""
    if _size(part) > (remote.size or remote.most_bytes):
        part.unlink()


def _wrong_length(remote: Remote) -> DownloadError:
    return DownloadError(
        f"What {remote.host} sends is not the file expected (its length is wrong); please try "
        "again later."
    )


def _is_complete(remote: Remote, part: Path) -> bool:
    return remote.size is not None and _size(part) == remote.size


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
