"""The compiled tables say what the TOML files say, and never hide an edit."""

from pathlib import Path

import pytest

from skill.knowledge import tables
from skill.knowledge.tables import COMPILED, FOLDER, KnowledgeError, compile_tables, read_table


def test_the_compiled_file_is_up_to_date() -> None:
    assert COMPILED.read_text(encoding="utf-8") == compile_tables(), (
        "run: python -m skill.knowledge.tables"
    )


def test_an_edited_file_is_read_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edited = tmp_path / "offers.toml"
    edited.write_text('[new]\nask = ["Is this read?"]\n', encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)
    assert read_table(edited) == {"new": {"ask": ["Is this read?"]}}


def test_without_the_compiled_file_the_sources_say_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compiled = read_table(FOLDER / "offers.toml")
    monkeypatch.setattr(tables, "_compiled", dict)
    assert read_table(FOLDER / "offers.toml") == compiled


def test_a_file_that_is_no_toml_is_told_in_one_sentence(tmp_path: Path) -> None:
    damaged = tmp_path / "broken.toml"
    damaged.write_bytes(b"\xff\xfe= [")
    with pytest.raises(KnowledgeError, match=r"broken\.toml cannot be read"):
        read_table(damaged)
