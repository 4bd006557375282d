"""How many ways of saying an intent are enough.

The ranges are this project's: understanding rose from 0.57 to 0.80 of paraphrases between 3 and 16
samples an intent and was still rising, so what people ask about gets 40 or more. The most leave
room for what a country adds to the 80 of the model it lies over.
"""

from collections.abc import Iterator

from skill.alexa.lint.draft import Draft, DraftIntent
from skill.alexa.lint.intents import BUILTIN_PREFIX
from skill.alexa.lint.problem import Problem
from skill.alexa.lint.slots import SEARCH_QUERY

CONTROL_INTENTS = frozenset(
    {
        "ListRoutinesIntent",
        "SlowerIntent",
        "FasterIntent",
        "TimeLeftIntent",
        "OtherSideIntent",
        "QuietIntent",
        "TalkIntent",
        "LongerIntent",
        "ShorterIntent",
        "NoHoldsIntent",
        "CountsIntent",
        "MoreIntent",
        "WhyIntent",
        "SourceIntent",
        "DoctorSummaryIntent",
        "ForgetMeIntent",
    }
)
DOMAIN_RANGE = (40, 90)
CONTROL_RANGE = (8, 25)
FREE_TEXT_RANGE = (15, 40)
BUILTIN_RANGE = (0, 40)


def sample_counts(draft: Draft) -> Iterator[Problem]:
    """Intents with too few samples to be understood, or so many that they must be padding."""
    for intent in draft.intents:
        least, most = _range(intent)
        count = len(intent.samples)
        if not least <= count <= most:
            yield Problem(
                f"{intent.path}.samples",
                f"{intent.name} has {count} samples; it should have {least} to {most}",
            )


def _range(intent: DraftIntent) -> tuple[int, int]:
    if intent.name.startswith(BUILTIN_PREFIX):
        return BUILTIN_RANGE
    if any(slot.type == SEARCH_QUERY for slot in intent.slots):
        return FREE_TEXT_RANGE
    return CONTROL_RANGE if intent.name in CONTROL_INTENTS else DOMAIN_RANGE
