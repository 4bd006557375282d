"""A damaged model is found out before it can abort the process."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from local_voice.hearing import vosk_check
from local_voice.hearing.vosk import load_model
from local_voice.hearing.vosk_check import (
    MANIFEST,
    check_files,
    check_model,
    probe_model,
    verify_model,
    write_manifest,
)
from local_voice.hearing.vosk_models import ModelError
from tests.hearing.conftest import TINY_MODEL

NEEDED = (
    "am/final.mdl",
    "conf/model.conf",
    "conf/mfcc.conf",
    "graph/HCLr.fst",
    "graph/Gr.fst",
    "graph/disambig_tid.int",
)


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY_MODEL, tmp_path / "vosk-model-tiny-en"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def no_probe(path: Path, timeout: float = 0.0) -> None:
    raise AssertionError("it was tried again")


def test_a_good_model_is_tried_once(
    model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_model(model, cache)
    monkeypatch.setattr(vosk_check, "probe_model", no_probe)
    check_model(model, cache)


def test_a_changed_model_is_tried_again(
    model: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_model(model, cache)
    os.utime(model / "am" / "final.mdl", ns=(1, 1))
    monkeypatch.setattr(vosk_check, "probe_model", no_probe)
    with pytest.raises(AssertionError, match="tried again"):
        check_model(model, cache)


@pytest.mark.parametrize("content", ["", "{", "[1]", '{"x": 3}'])
def test_a_damaged_record_of_trials_only_means_another_trial(
    model: Path, cache: Path, content: str
) -> None:
    cache.mkdir()
    (cache / "models-probed.json").write_text(content)
    check_model(model, cache)


def test_a_cache_that_cannot_be_written_is_no_error(model: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check_model(model, tmp_path / "file" / "cache")


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("damage", ["missing", "empty"])
def test_a_missing_or_empty_file_is_told(model: Path, cache: Path, name: str, damage: str) -> None:
    (model / name).unlink()
    if damage == "empty":
        (model / name).touch()
    with pytest.raises(ModelError, match=f"{name} is missing or empty; `muscle-calm model"):
        check_model(model, cache)


@pytest.mark.parametrize("name", NEEDED)
@pytest.mark.parametrize("part", [0.02, 0.5, 0.9])
def test_a_cut_file_never_reaches_this_process(
    model: Path, cache: Path, name: str, part: float
) -> None:
    """Either it is found out, or it does not end the process: a shorter settings file may be
    whole, and a graph without its end only mishears."""
    file = model / name
    content = file.read_bytes()
    file.write_bytes(content[: max(1, int(len(content) * part))])
    try:
        check_model(model, cache, timeout=5)
    except ModelError:
        return
    assert name.startswith("conf/") or name in ("graph/disambig_tid.int", "graph/HCLr.fst")
    probe_model(model)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("conf/model.conf", "--min-active=200\n"),
        ("conf/model.conf", "--no-such-option=1\n--endpoint.silence-phones=1\n"),
        ("conf/mfcc.conf", "--num-mel-bins=many\n"),
        ("graph/disambig_tid.int", "12 x\n"),
        ("graph/HCLr.fst", "not a graph"),
        ("am/final.mdl", "not a network"),
    ],
)
def test_a_file_of_something_else_is_told(
    model: Path, cache: Path, name: str, content: str
) -> None:
    (model / name).write_text(content)
    with pytest.raises(ModelError, match="cannot be used"):
        check_model(model, cache)


def test_what_the_check_stops_would_have_aborted_the_process(model: Path) -> None:
    (model / "conf" / "model.conf").write_text("--min-active=200\n")
    with pytest.raises(ModelError):
        check_files(model)
    load = (
        "import sys, vosk; vosk.SetLogLevel(-4); "
        "r = vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), 16000); r.AcceptWaveform(bytes(32000))"
    )
    done = subprocess.run([sys.executable, "-c", load, str(model)], capture_output=True)
    assert done.returncode != 0


def test_a_model_that_does_not_load_is_an_error_here_too(model: Path) -> None:
    shutil.rmtree(model / "am")
    with pytest.raises(ModelError, match="Vosk does not load it"):
        load_model(model)


def test_a_model_that_takes_too_long_is_told(model: Path) -> None:
    with pytest.raises(ModelError, match=r"does not load within 0\.01 seconds"):
        probe_model(model, timeout=0.01)


def test_a_file_called_vosk_in_this_folder_is_not_the_library(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "vosk.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    probe_model(model)


def flip(file: Path) -> None:
    """Change a byte in the middle, keeping size and time."""
    status = file.stat()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_changed_byte_is_found_by_verifying(model: Path, cache: Path) -> None:
    write_manifest(model)
    verify_model(model)
    flip(model / "am" / "final.mdl")
    check_model(model, cache)  # at each start only sizes and times are looked at
    with pytest.raises(ModelError, match=r"am/final\.mdl is not as it was fetched"):
        verify_model(model)


def test_a_changed_time_makes_every_start_look_closer(model: Path, cache: Path) -> None:
    write_manifest(model)
    os.utime(model / "am" / "final.mdl", ns=(1, 1))
    check_model(model, cache)
    flip(model / "am" / "final.mdl")
    with pytest.raises(ModelError, match="not as it was fetched"):
        check_model(model, cache)


def test_a_file_missing_from_what_was_fetched_is_told(model: Path, cache: Path) -> None:
    write_manifest(model)
    (model / "graph" / "phones" / "word_boundary.int").unlink()
    with pytest.raises(ModelError, match=r"word_boundary\.int is missing"):
        check_model(model, cache)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"README": 3}', '{"README": ["a", 1]}'])
def test_a_damaged_manifest_is_told(model: Path, cache: Path, content: str) -> None:
    (model / MANIFEST).write_text(content)
    with pytest.raises(ModelError, match=r"damaged; `muscle-calm model download`"):
        check_model(model, cache)
