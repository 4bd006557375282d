"""A model installed from a server: whole or not at all, whatever goes wrong."""

import errno
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from local_voice.hearing import install as installing
from local_voice.hearing.download import DownloadError, Remote
from local_voice.hearing.install import OFFICIAL, Offered, choose, install
from local_voice.hearing.vosk_check import check_model, verify_model
from local_voice.hearing.vosk_models import Places, find_model, models_folder
from tests.hearing.conftest import TINY_MODEL
from tests.hearing.model_server import Fault, serving

NAME = "vosk-model-tiny-en"


def packed(folder: Path, leave_out: str = "") -> bytes:
    """A model as it is offered for download."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.name != leave_out:
                archive.write(file, Path(NAME) / file.relative_to(folder))
    return stream.getvalue()


@pytest.fixture(scope="module")
def content() -> bytes:
    return packed(TINY_MODEL)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def offered(url: str, content: bytes) -> Offered:
    return Offered(NAME, Remote(url, hashlib.sha256(content).hexdigest(), len(content)))


def put(offer: Offered, cache: Path, progress: Any = lambda done, whole: None) -> Path:
    return install(offer, cache, progress=progress, sleep=lambda seconds: None, timeout=0.5)


def nothing_but_hidden(cache: Path) -> bool:
    return all(entry.name.startswith(".") for entry in models_folder(cache).iterdir())


def test_a_model_is_installed_found_and_good(content: bytes, cache: Path) -> None:
    with serving(content) as file:
        model = put(offered(file.url, content), cache)
    assert find_model(Places(None, (models_folder(cache),))) == model
    check_model(model, cache)
    verify_model(model)
    left = {entry.name for entry in models_folder(cache).iterdir()}
    assert left == {NAME, ".lock"}


def test_a_good_model_is_not_fetched_again(content: bytes, cache: Path) -> None:
    with serving(content) as file:
        offer = offered(file.url, content)
        assert put(offer, cache) == put(offer, cache)
    assert len(file.asked) == 1


def test_a_damaged_model_is_replaced(content: bytes, cache: Path) -> None:
    with serving(content) as file:
        model = put(offered(file.url, content), cache)
        (model / "am" / "final.mdl").write_bytes(b"")
        assert put(offered(file.url, content), cache) == model
    verify_model(model)


def test_cut_connections_end_in_a_whole_model(content: bytes, cache: Path) -> None:
    faults = [
        Fault(cut=1_000_000),
        Fault(status=503),
        Fault(cut=7),
        Fault(cut=500_000, ranges=False),
    ]
    with serving(content, faults) as file:
        verify_model(put(offered(file.url, content), cache))


def test_a_wrong_checksum_installs_nothing(content: bytes, cache: Path) -> None:
    with serving(content[:-1] + b"x") as file, pytest.raises(DownloadError, match="checksum"):
        put(offered(file.url, content), cache)
    assert [entry.name for entry in models_folder(cache).iterdir()] == [".lock"]


def test_an_archive_that_is_no_model_installs_nothing(cache: Path) -> None:
    content = packed(TINY_MODEL, leave_out="Gr.fst")
    with serving(content) as file, pytest.raises(DownloadError, match="cannot be used"):
        put(offered(file.url, content), cache)
    assert [entry.name for entry in models_folder(cache).iterdir()] == [".lock"]


@pytest.mark.parametrize("room", [1_000_000, 6_000_000])
def test_a_full_disk_is_one_sentence_and_leaves_nothing_half(
    content: bytes, cache: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While fetching, or while unpacking: the whole is 3 MB packed, and 4 unpacked."""
    with serving(content) as file:
        with monkeypatch.context() as full:
            left = [room]
            full.setattr(Path, "open", limited(Path.open, left))
            with pytest.raises(DownloadError, match=r"^The disk with .* is full; make room"):
                put(offered(file.url, content), cache)
        assert nothing_but_hidden(cache)
        assert not list(models_folder(cache).glob(".new-*"))
        verify_model(put(offered(file.url, content), cache))
    came = min(room, len(content))
    assert file.asked[0] is None
    if came < len(content):
        assert file.asked[1] != "bytes=0-"
    else:
        assert len(file.asked) == 1  # all of it was there


def limited(opened: Any, left: list[int]) -> Any:
    """Path.open on a disk with room for so many bytes."""

    def open_on_full_disk(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        file = opened(path, mode, *rest, **more)
        if mode not in ("ab", "wb", "xb") or path.name == ".lock":
            return file
        write = file.write

        def on_full_disk(data: bytes) -> int:
            left[0] -= len(data)
            if left[0] < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return int(write(data))

        file.write = on_full_disk
        return file

    return open_on_full_disk


def test_a_folder_that_cannot_be_made_is_one_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DownloadError, match="cannot be written"):
        put(offered("http://127.0.0.1:9/x.zip", content), tmp_path / "file")


@pytest.mark.parametrize(
    "step", ["fetch", "unpack", "check_files", "probe_model", "write_manifest"]
)
def test_ctrl_c_at_any_step_leaves_nothing_half(
    content: bytes, cache: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(content) as file:
        with monkeypatch.context() as interrupted:

            def stop(*values: Any, **more: Any) -> None:
                raise KeyboardInterrupt

            interrupted.setattr(installing, step, stop)
            with pytest.raises(KeyboardInterrupt):
                put(offered(file.url, content), cache)
        assert nothing_but_hidden(cache)
        assert not list(models_folder(cache).glob(".new-*"))
        verify_model(put(offered(file.url, content), cache))
    assert len(file.asked) == 1


def test_what_a_killed_process_left_is_cleared(content: bytes, cache: Path) -> None:
    left = models_folder(cache) / ".new-abc" / NAME
    left.mkdir(parents=True)
    with serving(content) as file:
        put(offered(file.url, content), cache)
    assert not left.exists()


HOLD = """
import sys
from pathlib import Path
from local_voice.hearing.lock import only_one
with only_one(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_at_once_are_told(content: bytes, cache: Path) -> None:
    models_folder(cache).mkdir(parents=True)
    command = [sys.executable, "-c", HOLD, str(models_folder(cache) / ".lock")]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(DownloadError, match="being fetched already"):
            put(offered("http://127.0.0.1:9/x.zip", content), cache)
        other.kill()  # the lock goes with its process
    with serving(content) as file:
        put(offered(file.url, content), cache)


def test_the_official_model_is_the_default() -> None:
    assert choose({}, None, None) is OFFICIAL
    assert OFFICIAL.archive.url.startswith("https://")
    assert len(OFFICIAL.archive.sha256) == 64


def test_another_address_by_option_or_environment() -> None:
    checksum = "AB" * 32
    expected = Offered("vosk-model-x-en", Remote("http://here/vosk-model-x-en.zip", "ab" * 32))
    assert choose({}, expected.archive.url, checksum) == expected
    environment = {
        "MUSCLE_CALM_MODEL_URL": expected.archive.url,
        "MUSCLE_CALM_MODEL_SHA256": checksum,
    }
    assert choose(environment, None, None) == expected


@pytest.mark.parametrize("sha256", [None, "", "abc", "g" * 64, OFFICIAL.archive.sha256[:-1]])
def test_another_address_needs_a_checksum_of_its_own(sha256: str | None) -> None:
    with pytest.raises(DownloadError, match="needs its checksum"):
        choose({}, "https://here/model.zip", sha256)


@pytest.mark.parametrize(
    "url",
    ["ftp://here/model.zip", "file:///model.zip", "model.zip", "https://here/", "http://x/..zip"],
)
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(DownloadError, match="is not the address"):
        choose({}, url, "a" * 64)
