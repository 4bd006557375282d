"""Where models are looked for, and which one is taken."""

from pathlib import Path

import pytest

from local_voice.hearing.vosk_models import (
    MODEL_NAME,
    ModelError,
    Places,
    find_model,
    list_models,
    models_folder,
    usual_places,
)


def model(folder: Path, name: str, graph: str = "HCLr.fst") -> Path:
    path = folder / name
    (path / "am").mkdir(parents=True)
    (path / "graph").mkdir()
    (path / "graph" / graph).touch()
    return path


@pytest.mark.parametrize(
    "name",
    [MODEL_NAME, "vosk-model-en-us-0.22-lgraph", "vosk-model-en-in-0.5", "vosk-model-tiny-en"],
)
def test_an_english_model_is_known_by_its_name(tmp_path: Path, name: str) -> None:
    model(tmp_path, "vosk-model-small-de-0.15")
    model(tmp_path, "vosk-model-spk-0.4")
    model(tmp_path, "vosk-model-small-tl-ph-generic-0.6")
    expected = model(tmp_path, name)
    assert find_model(Places(None, (tmp_path,))) == expected


def test_small_american_english_goes_first_and_a_fixed_graph_last(tmp_path: Path) -> None:
    fixed = model(tmp_path, "vosk-model-en-us-0.22", "HCLG.fst")
    indian = model(tmp_path, "vosk-model-small-en-in-0.4")
    american = model(tmp_path, MODEL_NAME)
    assert list_models(Places(None, (tmp_path,))) == (american, indian, fixed)


def test_places_go_in_order(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    model(there, MODEL_NAME)
    expected = model(here, "vosk-model-en-in-0.5")
    assert find_model(Places(None, (tmp_path / "none", here, there))) == expected


def test_no_model_is_none(tmp_path: Path) -> None:
    (tmp_path / "vosk-model-en").mkdir()
    (tmp_path / "vosk-model-en.zip").touch()
    places = Places(None, (tmp_path, tmp_path / "none"))
    assert find_model(places) is None
    assert list_models(places) == ()


def test_a_model_the_person_names_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    mine = model(tmp_path, "mine")
    usual = model(tmp_path / "usual", MODEL_NAME)
    places = Places(mine, (tmp_path / "usual",))
    assert find_model(places) == mine
    assert list_models(places) == (mine, usual)


def test_a_folder_of_models_the_person_names_goes_first(tmp_path: Path) -> None:
    model(tmp_path / "usual", MODEL_NAME)
    expected = model(tmp_path / "mine", "vosk-model-en-us-0.22-lgraph")
    assert find_model(Places(tmp_path / "mine", (tmp_path / "usual",))) == expected


def test_a_named_place_without_a_model_is_told(tmp_path: Path) -> None:
    model(tmp_path / "usual", MODEL_NAME)
    with pytest.raises(ModelError, match=r"VOSK_MODEL_PATH is .*none, and no English"):
        find_model(Places(tmp_path / "none", (tmp_path / "usual",)))


def test_the_usual_places(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    places = usual_places({"VOSK_MODEL_PATH": "~/speech"}, tmp_path, cache)
    assert places.chosen == Path.home() / "speech"
    assert places.folders[:2] == (models_folder(cache), tmp_path / ".cache" / "vosk")
    assert usual_places({"VOSK_MODEL_PATH": ""}, tmp_path, cache).chosen is None
