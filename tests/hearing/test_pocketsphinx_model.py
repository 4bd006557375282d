"""The model in PocketSphinx's wheel, missing or damaged, and how our words are pronounced."""

from importlib.metadata import files
from pathlib import Path
from shutil import copyfile

import pytest

from local_voice.hearing.pocketsphinx_model import PARTS, RecognizerError, check_model
from local_voice.hearing.pronunciations import dictionary, pronunciations


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for file in files("pocketsphinx") or ():
        if any(f"model/{part}" in file.as_posix() for part in PARTS):
            (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
            copyfile(str(file.locate()), tmp_path / file)
    return tmp_path


def test_a_whole_model_passes(copied: Path) -> None:
    check_model()
    check_model(copied)


def test_a_model_cut_short_is_named_with_what_mends_it(copied: Path) -> None:
    path = next(copied.rglob("mdef"))
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(RecognizerError, match=r"mdef is damaged; install it again with: pip"):
        check_model(copied)


def test_a_missing_file_is_named(copied: Path) -> None:
    next(copied.rglob("means")).unlink()
    with pytest.raises(RecognizerError, match="means cannot be read"):
        check_model(copied)


def test_our_own_words_and_ways_to_say_them_are_known() -> None:
    found = pronunciations(["fasciculation", "stop", "nosuchword"])
    assert len(found["fasciculation"]) == 1
    assert found["stop"] == ["S T AA P", "S T AO P"]
    assert "nosuchword" not in found
    assert "stop(2) S T AO P\n" in dictionary(["stop"])
