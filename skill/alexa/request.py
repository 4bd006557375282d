"""IntentRequest -> Heard: what the person wants, in the core's own terms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from ask_sdk_model.intent import Intent as AlexaIntent
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.slot import Slot
from ask_sdk_model.slu.entityresolution.status_code import StatusCode
from ask_sdk_model.slu.entityresolution.value import Value

from interaction_models import language_of
from interaction_models.model import ModelError
from skill.alexa.text import clean
from skill.core.intent import FALLBACK, Heard, Intent

DEFAULT_LOCALE = "en-US"
_LOCALE = re.compile("[a-z]{2}-[A-Z]{2}")

FREE_TEXT_INTENT = "DescribeIntent"
FREE_TEXT_SLOT = "description"

PLAIN_SLOTS = frozenset({"duration", "minutes", "inhale", "hold", "exhale"})
"""Slots of Amazon's own types, whose value needs no resolving."""

NOT_UNDERSTOOD = "?"
"""What Alexa gives for a number or a duration that it could not make out."""


def locale_of(envelope: RequestEnvelope) -> str:
    """The language and region of the device, such as ``"en-GB"``."""
    locale: str = envelope.request.locale or ""
    return locale if _LOCALE.fullmatch(locale) and _is_spoken(locale) else DEFAULT_LOCALE


@lru_cache(maxsize=64)
def _is_spoken(locale: str) -> bool:
    """Whether the skill speaks the language of a locale."""
    try:
        return bool(language_of(locale))
    except ModelError:
        return False


def day_of(envelope: RequestEnvelope) -> int | None:
    """The ordinal number of the day of a request, as the world clock has it."""
    timestamp = envelope.request.timestamp
    return timestamp.date().toordinal() if timestamp is not None else None


def shows_screens(envelope: RequestEnvelope) -> bool:
    """Whether the device draws APL documents."""
    interfaces = envelope.context.system.device.supported_interfaces
    return interfaces.alexa_presentation_apl is not None


def heard(intent: AlexaIntent, hear: Callable[[str], Heard]) -> Heard:
    """What Alexa understood, with every slot resolved to the id of its value.

    Where a slot matches no value, all the slots are passed on as words too, so that a symptom
    nobody thought of is still weighed, and beside the others. Free text, which Alexa does not
    interpret, is given to ``hear``.
    """
    slots: Mapping[str, Slot] = intent.slots or {}
    if intent.name == FREE_TEXT_INTENT:
        text = _spoken(slots.get(FREE_TEXT_SLOT))
        return replace(hear(text), words=text) if text else Heard(FALLBACK)
    if not intent.name:
        return Heard(FALLBACK)
    said = {name: slot for name, slot in slots.items() if _spoken(slot)}
    matches = {name: _match(name, slot) for name, slot in said.items()}
    filled = {name: match.id for name, match in matches.items() if match}
    if len(filled) == len(said):
        return Heard(Intent(intent.name, filled))
    words = (match.name if match else _spoken(said[name]) for name, match in matches.items())
    return Heard(Intent(intent.name, filled), words=", ".join(filter(None, words)))


def _spoken(slot: Slot | None) -> str:
    """What was said for a slot, or nothing."""
    said = clean(slot.value).strip() if slot and slot.value else ""
    return "" if said == NOT_UNDERSTOOD else said


def _match(name: str, slot: Slot) -> Value | None:
    """The value that what was said stands for, or None where nothing matches."""
    if name in PLAIN_SLOTS:
        return Value(name="", id=_spoken(slot))
    for resolution in slot.resolutions.resolutions_per_authority if slot.resolutions else ():
        if resolution.status.code == StatusCode.ER_SUCCESS_MATCH and resolution.values:
            value = resolution.values[0].value
            return value if value.id else None
    return None
