"""What comes before a red flag never takes it away, least of all a "no" to something else."""

import pytest

from skill.core.safety.engine import SafetyEngine
from tests.safety.case_files import cases, got, level

BEFORE = (
    *("no", "no,", "no no", "no thanks", "no thank you", "nope", "nah", "not really", "not now"),
    *("never", "never mind", "none", "nothing", "i said no", "no alexa", "no wait", "no sorry"),
    *("i don't know", "i'm not sure", "that's not it", "it didn't work", "i didn't sleep"),
    *("i don't feel well", "i'm not well", "i don't feel okay", "i'm not okay", "i can't sleep"),
    *("nothing helps", "it didn't help", "nobody helps me", "no one can see me", "don't stop me"),
    *("okay", "well", "yes", "yes and", "hello", "i'm fine but", "no but", "i have a question"),
)
STATEMENTS = ("i ", "i'm ", "i've ", "my ", "he ", "she ", "his ", "her ", "our ")
URGENT = [
    text
    for rule in cases("triage_phrases.yaml")
    if level(rule["level"]) >= level("urgent_same_day")
    for text in rule["phrases"]
    if text.lower().startswith(STATEMENTS)
]


@pytest.mark.parametrize("before", BEFORE)
def test_it_is_heard_all_the_same(engine: SafetyEngine, before: str) -> None:
    lost = [text for text in URGENT if got(engine, f"{before} {text}") < got(engine, text)]
    assert not lost


def test_there_are_statements_enough() -> None:
    assert len(URGENT) > 100
