"""Training: any interaction model, the same bytes each time, errors that say where."""

import json
import shutil
from pathlib import Path

import pytest

from skill.understanding import Understanding, WeightsError
from skill.understanding.tables import DataError
from skill.understanding.train import main, train
from skill.understanding.weights import (
    DATA,
    digests,
    encode,
    model_path,
    read_weights,
    weights_path,
)

BAKERY = Path(__file__).parent / "bakery" / "small_model.json"


@pytest.mark.parametrize(
    ("text", "name", "slots"),
    [
        ("I'd like six croissants", "OrderIntent", {"item": "croissant", "count": "6"}),
        ("how much would a loaf of rye be", "PriceIntent", {"item": "rye_loaf"}),
        ("what time do you close today", "OpenIntent", {}),
        ("give me two crossants", "OrderIntent", {"item": "croissant", "count": "2"}),
        ("play some loud music", "AMAZON.FallbackIntent", {}),
    ],
)
def test_another_domain(bakery: Understanding, text: str, name: str, slots: dict[str, str]) -> None:
    heard = bakery.interpret(text)
    assert heard.intent.name == name
    assert dict(heard.intent.slots) == slots


def test_the_same_inputs_give_the_same_bytes(bakery_weights: Path, bakery_data: Path) -> None:
    assert encode(train(BAKERY, bakery_data)) == bakery_weights.read_text(encoding="utf-8")


def test_the_shipped_weights_are_of_the_shipped_model() -> None:
    content = json.loads(weights_path("en-US").read_text(encoding="utf-8"))
    assert content["inputs"] == digests(model_path("en-US"), DATA)


def test_the_shipped_weights_are_small() -> None:
    assert weights_path("en-US").stat().st_size <= 1_000_000


def spoil(weights: Path, tmp_path: Path, text: str) -> Path:
    path = tmp_path / weights.name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace('"format":2', '"format":0'), "of another version"),
        (lambda text: text[:500], "damaged"),
        (lambda text: "[]", "damaged"),
        (lambda text: text.replace('"classes"', '"klasses"'), "damaged"),
        (lambda text: text.replace("data/language.toml", "data/old.toml"), "older than"),
    ],
)
def test_weights_that_do_not_fit_are_refused_in_one_sentence(
    bakery_weights: Path, bakery_data: Path, tmp_path: Path, change: object, said: str
) -> None:
    text = change(bakery_weights.read_text(encoding="utf-8"))  # type: ignore[operator]
    path = spoil(bakery_weights, tmp_path, text)
    with pytest.raises(WeightsError, match=said) as error:
        read_weights(path, BAKERY, bakery_data)
    assert "python -m skill.understanding.train" in str(error.value)
    assert "\n" not in str(error.value)


def test_changed_model_is_noticed(bakery_weights: Path, bakery_data: Path, tmp_path: Path) -> None:
    changed = tmp_path / BAKERY.name
    changed.write_text(BAKERY.read_text("utf-8").replace("bun", "bap"), encoding="utf-8")
    with pytest.raises(WeightsError, match=f"older than model/{BAKERY.name}"):
        read_weights(bakery_weights, changed, bakery_data)


def test_missing_weights(bakery_data: Path, tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="missing"):
        read_weights(tmp_path / "none.json", BAKERY, bakery_data)


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("spoken.toml", 'BreadIntent = ["bread"]\n', "spoken.toml: there is no intent BreadIntent"),
        (
            "spoken.toml",
            '# other words\nOpenIntent = ["are you there",\n  "order {item}"]\n',
            "spoken.toml, line 3, 'order {item}': OrderIntent and OpenIntent share it",
        ),
        (
            "spoken.toml",
            'OpenIntent = ["open at {hour}"]\n',
            "spoken.toml, line 1, 'open at {hour}': there is no slot {hour}",
        ),
        (
            "background/chat.toml",
            'utterances = ["hello",\n "when do you open"]\n',
            "chat.toml, line 2, 'when do you open': it is a sample of OpenIntent",
        ),
        ("spoken.toml", "OpenIntent = [", "spoken.toml is not valid TOML"),
    ],
)
def test_contradictions_are_named_with_their_place(
    bakery_data: Path, tmp_path: Path, file: str, text: str, said: str
) -> None:
    data = tmp_path / "data"
    shutil.copytree(bakery_data, data)
    (data / file).write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        train(BAKERY, data)
    assert said in str(error.value)


def test_an_empty_slot_type_is_refused(bakery_data: Path, tmp_path: Path) -> None:
    model = json.loads(BAKERY.read_text(encoding="utf-8"))
    model["interactionModel"]["languageModel"]["types"][0]["values"] = []
    path = tmp_path / "empty.json"
    path.write_text(json.dumps(model), encoding="utf-8")
    with pytest.raises(DataError, match="the slot type Item has no values"):
        train(path, bakery_data)


def test_the_command_checks_and_writes(
    bakery_weights: Path, bakery_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "weights.json"
    arguments = ["--model", str(BAKERY), "--data", str(bakery_data), "--output", str(output)]
    assert main([*arguments, "--check"]) == 1
    assert main(arguments) == 0
    assert output.read_text("utf-8") == bakery_weights.read_text("utf-8")
    assert main([*arguments, "--check"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--model", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err
