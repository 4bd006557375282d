"""What a person wants, and the words it was understood from."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NO_SLOTS: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing the assistant can be asked, with its slots resolved to value ids.

    Names and slot names are those of the interaction models ("CauseIntent", "bodyPart").
    A slot holds the id of a value ("upper_arm"), an ISO 8601 duration ("P3W"), a number as
    digits ("5"), or free text (``description`` only). Slots nobody filled are absent.
    """

    name: str
    slots: Mapping[str, str] = field(default_factory=dict)

    def slot(self, name: str) -> str | None:
        """The value of a slot, or None where nobody filled it."""
        return self.slots.get(name)


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn's input: the intent, and as many of the person's own words as are known.

    ``words`` is empty where a front end passes on slots only. ``rivals`` are other readings
    that came so close that it is better to ask than to guess; best first, the chosen one excluded.
    ``decided_by`` names the stage of understanding that decided, for `ask --explain`.
    ``played`` is, where the front end leads sessions in real time, how many seconds of the session
    were played before the person spoke; None where none was playing. ``day`` is the ordinal number
    of today (that of 1 January of the year 1 is 1), None where the front end does not tell.
    ``also`` are further questions asked in the same breath, to be offered after the answer.
    ``readings`` are further ways to read the words: with what was taken back ("my calf, no, my
    thigh is weak") and without, every question by itself. What is urgent in any of them counts.
    """

    intent: Intent
    words: str = ""
    rivals: tuple[Intent, ...] = ()
    decided_by: str = ""
    played: float | None = None
    day: int | None = None
    also: tuple[Intent, ...] = ()
    readings: tuple[str, ...] = ()


FALLBACK = Intent("AMAZON.FallbackIntent")

# Questions that, asked of a body part or a person, say that something twitches there.
ABOUT_A_TWITCH = frozenset({"CauseIntent", "ReliefIntent", "WorryIntent", "DurationIntent"})

# What a question can be about. Slots that a turn leaves open are filled from the conversation,
# also those which the interaction model does not ask for with this intent; "level" is the urgency
# that advice was given at, from "a doctor soon" on.
TOPICAL: Mapping[str, tuple[str, ...]] = {
    "WhatIsIntent": ("condition",),
    "HowCommonIntent": ("person",),
    "CauseIntent": ("bodyPart", "trigger", "person"),
    "ReliefIntent": ("bodyPart", "trigger", "person", "level"),
    "WorryIntent": ("bodyPart", "person"),
    "ConditionWorryIntent": ("condition", "person"),
    "TreatmentIntent": ("bodyPart", "person"),
    "MedicineIntent": ("medicine", "person"),
    "NutritionIntent": ("nutrient", "trigger", "person"),
    "PreventionIntent": ("bodyPart", "person"),
    "ExerciseIntent": ("bodyPart", "person", "level"),
    "DurationIntent": ("bodyPart", "person"),
    "SleepIntent": ("bodyPart", "trigger", "person"),
}
