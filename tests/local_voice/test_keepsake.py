"""The doctor's summary is saved where the person says, and nowhere else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from local_voice.keepsake import offer_to_save
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.profile import Profile
from skill.core.reply import Card

CARD = Card("For your doctor", "Where: right hand.\nSince: three weeks.", keepsake=True)


def answering(*names: str) -> Callable[[str], str]:
    left = list(names)
    return lambda _question: left.pop(0)


def test_it_is_saved_under_the_name_given(tmp_path: Path) -> None:
    told: list[str] = []
    offer_to_save(CARD, answering(str(tmp_path / "list.txt")), told.append)
    assert (
        (tmp_path / "list.txt").read_text(encoding="utf-8").startswith("For your doctor\n\nWhere")
    )
    assert told == [f"Saved in {tmp_path / 'list.txt'}."]


def test_without_a_name_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    offer_to_save(CARD, answering("  "), lambda _: None)
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_stays_and_another_name_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("precious", encoding="utf-8")
    told: list[str] = []
    names = (str(tmp_path / "old.txt"), str(tmp_path / "new.txt"))
    offer_to_save(CARD, answering(*names), told.append)
    assert (tmp_path / "old.txt").read_text(encoding="utf-8") == "precious"
    assert (tmp_path / "new.txt").exists()
    assert "left as it is" in told[0]


@pytest.mark.parametrize("name", ["/no/such/folder/list.txt", "bad\x00name"])
def test_a_name_that_cannot_be_is_told_in_one_sentence(name: str) -> None:
    told: list[str] = []
    offer_to_save(CARD, answering(name, ""), told.append)
    assert len(told) == 1
    assert "another name" in told[0]


def test_the_summary_is_marked_as_worth_keeping() -> None:
    assembly = assemble()
    turn = assembly.respond("my hand has slowly become weak", Conversation(), Profile())
    turn = assembly.respond("what should i tell the doctor", turn.conversation, turn.profile)
    assert turn.reply.card is not None
    assert turn.reply.card.keepsake
    assert "hand" in turn.reply.card.text
