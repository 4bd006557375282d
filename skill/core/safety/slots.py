"""An intent's slots as a sentence, so that slots and speech are judged by the same engine."""

from collections.abc import Mapping
from dataclasses import dataclass

from skill.core.safety.durations import iso_days


@dataclass(frozen=True, slots=True)
class SlotWords:
    """How a slot's value is put into words.

    ``symptoms`` by symptom id, with ``{part}`` for the body part ("my {part} is weak");
    ``parts`` where the words for a body part are not its id; ``persons`` open the sentence;
    ``going_on`` is what only a duration says.
    """

    symptoms: Mapping[str, str]
    parts: Mapping[str, str]
    persons: Mapping[str, str]
    going_on: str


def sentence(words: str, slots: Mapping[str, str], slot_words: SlotWords) -> str:
    """The person's own words, or the slots in words where the words are not known.

    Where both are known the words decide: a slot filled from "no weakness" says "weakness".
    """
    description = slots.get("description", "")
    if words.strip():
        return words if description.lower() in words.lower() else f"{words}. {description}"
    part = slots.get("bodyPart", "")
    named = slot_words.parts.get(part, part.replace("_", " "))
    told = [
        slot_words.symptoms[symptom].format(part=named or "body")
        for symptom in (slots.get("symptom", ""), slots.get("secondSymptom", ""))
        if symptom in slot_words.symptoms
    ]
    days = iso_days(slots.get("duration", ""))
    if not told and days:
        told = [slot_words.going_on]
    if not told:
        return description
    lasting = f" for {max(1, round(days))} days" if days and days >= 1 else ""
    opening = slot_words.persons.get(slots.get("person", "me"), "")
    return f"{description}. {opening} " + "; ".join(text + lasting for text in told)
