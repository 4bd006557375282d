"""Replies use the words of the person's country, and advise the same."""

import re
from pathlib import Path

import pytest

from interaction_models import locales
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.local_words import LocalWords
from skill.core.profile import Profile
from skill.core.reply import Card, Guidance, Pause, Reply, Say, Screen
from skill.knowledge.load_local_words import load_local_words
from skill.knowledge.tables import KnowledgeError

WORDS = LocalWords(
    {"en-GB": {"doctor": "GP", "eye doctor": "eye clinic", "fiber": "fibre", "the lift": "a lift"}}
)
REPLY = Reply(
    speech=(Say("See a doctor."), Pause(1), Say("Doctors know the fiber.")),
    reprompt="An eye doctor?",
    card=Card("The lift", "fibers, fiber"),
    screen=Screen("doctor", "Doctor", "fiber", Guidance("step", "left", 0, ())),
    sources=("doctor",),
)


def test_the_words_of_the_country_are_put_in_everywhere_a_person_hears_or_reads() -> None:
    assert WORDS.put_in(REPLY, "en-GB") == Reply(
        speech=(Say("See a GP."), Pause(1), Say("Doctors know the fibre.")),
        reprompt="An eye clinic?",
        card=Card("A lift", "fibers, fibre"),
        screen=Screen("GP", "GP", "fibre", Guidance("step", "left", 0, ())),
        sources=("doctor",),
    )


@pytest.mark.parametrize("locale", ["en-US", "en-NZ", "en", ""])
def test_elsewhere_a_reply_stays_as_it_is(locale: str) -> None:
    assert WORDS.put_in(REPLY, locale) is REPLY


def test_what_quotes_the_person_stays_as_it_is() -> None:
    quoting = Reply((Say("Said: my doctor"),), card=Card("", "my doctor", keepsake=True))
    assert WORDS.put_in(quoting, "en-GB") is quoting


def test_a_bare_reply_stays_bare() -> None:
    assert WORDS.put_in(Reply((Say("A doctor."),)), "en-GB") == Reply((Say("A GP."),))


def said(text: str, locale: str) -> str:
    return assemble(locale).respond(text, Conversation(locale=locale), Profile()).reply.text


@pytest.mark.parametrize(
    ("locale", "number"),
    [
        ("en-US", "nine one one"),
        ("en-CA", "nine one one"),
        ("en-GB", "nine nine nine"),
        ("en-AU", "zero zero zero"),
        ("en-IN", "one one two"),
        ("en-NZ", "one one one"),
    ],
)
def test_an_emergency_names_the_number_of_the_country(locale: str, number: str) -> None:
    assert number in said("my face droops and i can't speak properly", locale)


@pytest.mark.parametrize("locale", locales())
def test_every_locale_there_is_a_model_for_has_a_number_of_its_own(locale: str) -> None:
    book = assemble().assistant.library.numbers
    assert book.numbers_for(locale, None).emergency != book.unknown.emergency


@pytest.mark.parametrize(
    ("locale", "words"), [("en-GB", "a GP"), ("en-AU", "a GP"), ("en-IN", "a doctor")]
)
def test_the_first_doctor_to_see_is_called_as_there(locale: str, words: str) -> None:
    assert words in said("i have new weakness in my hand for three weeks", locale)


@pytest.mark.parametrize(
    ("locale", "spelled"), [("en-US", "fibers"), ("en-GB", "fibres"), ("en-CA", "fibres")]
)
def test_what_is_read_is_spelled_as_there(locale: str, spelled: str) -> None:
    assert f"{spelled} it supplies" in said("what is a fasciculation", locale)


ADVICE = re.compile(r"\b(?:one|two|three|today|now|soon|days?|weeks?|urgent|never|not)\b")


def test_no_country_changes_when_or_how_urgently_to_act() -> None:
    for words in assemble().assistant.library.local_words.instead.values():
        for phrase, local in words.items():
            assert ADVICE.findall(phrase) == ADVICE.findall(local)


@pytest.mark.parametrize(
    "damage",
    [
        "= =",
        "words = 1",
        "[[words]]\nlocales = 'en-GB'\n[words.instead]\na = 'b'",
        "[[words]]\nlocales = ['en-GB']\n[words.instead]\na = 1",
        "[[words]]\nlocales = ['en-GB']\n[words.instead]\n'' = 'b'",
        "[[words]]\nlocales = ['en-GB', 'en-GB']\n[words.instead]\na = 'b'",
    ],
)
def test_a_damaged_file_is_one_clear_sentence(tmp_path: Path, damage: str) -> None:
    (tmp_path / "local_words.toml").write_text(damage, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"^The knowledge file local_words\.toml ") as fault:
        load_local_words(tmp_path)
    assert "\n" not in str(fault.value)
