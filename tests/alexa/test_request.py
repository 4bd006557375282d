"""What Alexa understood arrives in the core's own terms, and nothing said is lost."""

import pytest

from skill.alexa.envelope import read_envelope
from skill.alexa.request import heard, locale_of, shows_screens
from skill.core.intent import FALLBACK, Heard, Intent
from tests.alexa.envelopes import Json, ask, empty, launch, matched, plain, unmatched


def understood(body: Json) -> Heard:
    return heard(
        read_envelope(body).request.intent, lambda text: Heard(Intent("read", {"t": text}))
    )


def test_a_matched_slot_is_the_id_of_its_value() -> None:
    body = ask("CauseIntent", matched("bodyPart", "eye lid", "eyelid"), empty("trigger"))
    assert understood(body) == Heard(Intent("CauseIntent", {"bodyPart": "eyelid"}))


def test_a_value_added_at_run_time_counts_as_well() -> None:
    body = ask("CauseIntent", matched("bodyPart", "eye lid", "eyelid", dynamic=True))
    assert understood(body).intent.slots == {"bodyPart": "eyelid"}


def test_the_first_authority_and_its_first_value_win() -> None:
    slot = matched("bodyPart", "leg", "leg")
    [authority] = slot["resolutions"]["resolutionsPerAuthority"]
    authority["values"].append({"value": {"name": "calf", "id": "calf"}})
    other = matched("bodyPart", "leg", "thigh")["resolutions"]["resolutionsPerAuthority"]
    slot["resolutions"]["resolutionsPerAuthority"] += other
    assert understood(ask("CauseIntent", slot)).intent.slots == {"bodyPart": "leg"}


@pytest.mark.parametrize(
    "code", ["ER_SUCCESS_NO_MATCH", "ER_ERROR_TIMEOUT", "ER_ERROR_EXCEPTION", "ER_NEW_CODE"]
)
def test_where_a_slot_matches_nothing_all_the_words_are_kept(code: str) -> None:
    body = ask(
        "SymptomIntent",
        matched("bodyPart", "upper limb", "arm"),
        plain("duration", "P3W"),
        unmatched("symptom", "crushing chest pain", code),
    )
    assert understood(body) == Heard(
        Intent("SymptomIntent", {"bodyPart": "arm", "duration": "P3W"}),
        words="arm, crushing chest pain",
    )


def test_a_custom_slot_without_any_resolution_keeps_its_words() -> None:
    body = ask("CauseIntent", plain("bodyPart", "funny bone"))
    assert understood(body) == Heard(Intent("CauseIntent"), words="funny bone")


def test_numbers_and_durations_come_as_they_are() -> None:
    assert understood(ask("StartRoutineIntent", plain("minutes", "5"))).intent.slots == {
        "minutes": "5"
    }
    assert understood(ask("SymptomIntent", plain("duration", "P3W"))).intent.slots == {
        "duration": "P3W"
    }


@pytest.mark.parametrize("name", ["minutes", "duration", "bodyPart"])
def test_a_question_mark_is_nothing_said(name: str) -> None:
    assert understood(ask("StartRoutineIntent", plain(name, "?"))) == Heard(
        Intent("StartRoutineIntent")
    )


def test_free_text_is_read_by_the_understanding() -> None:
    body = ask("DescribeIntent", plain("description", "my eye jumps"))
    assert understood(body) == Heard(Intent("read", {"t": "my eye jumps"}), words="my eye jumps")


@pytest.mark.parametrize("said", ["", " ", "?", "\0"])
def test_free_text_without_text_is_not_understood(said: str) -> None:
    assert understood(ask("DescribeIntent", plain("description", said))) == Heard(FALLBACK)


def test_control_characters_do_not_get_in() -> None:
    body = ask("DescribeIntent", plain("description", "my\0 eye\x1b jumps\ud800"))
    assert understood(body).words == "my eye jumps"


@pytest.mark.parametrize("slots", [None, [], "slots", {"bodyPart": None}, {"bodyPart": []}])
def test_missing_and_odd_slots_are_empty_ones(slots: object) -> None:
    body = ask("CauseIntent")
    body["request"]["intent"]["slots"] = slots
    assert understood(body) == Heard(Intent("CauseIntent"))


@pytest.mark.parametrize("intent", [None, {}, {"name": 7}, "CauseIntent"])
def test_an_intent_without_a_name_is_not_understood(intent: object) -> None:
    body = ask("CauseIntent")
    body["request"]["intent"] = intent
    assert understood(body) == Heard(FALLBACK)


@pytest.mark.parametrize(
    ("given", "locale"), [("en-GB", "en-GB"), (None, "en-US"), ("../x", "en-US"), (5, "en-US")]
)
def test_the_locale_is_the_devices_or_american(given: object, locale: str) -> None:
    body = launch()
    body["request"]["locale"] = given
    assert locale_of(read_envelope(body)) == locale


def test_a_device_shows_screens_where_it_says_so() -> None:
    assert shows_screens(read_envelope(launch(screen=True)))
    assert not shows_screens(read_envelope(launch()))
