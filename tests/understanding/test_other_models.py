"""Any Alexa interaction model can be trained on: here a railway's, which is nothing like ours.

It leaves to Alexa what Alexa knows: cities, dates and first names, how to ask for help, ids of
values; it has a dialog section, free text, and two slots of one type in an intent.
"""

import json
from pathlib import Path

import pytest

from interaction_models.model import ModelError, read_family
from skill.understanding import Understanding
from skill.understanding.beginning import begin
from skill.understanding.builtin import completed
from skill.understanding.train import main, train
from skill.understanding.weights import encode
from tests.understanding.evaluation.figures import count
from tests.understanding.evaluation.ours import Ours
from tests.understanding.evaluation.setting import Setting

RAILWAY = Path(__file__).parent / "railway" / "en-GB.json"


@pytest.fixture(scope="module")
def setting(tmp_path_factory: pytest.TempPathFactory) -> Setting:
    data = tmp_path_factory.mktemp("railway") / "data"
    begin(data, completed(read_family(RAILWAY)))
    return Setting(RAILWAY, data, RAILWAY.parent / "utterances.jsonl")


@pytest.fixture(scope="module")
def railway(setting: Setting) -> Understanding:
    weights = setting.data.parent / "weights.json"
    weights.write_text(encode(train(RAILWAY, setting.data)), encoding="utf-8")
    return Understanding.load_from(weights, RAILWAY, setting.data)


def test_a_model_of_another_domain_is_understood(railway: Understanding, setting: Setting) -> None:
    engine = Ours(railway)
    samples, said, others = (
        count(group.kind, [(case, engine.guess(case.text)) for case in group.cases])
        for group in setting.sets()
    )
    assert samples.right == samples.cases
    assert said.right / said.cases >= 0.9
    assert said.wrong / said.cases <= 0.04
    assert said.f1 is not None
    assert said.f1 >= 0.9
    assert others.wrong == 0


@pytest.mark.parametrize(
    ("text", "name", "slots"),
    [
        ("next train from Uttoxeter to Newcastle upon Tyne", "DepartureIntent",
         {"origin": "uttoxeter", "destination": "newcastle upon tyne"}),
        ("is there a train to Llandudno on friday", "DepartureIntent",
         {"destination": "llandudno", "day": "friday"}),
        ("the ticket is for Siobhan", "PassengerIntent", {"name": "siobhan"}),
        ("book me a one way", "BookIntent", {"ticket": "single"}),
        ("help", "AMAZON.HelpIntent", {}),
        ("tell the staff that coach four is cold", "NoteIntent", {"note": "coach 4 is cold"}),
    ],
)  # fmt: skip
def test_what_alexa_knows_is_known(
    railway: Understanding, text: str, name: str, slots: dict[str, str]
) -> None:
    intent = railway.interpret(text).intent
    assert (intent.name, dict(intent.slots)) == (name, slots)


def test_foreign_talk_in_its_own_words_is_not_held_against_a_model(tmp_path: Path) -> None:
    document = json.loads(RAILWAY.read_text(encoding="utf-8"))
    language = document["interactionModel"]["languageModel"]
    language["intents"] = [
        {"name": "LightIntent", "samples": ["turn off the lights", "turn on the lights"]}
    ]
    model = tmp_path / "lights.json"
    model.write_text(json.dumps(document), encoding="utf-8")
    begin(tmp_path / "data", completed(read_family(model)))
    kept = (tmp_path / "data" / "background" / "foreign.toml").read_text(encoding="utf-8")
    assert '"turn off the lights"' not in kept
    assert len(kept.splitlines()) > 100


@pytest.mark.parametrize(
    ("slots", "said"),
    [
        ([{"name": "gate", "type": "Gate"}], "type Gate, which the model .* does not define"),
        (
            [{"name": "seat", "type": "AMAZON.City"}],
            "slot seat of .* give one of them another name",
        ),
    ],
)
def test_a_slot_without_a_type_is_named(
    slots: list[dict[str, str]], said: str, tmp_path: Path
) -> None:
    document = json.loads(RAILWAY.read_text(encoding="utf-8"))
    intents = document["interactionModel"]["languageModel"]["intents"]
    intents.append({"name": "GateIntent", "slots": slots, "samples": ["open the gate"]})
    model = tmp_path / "gate.json"
    model.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(ModelError, match=said):
        completed(read_family(model))


def test_the_trainer_makes_data_to_start_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "bakery.json"
    bakery = RAILWAY.parents[1] / "bakery" / "small_model.json"
    assert main(["--model", str(bakery), "--output", str(output)]) == 0
    assert (tmp_path / "bakery.data" / "language.toml").exists()
    us = Understanding.load_from(output, bakery, tmp_path / "bakery.data")
    assert us.interpret("could i have two croissants").intent.name == "OrderIntent"
    assert "bakery.json" in capsys.readouterr().out
