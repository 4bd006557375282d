"""What can be wrong with the devices, each in one sentence that says what to do."""

from typing import Literal

from skill.errors import MuscleCalmError

Kind = Literal["microphone", "speaker"]

TYPED = "type instead with `muscle-calm --typed`"


class AudioError(MuscleCalmError):
    """A microphone or speaker cannot be used."""


class DeniedError(AudioError):
    """The system does not allow it."""


class NoSoundSystemError(AudioError):
    """There is nothing that sound could go through."""


def not_there(kind: Kind) -> AudioError:
    """No device of this kind is connected."""
    remedy = "connect one" if kind == "microphone" else "connect one or headphones"
    return AudioError(f"No {kind} was found: {remedy}, or {TYPED}.")


def taken(kind: Kind) -> AudioError:
    """Another program holds the device for itself."""
    return AudioError(f"The {kind} is taken by another program: close that program, or {TYPED}.")


def denied(kind: Kind) -> AudioError:
    """The system does not let this program use the device."""
    return DeniedError(
        f"The system does not allow this program to use the {kind}: "
        f"allow it in the privacy settings of sound, or {TYPED}."
    )


def no_sound_system() -> AudioError:
    """Neither a sound server nor a sound card answers."""
    return NoSoundSystemError(
        "No sound server answers and no sound card was found: "
        f"start PulseAudio or PipeWire, or {TYPED}."
    )


def no_library() -> AudioError:
    """Neither of the libraries for sound is installed."""
    return AudioError(
        "The library for sound is missing: install it with "
        f"`pip install miniaudio` or `pip install 'muscle-calm[portaudio]'`, or {TYPED}."
    )


def broken(kind: Kind, detail: str) -> AudioError:
    """The device does not open, for a reason only the system knows."""
    return AudioError(
        f"The {kind} could not be opened ({detail}): "
        f"choose another one of `muscle-calm --list-devices`, or {TYPED}."
    )


def unknown(kind: Kind, name: str, known: list[str]) -> AudioError:
    """No device has such a name."""
    return AudioError(f'No {kind} is called "{name}"; there are: {", ".join(known)}.')


def ambiguous(kind: Kind, name: str, matching: list[str]) -> AudioError:
    """Several devices have such a name."""
    return AudioError(
        f'More than one {kind} is called "{name}"; say more of its name: {", ".join(matching)}.'
    )
