"""What "louder" and "slower" make of a voice; at the end of a range it stays as it is."""

from dataclasses import replace

from local_voice.speech.synthesizer import Voice

RATE_STEP = 20  # words a minute: just plainly heard
SLOWEST, FASTEST = 105, 265  # what is still pleasant and understood at once
VOLUME_STEP = 15
QUIETEST, LOUDEST = 25, 100  # never silent: it could not be asked for more by ear


def faster(voice: Voice) -> Voice:
    """The voice one step faster."""
    return replace(voice, rate=max(voice.rate, min(voice.rate + RATE_STEP, FASTEST)))


def slower(voice: Voice) -> Voice:
    """The voice one step slower."""
    return replace(voice, rate=min(voice.rate, max(voice.rate - RATE_STEP, SLOWEST)))


def louder(voice: Voice) -> Voice:
    """The voice one step louder."""
    return replace(voice, volume=max(voice.volume, min(voice.volume + VOLUME_STEP, LOUDEST)))


def quieter(voice: Voice) -> Voice:
    """The voice one step quieter."""
    return replace(voice, volume=min(voice.volume, max(voice.volume - VOLUME_STEP, QUIETEST)))
