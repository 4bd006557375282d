"""Every state that a conversation with the skill can be in, each reached by talking."""

from collections.abc import Iterator
from functools import cache

from skill.assembly import assemble
from tests.certification.device import Answer, Device

QUESTIONS = {
    "an answer about a cause": ("CauseIntent", {"bodyPart": "eyelid"}),
    "an answer about relief": ("ReliefIntent", {"bodyPart": "calf"}),
    "an answer about worry": ("WorryIntent", {"bodyPart": "thumb"}),
    "an answer about an illness": ("ConditionWorryIntent", {"condition": "als"}),
    "an answer about a word": ("WhatIsIntent", {"condition": "twitching"}),
    "an answer about how common": ("HowCommonIntent", {}),
    "an answer about treatment": ("TreatmentIntent", {}),
    "an answer about a medicine": ("MedicineIntent", {"medicine": "antidepressant"}),
    "an answer about food": ("NutritionIntent", {"nutrient": "magnesium"}),
    "an answer about prevention": ("PreventionIntent", {}),
    "an answer about exercise": ("ExerciseIntent", {}),
    "an answer about how long": ("DurationIntent", {}),
    "an answer about sleep": ("SleepIntent", {}),
    "an answer about a child": ("CauseIntent", {"bodyPart": "leg", "person": "child"}),
    "an answer about a baby": ("WorryIntent", {"person": "baby"}),
    "an answer in pregnancy": ("ReliefIntent", {"bodyPart": "calf", "person": "pregnant"}),
    "an answer about someone else": ("WorryIntent", {"person": "someone_else"}),
    "advice at home": ("SymptomIntent", {"bodyPart": "eyelid", "symptom": "twitch"}),
    "advice to see a doctor": ("SymptomIntent", {"bodyPart": "hand", "symptom": "wasting"}),
    "advice for today": ("SymptomIntent", {"symptom": "palpitations"}),
    "an emergency": ("SymptomIntent", {"symptom": "chest_pain"}),
    "the routines listed": ("ListRoutinesIntent", {}),
    "the summary for a doctor": ("DoctorSummaryIntent", {}),
    "being forgotten": ("ForgetMeIntent", {}),
    "help": ("AMAZON.HelpIntent", {}),
}
TOLD = {
    "a crisis": "i do not want to live any more",
    "free text about a symptom": "my calf has been twitching for three weeks",
}
CHECK_ANSWERS = ("AMAZON.YesIntent", "AMAZON.NoIntent", "AMAZON.NextIntent")
LONGEST_SESSION = 30
"""Turns; no routine has as many."""


@cache
def states() -> tuple[Device, ...]:
    """A device in each state; the first is a new session."""
    return tuple(_distinct(_all()))


def _all() -> Iterator[Device]:
    fresh = Device()
    yield fresh
    yield fresh.then(fresh.open(), "it was opened")
    for name, (intent, slots) in QUESTIONS.items():
        answer = fresh.ask(intent, slots)
        yield fresh.then(answer, f"after {name}")
        yield from _offer(fresh.then(answer, f"after {name}"), answer)
    for name, text in TOLD.items():
        yield fresh.then(fresh.tell(text), f"after {name}")
    yield from _not_understood(fresh, 3)
    yield from _check(fresh.then(fresh.ask("CheckIntent"), "the check"), 0)
    for routine in assemble().assistant.library.routines.routines:
        yield from _session(fresh, routine)


def _offer(device: Device, answer: Answer) -> Iterator[Device]:
    """What was offered at the end of an answer, taken and declined."""
    if answer.listens:
        for answered, how in (("AMAZON.YesIntent", "taken"), ("AMAZON.NoIntent", "declined")):
            next = device.ask(answered)
            if next.listens:
                yield device.then(next, f"{device.state}, its offer {how}")


def _not_understood(device: Device, times: int) -> Iterator[Device]:
    for time in range(1, times + 1):
        device = device.then(device.ask("AMAZON.FallbackIntent"), f"not understood, {time}")
        yield device


def _check(device: Device, depth: int) -> Iterator[Device]:
    """Every path of the check, by yes, no and "skip this one"."""
    yield device
    if depth > 6:
        raise AssertionError("the check does not end")
    for name in CHECK_ANSWERS:
        answer = device.ask(name)
        path = f"{device.state}, {name.removeprefix('AMAZON.').removesuffix('Intent').lower()}"
        after = device.then(answer, path)
        if answer.conversation.check is not None:
            yield from _check(after, depth + 1)
        elif answer.listens:
            yield after


def _session(device: Device, routine: str) -> Iterator[Device]:
    """Every turn of a routine, and the same paused."""
    answer = device.ask("StartRoutineIntent", {"routine": routine})
    for turn in range(LONGEST_SESSION):
        device = device.then(answer, f"{routine}, turn {turn + 1}")
        if not answer.listens:
            return
        yield device
        paused = device.ask("AMAZON.PauseIntent")
        if paused.listens:
            yield device.then(paused, f"{device.state}, paused")
        routine_now = answer.conversation.routine
        asks_first = routine_now is not None and routine_now.awaits == "check"
        answer = device.ask("AMAZON.NoIntent" if asks_first else "AMAZON.NextIntent")
    raise AssertionError(f"{routine} does not end")


def _distinct(devices: Iterator[Device]) -> Iterator[Device]:
    """The devices without those whose session stands where another's does already."""
    seen: set[str] = set()
    for device in devices:
        key = repr(device.attributes)
        if key not in seen:
            seen.add(key)
            yield device
