"""Damaged and contradictory files end in one clear sentence that names the file and the entry."""

import shutil
from pathlib import Path

import pytest

from skill.knowledge.load import FOLDER, KnowledgeError, load_knowledge

GOOD = {
    "sources.toml": """
[guide]
organisation = "A guide"
title = "Twitches"
url = "https://example.org"
spoken = "a guide"
""",
    "facts.toml": """
[F1]
statement = "Caffeine makes muscles twitch."
sources = ["guide"]
""",
    "offers.toml": """
[relief]
ask = ["Shall I tell you what may help?"]
reprompt = "Would you like that?"
[relief.yes]
intent = "ReliefIntent"
slots = { trigger = "caffeine" }
""",
    "phrases.toml": 'goodbye = ["Goodbye.", "Take care."]\n',
    "names.toml": '[trigger]\ncaffeine = "caffeine"\n',
    "small_talk.toml": '[thanks]\nsaid = ["thanks"]\nreply = ["Glad to help."]\n',
    "answers/causes.toml": """
[[answer]]
id = "cause.caffeine"
intents = ["CauseIntent"]
when = { trigger = ["caffeine"] }
point = [{ say = "Caffeine can do that.", facts = ["F1"] }]
offer = "relief"
""",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers").mkdir()
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_reads_what_the_files_say(folder: Path) -> None:
    knowledge = load_knowledge(folder)
    (answer,) = knowledge.answers
    assert answer.when == {"trigger": ("caffeine",)}
    assert answer.point[0].facts == ("F1",)
    assert answer.more == ()
    assert knowledge.facts["F1"].sources == ("guide",)
    assert knowledge.sources["guide"].spoken == "a guide"
    assert knowledge.offers["relief"].yes.slots == {"trigger": "caffeine"}
    assert knowledge.phrases["goodbye"] == ("Goodbye.", "Take care.")
    assert knowledge.names["trigger"]["caffeine"] == "caffeine"
    assert knowledge.small_talk["thanks"].reply == ("Glad to help.",)


def test_every_file_of_answers_is_read(folder: Path) -> None:
    text = GOOD["answers/causes.toml"].replace("cause.caffeine", "cause.more_caffeine")
    (folder / "answers/more.toml").write_text(text, encoding="utf-8")
    ids = [answer.id for answer in load_knowledge(folder).answers]
    assert ids == ["cause.caffeine", "cause.more_caffeine"]


DAMAGE = [
    ("answers/causes.toml", "[[answer]]", "[[answer", "causes.toml"),
    ("answers/causes.toml", "[[answer]]", "[answer]", "list of answers"),
    ("answers/causes.toml", '["CauseIntent"]', '"CauseIntent"', "cause.caffeine"),
    ("answers/causes.toml", "point =", "pint =", "pint"),
    ("answers/causes.toml", 'id = "cause.caffeine"', "", "answer 1"),
    ("answers/causes.toml", '"F1"', '"F2"', "there is no fact F2"),
    ("answers/causes.toml", '"relief"', '"relieve"', "there is no offer relieve"),
    ("answers/causes.toml", '["caffeine"]', '["tea"]', "trigger tea"),
    ("answers/causes.toml", "trigger =", "tigger =", "tigger caffeine"),
    ("facts.toml", '["guide"]', '["gone"]', "there is no source gone"),
    ("facts.toml", "statement", "merged_into = 'F9'\nstatement", "there is no fact F9"),
    ("facts.toml", "[F1]", "F2 = 5\n[F1]", "F2"),
    ("sources.toml", 'spoken = "a guide"', "", "guide"),
    ("offers.toml", "[relief.yes]", "[relief.yeah]", 'what "yes" to it asks for'),
    ("offers.toml", '"ReliefIntent"', "7", "relief"),
    ("phrases.toml", '["Goodbye.", "Take care."]', '"Goodbye."', "goodbye"),
    ("names.toml", '"caffeine"', "3", "trigger"),
    ("small_talk.toml", "reply", "replies", "thanks"),
]


@pytest.mark.parametrize(("name", "good", "bad", "told"), DAMAGE)
def test_damage_is_told_in_one_sentence(
    folder: Path, name: str, good: str, bad: str, told: str
) -> None:
    assert good in GOOD[name]
    (folder / name).write_text(GOOD[name].replace(good, bad), encoding="utf-8")
    with pytest.raises(KnowledgeError) as raised:
        load_knowledge(folder)
    message = str(raised.value)
    assert name in message
    assert told in message
    assert "\n" not in message
    assert message.endswith(".")


def test_an_id_given_twice(folder: Path) -> None:
    shutil.copy(folder / "answers/causes.toml", folder / "answers/copy.toml")
    with pytest.raises(KnowledgeError, match=r"answers/copy\.toml .*cause\.caffeine.* same id"):
        load_knowledge(folder)


@pytest.mark.parametrize("name", [name for name in GOOD if "/" not in name])
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(KnowledgeError, match=name):
        load_knowledge(folder)


def test_a_file_that_is_not_text(folder: Path) -> None:
    (folder / "facts.toml").write_bytes(b"\x00\xff\xfe")
    with pytest.raises(KnowledgeError, match=r"facts\.toml"):
        load_knowledge(folder)


def test_the_shipped_files_are_the_default() -> None:
    assert load_knowledge() == load_knowledge(FOLDER)
