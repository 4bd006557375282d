"""The microphone and the speaker, tried."""

import os
import platform
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from local_voice.audio.card import Card, open_card
from local_voice.audio.errors import AudioError, DeniedError, NoSoundSystemError
from local_voice.audio.meter import QUIETEST, decibels
from local_voice.audio.ports import Microphone
from local_voice.audio.sound import BLOCK_BYTES, BLOCK_SECONDS, MIC_RATE
from local_voice.doctor.check import Check, broken
from local_voice.doctor.echo_path import LATEST, SWEEP_SECONDS, echo_path, sweep
from local_voice.doctor.remedies import (
    PRIVACY,
    UNMUTE,
    VOLUME,
    is_locked_out,
    of_system,
    silent_microphone,
    sound_server,
)

MEASURED = 1.6  # seconds
SETTLING = 0.2  # seconds; some microphones begin with a knock
SOFT = -40.0  # dBFS; somebody speaking near a microphone is louder
TOO_LOUD = -0.3  # dBFS

SYSTEM = platform.system()


def microphone(say: Callable[[str], None]) -> Check:
    """Open the microphone and measure it; ``say`` asks the person to speak meanwhile."""
    name = "microphone"
    try:
        with open_card(speaks=False) as card:
            say("Say something now: the microphone is measured.")
            listen(card.microphone, SETTLING)
            heard = listen(card.microphone, MEASURED)
            device = _names(card)
    except AudioError as error:
        return _unusable(name, error)
    if len(heard) < BLOCK_BYTES * MEASURED / BLOCK_SECONDS / 2:
        return Check(
            name, "broken", f"{device} delivers no sound", "unplug it and plug it in again"
        )
    return judged(device, heard)


def judged(device: str, heard: bytes) -> Check:
    """What a measurement tells of a microphone (int16, 16 kHz)."""
    name = "microphone"
    peak = decibels(float(np.abs(np.frombuffer(heard, np.int16).astype(np.float64)).max()))
    if peak <= QUIETEST:
        found = f"{device} gives perfect silence: it is muted"
        return Check(name, "broken", found, silent_microphone(SYSTEM))
    found = f"{device}, loudest at {peak:.0f} dB below full scale".replace("-", "")
    if peak < SOFT:
        mend = f"if you did speak: {of_system(UNMUTE, SYSTEM)}"
        return Check(name, "could be better", f"{found}: nobody spoke up, or it is soft", mend)
    if peak > TOO_LOUD:
        return Check(name, "could be better", f"{found}: too loud", "turn the microphone down")
    return Check(name, "good", found)


def speaker() -> Check:
    """Play a tone; where there is a microphone, too, listen whether it comes back."""
    name = "speaker"
    try:
        with open_card(speaks=True, hears=False) as card:
            device = _names(card)
            ears = _ears()
            try:
                heard = _play(card, ears.microphone if ears else None)
            finally:
                if ears is not None:
                    ears.close()
    except AudioError as error:
        return _unusable(name, error)
    if heard is None:
        return Check(name, "broken", f"{device} takes no sound", "unplug it and plug it in again")
    way = echo_path(heard)
    if way is not None:
        return Check(
            name,
            "good",
            f"{device}; the microphone heard its tone, {-way.decibels:.0f} dB softer and "
            f"{1000 * way.delay:.0f} ms later",
        )
    return Check(
        name,
        "could be better",
        f"{device} played a tone, which no microphone heard: only you can tell whether it sounded",
        "if you heard it in headphones, give --headset, so that it can be interrupted by voice; "
        f"else turn it up: {of_system(VOLUME, SYSTEM)}",
    )


def listen(microphone: Microphone, seconds: float) -> bytes:
    """What comes from a microphone in the next seconds; less where it falls silent."""
    blocks = bytearray()
    end = time.monotonic() + seconds + 1.0
    while len(blocks) < round(seconds * MIC_RATE) * 2 and time.monotonic() < end:
        block = microphone.read(0.1)
        if block == b"":
            break
        blocks += block or b""
    return bytes(blocks)


def _play(card: Card, microphone: Microphone | None) -> bytes | None:
    """What was heard while a tone was played; None where the speaker did not take it."""
    if microphone is not None:
        listen(microphone, SETTLING)
    playing = card.speaker.play(sweep())
    heard = b""
    if microphone is not None:
        heard = listen(microphone, SWEEP_SECONDS + LATEST)
    end = time.monotonic() + 2 * SWEEP_SECONDS
    while not playing.is_done and time.monotonic() < end:
        time.sleep(BLOCK_SECONDS)
    return heard if playing.is_done else None


def _ears() -> Card | None:
    try:
        return open_card(speaks=False)
    except AudioError:
        return None


def _names(card: Card) -> str:
    return ", ".join(device.name for device in card.devices)


def _unusable(name: str, error: AudioError) -> Check:
    check = broken(name, error)
    if isinstance(error, DeniedError):
        return Check(name, "broken", check.found, of_system(PRIVACY, SYSTEM))
    if isinstance(error, NoSoundSystemError):
        if is_locked_out(Path("/dev/snd"), lambda card: os.access(card, os.R_OK)):
            found = "there is a sound card, which this user may not use"
            return Check(name, "broken", found, of_system(PRIVACY, SYSTEM))
        return Check(name, "broken", check.found, sound_server(SYSTEM, shutil.which))
    return check
