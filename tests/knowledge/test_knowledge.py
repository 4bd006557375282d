"""Every answer rests on facts, every fact on sources, and nothing points nowhere."""

import pytest

from interaction_models import SlotType, load_model
from skill.core.intent import TOPICAL
from skill.knowledge.load import load_knowledge, sentences
from skill.knowledge.model import Answer, Fact, Offer, Sentences
from skill.knowledge.routines.load import load_routines

KNOWLEDGE = load_knowledge()
ROUTINES = load_routines()
MODEL = load_model("en-US")
GUIDES = ("guide_essential", "guide_symptoms", "guide_when_to_worry", "guide_remedies")
# The amount of the four guides' facts: none of them may get lost.
GUIDE_FACTS = 161
# What an earlier turn named is known to every question, also to those with no slot for it.
REMEMBERED = {"bodyPart", "trigger", "condition", "person", "level"}
FREE_TYPES = ("AMAZON.DURATION", "AMAZON.NUMBER", "AMAZON.SearchQuery")

answers = pytest.mark.parametrize("answer", KNOWLEDGE.answers, ids=lambda answer: answer.id)
facts = pytest.mark.parametrize("fact", KNOWLEDGE.facts.values(), ids=lambda fact: fact.id)

SPOKEN = {fact for answer in KNOWLEDGE.answers for say in sentences(answer) for fact in say.facts}


def test_no_fact_of_the_guides_is_lost() -> None:
    of_guides = [fact for fact in KNOWLEDGE.facts if fact.startswith("F")]
    assert of_guides == [f"F{number:03}" for number in range(1, GUIDE_FACTS + 1)]


@facts
def test_a_fact_is_spoken_or_says_why_not(fact: Fact) -> None:
    reasons = [reason for reason in (fact.merged_into, fact.left_out) if reason]
    assert len(reasons) == (0 if fact.id in SPOKEN else 1)
    assert fact.merged_into is None or fact.merged_into in SPOKEN


@facts
def test_a_fact_rests_on_sources_of_its_kind(fact: Fact) -> None:
    assert fact.statement
    assert fact.sources
    assert len(set(fact.sources)) == len(fact.sources)
    assert all((source in GUIDES) == fact.id.startswith("F") for source in fact.sources)


def test_every_source_is_used_and_can_be_named_aloud() -> None:
    used = {source for fact in KNOWLEDGE.facts.values() for source in fact.sources}
    used |= {source for routine in ROUTINES.routines.values() for source in routine.sources}
    assert set(KNOWLEDGE.sources) == used
    for source in KNOWLEDGE.sources.values():
        assert source.organisation
        assert source.title
        assert source.spoken
        assert source.url.startswith("http") or source.id in GUIDES


def test_nothing_is_spoken_from_knowledge_without_a_page() -> None:
    assert "gk" not in KNOWLEDGE.sources


@answers
def test_an_answer_belongs_to_questions_that_can_be_asked(answer: Answer) -> None:
    assert answer.intents
    for name in answer.intents:
        assert name in TOPICAL
        assert set(answer.when) <= set(MODEL.intent(name).slots) | REMEMBERED
    assert all(answer.when.values()), "a slot without values never matches"


@answers
def test_an_answer_ends_in_an_offer(answer: Answer) -> None:
    assert answer.offer in KNOWLEDGE.offers


@answers
def test_more_has_something_to_add(answer: Answer) -> None:
    opening = [sentence.say for sentence in answer.point + answer.reason]
    later = [sentence.say for sentence in answer.more + answer.why]
    assert not set(opening) & set(later)
    assert len(set(later)) == len(later)
    assert not answer.more or 2 <= len(answer.more) <= 6


@answers
def test_a_second_asking_sounds_different(answer: Answer) -> None:
    opening = [sentence.say for sentence in answer.point + answer.reason]
    assert [sentence.say for sentence in answer.again] != opening
    assert len(_words(answer.again)) <= len(_words(answer.point + answer.reason))


@pytest.mark.parametrize("slot_type", MODEL.types, ids=lambda slot_type: slot_type.name)
def test_every_value_of_a_slot_has_a_name_to_be_spoken_by(slot_type: SlotType) -> None:
    if slot_type.name == "Routine":
        known = set(load_routines().routines)
    else:
        known = set(KNOWLEDGE.names[slot_type.name[0].lower() + slot_type.name[1:]])
    assert set(slot_type.values) == known


@pytest.mark.parametrize("offer", KNOWLEDGE.offers.values(), ids=lambda offer: offer.id)
def test_yes_to_an_offer_asks_for_something_known(offer: Offer) -> None:
    slots = MODEL.intent(offer.yes.name).slots
    for slot, value in offer.yes.slots.items():
        if slots[slot] not in FREE_TYPES:
            assert value in MODEL.type(slots[slot]).values
    assert offer.ask
    assert all(ask.endswith("?") for ask in offer.ask)
    assert offer.reprompt.endswith("?")


# The values that stand for the matter as a whole are what the general answer is about.
WHOLE = {"twitching", "medicine"}
SPECIFIC = [
    ("CauseIntent", "trigger"),
    ("CauseIntent", "bodyPart"),
    ("ReliefIntent", "trigger"),
    ("ReliefIntent", "bodyPart"),
    ("WhatIsIntent", "condition"),
    ("ConditionWorryIntent", "condition"),
    ("MedicineIntent", "medicine"),
    ("NutritionIntent", "nutrient"),
]


@pytest.mark.parametrize(("intent", "slot"), SPECIFIC)
def test_every_value_is_answered_specifically(intent: str, slot: str) -> None:
    answered = {
        value
        for answer in KNOWLEDGE.answers
        if intent in answer.intents and set(answer.when) == {slot}
        for value in answer.when[slot]
    }
    assert answered | WHOLE == set(KNOWLEDGE.names[slot]) | WHOLE


@pytest.mark.parametrize("intent", TOPICAL)
def test_every_question_has_a_general_answer(intent: str) -> None:
    general = [a for a in KNOWLEDGE.answers if intent in a.intents and not a.when]
    assert len(general) == 1


def _words(said: Sentences) -> list[str]:
    return " ".join(sentence.say for sentence in said).split()
