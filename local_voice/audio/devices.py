"""Microphones and speakers by name."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from local_voice.audio.errors import Kind, ambiguous, not_there, unknown


@dataclass(frozen=True, slots=True)
class Device:
    """One microphone or speaker; ``backend`` is the sound system that offers it."""

    name: str
    kind: Kind
    is_default: bool
    backend: str
    key: object = field(default=None, repr=False, compare=False)
    """What its driver knows it by."""


def choose(devices: Sequence[Device], kind: Kind, name: str | None) -> Device:
    """The device with a part of this name, whatever its case; without a name, the default one.

    Raises AudioError where there is none, or more than one.
    """
    there = [device for device in devices if device.kind == kind]
    if not there:
        raise not_there(kind)
    if name is None:
        return next((device for device in there if device.is_default), there[0])
    wanted = name.strip().casefold()
    exact = [device for device in there if device.name.casefold() == wanted]
    matching = exact or [device for device in there if wanted in device.name.casefold()]
    if not matching:
        raise unknown(kind, name, [device.name for device in there])
    if len(matching) > 1 and not exact:
        raise ambiguous(kind, name, [device.name for device in matching])
    return matching[0]
