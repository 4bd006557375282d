"""Fetching a file from a server that does everything wrong."""

import errno
import hashlib
import random
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from local_voice.hearing.download import ATTEMPTS, DownloadError, Remote, fetch
from tests.hearing.model_server import Fault, serving

CONTENT = random.Random(4).randbytes(300_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Visit:
    """One download: what it told, and how long it waited between tries."""

    def __init__(self, part: Path) -> None:
        self.part = part
        self.told: list[tuple[int, int | None]] = []
        self.waits: list[float] = []

    def fetch(self, url: str, sha256: str = SHA256, **known: Any) -> bytes:
        fetch(
            Remote(url, sha256, **known),
            self.part,
            progress=lambda done, whole: self.told.append((done, whole)),
            sleep=self.waits.append,
            timeout=0.2,
        )
        return self.part.read_bytes()


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    return Visit(tmp_path / "model.zip")


def test_a_file_is_fetched_and_its_progress_told(visit: Visit) -> None:
    with serving(CONTENT) as file:
        assert visit.fetch(file.url) == CONTENT
    assert visit.told[0] == (0, len(CONTENT))
    assert visit.told[-1] == (len(CONTENT), len(CONTENT))
    assert [done for done, _ in visit.told] == sorted(done for done, _ in visit.told)
    assert file.asked == [None]
    assert visit.waits == []


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    faults=st.lists(
        st.builds(
            Fault, cut=st.integers(1, len(CONTENT)), ranges=st.booleans(), length=st.just(None)
        ),
        max_size=ATTEMPTS - 1,  # with one more, a server that always begins anew is given up
    ),
    known=st.booleans(),
)
def test_a_connection_cut_anywhere_is_gone_on_from(
    tmp_path: Path, faults: Sequence[Fault], known: bool
) -> None:
    visit = Visit(tmp_path / "model.zip")
    visit.part.unlink(missing_ok=True)
    with serving(CONTENT, faults) as file:
        assert visit.fetch(file.url, size=len(CONTENT) if known else None) == CONTENT


def test_it_asks_only_for_what_is_missing(visit: Visit) -> None:
    with serving(CONTENT, [Fault(cut=100_000), Fault(cut=50_000)]) as file:
        assert visit.fetch(file.url) == CONTENT
    assert file.asked == [None, "bytes=100000-", "bytes=150000-"]
    assert visit.waits == [1.0, 1.0]


def test_what_an_earlier_run_fetched_is_gone_on_from(visit: Visit) -> None:
    visit.part.write_bytes(CONTENT[:200_000])
    with serving(CONTENT) as file:
        assert visit.fetch(file.url) == CONTENT
    assert file.asked == ["bytes=200000-"]
    assert visit.told[0] == (200_000, len(CONTENT))


@pytest.mark.parametrize("size", [len(CONTENT), None])
def test_a_file_fetched_whole_is_not_fetched_again(visit: Visit, size: int | None) -> None:
    visit.part.write_bytes(CONTENT)
    with serving(CONTENT) as file:
        assert visit.fetch(file.url, size=size) == CONTENT
    assert len(file.asked) == (0 if size else 1)


def test_a_server_that_cannot_go_on_sends_it_all_again(visit: Visit) -> None:
    visit.part.write_bytes(CONTENT[:200_000])
    with serving(CONTENT, [Fault(ranges=False)]) as file:
        assert visit.fetch(file.url) == CONTENT


def test_a_server_that_goes_on_from_elsewhere_is_asked_for_all(visit: Visit) -> None:
    visit.part.write_bytes(CONTENT[:200_000])
    with serving(CONTENT, [Fault(range_off_by=7)]) as file:
        assert visit.fetch(file.url) == CONTENT
    assert file.asked == ["bytes=200000-", None]


def test_the_beginning_of_another_file_is_thrown_away(visit: Visit) -> None:
    visit.part.write_bytes(b"x" * 100_000)
    with serving(CONTENT) as file:
        assert visit.fetch(file.url) == CONTENT
    assert file.asked == ["bytes=100000-", None]


@pytest.mark.parametrize("size", [len(CONTENT), None])
def test_what_is_longer_than_the_whole_is_thrown_away(visit: Visit, size: int | None) -> None:
    visit.part.write_bytes(CONTENT + b"more")
    with serving(CONTENT) as file:
        assert visit.fetch(file.url, size=size) == CONTENT


def test_a_wrong_checksum_leaves_nothing(visit: Visit) -> None:
    with serving(CONTENT[:-1] + b"x") as file, pytest.raises(DownloadError, match="checksum"):
        visit.fetch(file.url)
    assert not visit.part.exists()
    assert len(file.asked) == 1


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT + b"x"])
def test_a_wrong_length_is_noticed_before_anything_is_fetched(visit: Visit, content: bytes) -> None:
    with serving(content) as file, pytest.raises(DownloadError, match="length"):
        visit.fetch(file.url, size=len(CONTENT))
    assert not visit.part.exists()


def test_more_than_the_limit_is_not_fetched(visit: Visit) -> None:
    with (
        serving(CONTENT, [Fault(length="")]) as file,
        pytest.raises(DownloadError, match="length is wrong"),
    ):
        visit.fetch(file.url, most_bytes=100_000)
    assert visit.part.stat().st_size <= 100_000


def test_a_server_without_a_length_is_believed_when_the_checksum_is_right(visit: Visit) -> None:
    with serving(CONTENT, [Fault(length="")]) as file:
        assert visit.fetch(file.url) == CONTENT
    assert visit.told[-1] == (len(CONTENT), None)


@pytest.mark.parametrize("status", [500, 502, 503, 429, 408])
def test_a_server_that_is_not_well_is_tried_again(visit: Visit, status: int) -> None:
    with serving(CONTENT, [Fault(status=status)] * 3) as file:
        assert visit.fetch(file.url) == CONTENT
    assert visit.waits == [1.0, 2.0, 4.0]


def test_after_four_tries_it_gives_up_in_one_sentence(visit: Visit) -> None:
    with (
        serving(CONTENT, [Fault(status=503)] * 9) as file,
        pytest.raises(DownloadError, match=r"^127\.0\.0\.1 cannot be reached .* \(HTTP 503\); "),
    ):
        visit.fetch(file.url)
    assert len(file.asked) == 4


@pytest.mark.parametrize("status", [400, 403, 404, 410])
def test_a_refusal_is_not_tried_again(visit: Visit, status: int) -> None:
    with (
        serving(CONTENT, [Fault(status=status)]) as file,
        pytest.raises(DownloadError, match=f"HTTP {status}"),
    ):
        visit.fetch(file.url)
    assert len(file.asked) == 1


def test_a_server_that_goes_silent_is_left_and_what_came_is_kept(visit: Visit) -> None:
    stalled = [Fault(cut=120_000, stalls=True)] + [Fault(cut=0, stalls=True)] * 9
    with serving(CONTENT, stalled) as file, pytest.raises(DownloadError, match="timed out"):
        visit.fetch(file.url)
    assert visit.part.read_bytes() == CONTENT[:120_000]
    assert len(file.asked) == 4


def test_no_network_is_one_sentence(visit: Visit) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DownloadError, match="cannot be reached"):
        visit.fetch(f"http://127.0.0.1:{port}/model.zip")
    assert len(visit.waits) == 3


def test_a_redirect_is_followed(visit: Visit) -> None:
    with serving(CONTENT) as other, serving(b"", [Fault(to=other.url)]) as file:
        assert visit.fetch(file.url) == CONTENT


@pytest.mark.parametrize("to", ["ftp://127.0.0.1/model.zip", "file:///etc/passwd"])
def test_a_redirect_to_elsewhere_than_the_web_is_refused(visit: Visit, to: str) -> None:
    with serving(b"", [Fault(to=to)] * 9) as file, pytest.raises(DownloadError):
        visit.fetch(file.url)
    assert not visit.part.exists()


def test_a_redirect_from_an_encrypted_to_a_plain_address_is_refused() -> None:
    from urllib.request import Request

    from local_voice.hearing.download import _Redirects

    asked = Request("https://example.org/model.zip")
    with pytest.raises(DownloadError, match="not secure"):
        _Redirects().redirect_request(asked, None, 302, "", {}, "http://example.org/model.zip")


def test_redirects_in_a_circle_end(visit: Visit) -> None:
    with serving(CONTENT) as file:
        file.faults = [Fault(to=file.url)] * 99
        with pytest.raises(DownloadError):
            visit.fetch(file.url)


def test_a_full_disk_keeps_what_was_written(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    full_after(200_000, monkeypatch)
    with serving(CONTENT) as file, pytest.raises(OSError, match="No space left") as raised:
        visit.fetch(file.url)
    assert raised.value.errno == errno.ENOSPC
    assert CONTENT.startswith(visit.part.read_bytes())


def test_ctrl_c_keeps_what_came(visit: Visit) -> None:
    class Stopper(Visit):
        def fetch(self, url: str, sha256: str = SHA256, **known: Any) -> bytes:
            def stop(done: int, whole: int | None) -> None:
                if done > 100_000:
                    raise KeyboardInterrupt

            fetch(Remote(url, sha256), self.part, progress=stop, sleep=self.waits.append)
            return b""

    with serving(CONTENT) as file:
        with pytest.raises(KeyboardInterrupt):
            Stopper(visit.part).fetch(file.url)
        came = visit.part.stat().st_size
        assert came > 100_000
        assert visit.fetch(file.url) == CONTENT
    assert file.asked == [None, f"bytes={came}-"]


def full_after(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk with room for so many bytes."""
    opened = Path.open

    def open_on_full_disk(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        file = opened(path, mode, *rest, **more)
        if "a" not in mode and "w" not in mode and "x" not in mode:
            return file
        write, left = file.write, [room]

        def limited(data: bytes) -> int:
            left[0] -= len(data)
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return int(write(data))

        file.write = limited
        return file

    monkeypatch.setattr(Path, "open", open_on_full_disk)
