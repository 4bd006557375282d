"""`muscle-calm model` and the offer to fetch one, over a model server on this machine."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from rich.console import Console

from local_voice import models
from local_voice.hearing.download import DownloadError
from local_voice.hearing.install import OFFICIAL, choose
from local_voice.hearing.vosk_models import ModelError, models_folder
from local_voice.models import (
    download,
    download_command,
    list_command,
    offer_download,
    verify_command,
)
from tests.hearing.conftest import TINY_MODEL
from tests.hearing.model_server import serving


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without any model."""
    folder = tmp_path / "cache"
    monkeypatch.setattr(models, "cache_folder", lambda: folder)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("VOSK_MODEL_PATH", "MUSCLE_CALM_MODEL_URL", "MUSCLE_CALM_MODEL_SHA256"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="module")
def content() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for file in TINY_MODEL.rglob("*"):
            archive.write(file, Path("vosk-model-tiny-en") / file.relative_to(TINY_MODEL))
    return stream.getvalue()


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_download_list_and_verify(
    content: bytes, cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    list_command()
    assert "`muscle-calm model download` fetches one, 41 MB." in capsys.readouterr().out

    with serving(content) as file:
        download_command(file.url, checksum(content))
    out = capsys.readouterr().out
    assert out.replace("\n", "").endswith(f"{models_folder(cache)}/vosk-model-tiny-en.")

    list_command()
    listed = capsys.readouterr().out.splitlines()[1].split()
    assert listed[:2] == ["used", "vosk-model-tiny-en"]
    assert listed[3] == "MB"

    verify_command()
    assert capsys.readouterr().out == "vosk-model-tiny-en: good\n"


def test_verify_tells_a_damaged_model(content: bytes, cache: Path) -> None:
    with serving(content) as file:
        download_command(file.url, checksum(content))
    network = models_folder(cache) / "vosk-model-tiny-en" / "am" / "final.mdl"
    damaged = bytearray(network.read_bytes())
    damaged[1_000_000] ^= 1
    network.write_bytes(damaged)
    with pytest.raises(ModelError, match=r"final\.mdl is not as it was fetched; `muscle-calm"):
        verify_command()


def test_nothing_to_verify_is_told() -> None:
    with pytest.raises(ModelError, match="There is no speech model here"):
        verify_command()


def test_the_environment_may_name_another_address(
    content: bytes, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(content) as file:
        monkeypatch.setenv("MUSCLE_CALM_MODEL_URL", file.url)
        monkeypatch.setenv("MUSCLE_CALM_MODEL_SHA256", checksum(content))
        download_command()
    assert (models_folder(cache) / "vosk-model-tiny-en").is_dir()


def test_stopping_a_download_is_one_sentence(
    content: bytes, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*values: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(models, "install", stop)
    screen = io.StringIO()
    console = Console(file=screen, force_terminal=True)
    with pytest.raises(DownloadError, match="goes on where it was"):
        download(choose({}, None, None), cache, console)
    hides, shows = "\x1b[?25l", "\x1b[?25h"  # the cursor
    assert screen.getvalue().rindex(shows) > screen.getvalue().rindex(hides)


class Person:
    """Answers the offer, and says how often it was made."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.asked: list[str] = []

    def __call__(self, question: str) -> str:
        self.asked.append(question)
        return self.answer


@pytest.mark.parametrize("answer", ["y", "Yes", " YES "])
def test_a_yes_fetches(cache: Path, answer: str) -> None:
    person = Person(answer)
    assert offer_download(person, lambda: Path("model"), cache) == Path("model")
    assert "41 MB" in person.asked[0]
    assert round((OFFICIAL.archive.size or 0) / 1e6) == 41


@pytest.mark.parametrize("answer", ["n", "no", "", "later"])
def test_anything_else_is_a_no_and_remembered(cache: Path, answer: str) -> None:
    person = Person(answer)
    for _ in range(2):
        assert offer_download(person, lambda: Path("model"), cache) is None
    assert len(person.asked) == 1


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_no_answer_is_asked_again(cache: Path, end: type[BaseException]) -> None:
    def ask(question: str) -> str:
        raise end

    assert offer_download(ask, lambda: Path("model"), cache) is None
    assert offer_download(Person("y"), lambda: Path("model"), cache) == Path("model")
