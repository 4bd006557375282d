"""Mishearing: always the same, never nothing, bounded, and only by the mistakes in the tables."""

import tomllib
from pathlib import Path

import pytest

from interaction_models.model import load_model
from local_voice.hearing.written import as_heard
from skill.understanding.corpus import examples
from skill.understanding.mishear import Confusions, read_confusions
from skill.understanding.tables import DataError
from skill.understanding.variations import Draw
from skill.understanding.weights import DATA

FOLDER = DATA / "confusions"
TABLES = sorted(FOLDER.glob("*.toml"))
MOST_HEARD = 3
"""Words heard for one that was said, at most."""
OUTDATED = 0.1
"""The share of a table's words that we may have ceased to train on."""
SMALL = {
    "instead": {"calf": {"cough": 2, "half": 1}, "eye lid": {"i did": 1}},
    "lost": {"my": 1},
    "added": {"uh": 1},
}
UTTERANCE = ["why", "does", "my", "left", "calf", "twitch", "when", "my", "eye", "lid", "does"]


@pytest.fixture(scope="module")
def shipped() -> tuple[Confusions, ...]:
    return read_confusions(FOLDER)


def test_the_same_draw_mishears_alike(shipped: tuple[Confusions, ...]) -> None:
    for confusions in shipped:
        once, again = Draw(5), Draw(5)
        for _ in range(20):
            heard = confusions.misheard(UTTERANCE, once)
            assert heard == confusions.misheard(UTTERANCE, again)


def test_what_is_heard_is_neither_nothing_nor_endless(shipped: tuple[Confusions, ...]) -> None:
    draw = Draw(5)
    for confusions in shipped:
        for words in (["calf"], ["my"], ["the"], UTTERANCE, ["zzz"], UTTERANCE * 10):
            for _ in range(20):
                heard = confusions.misheard(words, draw)
                assert 0 < len(heard) <= MOST_HEARD * len(words) + 1
                assert all(heard)


def test_only_what_the_table_says_is_misheard() -> None:
    confusions = Confusions.from_tables(SMALL)
    draw = Draw(1)
    heard = {" ".join(confusions.misheard(["my", "calf"], draw)) for _ in range(200)}
    assert {"my cough", "my half", "calf"} < heard
    assert all(set(text.split()) <= {"my", "calf", "cough", "half", "uh"} for text in heard)


def test_a_phrase_may_be_misheard_as_a_whole() -> None:
    confusions = Confusions.from_tables({**SMALL, "lost": {}, "added": {}})
    assert confusions.misheard(["eye", "lid"], Draw(1)) == ("i", "did")


def test_what_was_heard_more_often_is_drawn_more_often() -> None:
    confusions = Confusions.from_tables({**SMALL, "lost": {}, "added": {}})
    draw = Draw(1)
    heard = [confusions.misheard(["calf"], draw) for _ in range(300)]
    assert heard.count(("cough",)) > 1.5 * heard.count(("half",))


def test_no_word_of_the_table_leaves_an_utterance_as_it_is() -> None:
    confusions = Confusions.from_tables({"instead": {}, "lost": {}, "added": {}})
    assert confusions.misheard(["hello"], Draw(1)) == ("hello",)


@pytest.mark.parametrize(
    "text",
    ["[instead]", "[instead]\n[lost]\n[added]\num = 0", '[instead]\na = "b"\n[lost]\n[added]'],
)
def test_a_damaged_table_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "some.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"some\.toml is no table of confusions"):
        read_confusions(tmp_path)


def test_there_is_a_table_for_each_recognizer() -> None:
    assert [path.stem for path in TABLES] == ["pocketsphinx", "vosk"]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_table_says_how_it_was_made_and_is_in_order(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Made by: python -m tests.speech.confusions\n")
    assert len(text) < 100_000
    tables = tomllib.loads(text)
    for name in ("instead", "lost", "added"):
        assert list(tables[name]) == sorted(tables[name])
    for said, heard in tables["instead"].items():
        assert said not in heard
        assert list(heard.values()) == sorted(heard.values(), reverse=True)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_the_words_of_a_table_are_those_we_train_on(path: Path) -> None:
    """Else it is of other data, and to be made again."""
    said = {
        word for text in tomllib.loads(path.read_text("utf-8"))["instead"] for word in text.split()
    }
    texts = (as_heard(e.text) for e in examples(load_model("en-US"), DATA))
    strange = said - {word for text in texts for word in text.split()}
    assert len(strange) <= OUTDATED * len(said), sorted(strange)
