"""The lint on the example phrases of the listing."""

import re

import pytest

from skill.alexa.lint import lint_examples
from tests.interaction_models.mistakes import CLEAN


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        ([], "there must be 1 to 3, not 0"),
        (["Alexa, open muscle calm"] * 4, "there must be 1 to 3, not 4"),
        (["why is my eyelid twitching"], "must call the skill by wake word and name"),
        (["Alexa, open muscle twitch"], "must call the skill|no sample utterance"),
        (["Alexa, ask muscle calm why is my dog twitching"], "is no sample utterance"),
        (["Alexa, open muscle calm", "why is my eyelid twitching today"], "no sample utterance"),
    ],
)
def test_a_wrong_example_phrase_is_found(examples: list[str], said: str) -> None:
    problems = lint_examples(examples, CLEAN)
    assert problems
    assert all(re.search(said, problem.message) for problem in problems)
