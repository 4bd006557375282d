"""Another country that speaks English needs data and no Python."""

import json
from pathlib import Path

import pytest

import skill.alexa.package.contents as contents
from interaction_models import files, load_model, locales, read_document
from skill.alexa.lint import lint_model
from skill.alexa.package import Deployment
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.profile import Profile

NEW_ZEALAND = """
over = "en-GB"

[instead]
"flatmate" = "housemate"

[synonyms.Trigger]
exercise = ["tramping"]
"""


@pytest.fixture
def new_zealand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    overlay = tmp_path / "en-NZ.toml"
    overlay.write_text(NEW_ZEALAND, encoding="utf-8")
    known = {**files.own_files(), "en-NZ": overlay}
    monkeypatch.setattr("interaction_models.model.own_files", lambda: known)
    return "en-NZ"


def test_its_model_is_made_of_what_it_lies_over(new_zealand: str) -> None:
    assert new_zealand in locales()
    model = load_model(new_zealand)
    assert "tramping" in model.type("Trigger").values["exercise"]
    assert "housemate" in model.type("Person").values["someone_else"]
    assert "paracetamol" in model.type("Medicine").values["painkiller"]
    assert lint_model(read_document(new_zealand)) == []


def test_it_is_in_the_package(new_zealand: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "lint_model", lambda _: [])
    made, problems = contents.package(Deployment(), [])
    assert problems == []
    pages = json.loads(made[contents.MANIFEST])["manifest"]["publishingInformation"]["locales"]
    assert list(pages) == ["en-AU", "en-CA", "en-GB", "en-IN", "en-NZ", "en-US"]
    assert json.loads(made[f"{contents.MODELS}/en-NZ.json"]) == read_document(new_zealand)


def test_it_is_answered(new_zealand: str) -> None:
    turn = assemble(new_zealand).respond(
        "my face droops and i can't speak", Conversation(locale=new_zealand), Profile()
    )
    assert "one one one" in turn.reply.text
