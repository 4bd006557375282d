"""Reply -> SSML, within what Alexa accepts."""

import math
from collections.abc import Iterable, Iterator, Sequence

from skill.alexa.text import clean, escape, sentences, size
from skill.core.reply import Beat, Earcon, Part, Pause, Say

LIMIT = 7_999
"""Characters of one outputSpeech or reprompt; Alexa refuses 8,000 and more."""

LONGEST_BREAK = 10_000
"""Milliseconds of one <break>; longer silences are several in a row."""

LONGEST_SILENCE = 3_600
"""Seconds of one pause; already more breaks than fit into one speech."""

MOST_SOUNDS = 5
"""<audio> tags in one response."""

SOUNDS = {
    "start": "musical/amzn_sfx_bell_short_chime_01",
    "side": "musical/amzn_sfx_bell_short_chime_02",
    "halfway": "musical/amzn_sfx_bell_short_chime_03",
    "end": "musical/amzn_sfx_bell_timer_01",
    "attention": "ui/gameshow/amzn_ui_sfx_gameshow_neutral_response_01",
}
"""What each earcon sounds like, from the Alexa Skills Kit sound library."""


def speech(parts: Sequence[Part]) -> str | None:
    """A whole answer as SSML; None where there is nothing to hear.

    What is too long loses its end, at a sentence: the beginning, where an emergency is spoken of,
    always stays.
    """
    fragments = list(_fragments(parts))
    if not fragments:
        return None
    whole = _speak(fragments)
    return whole if size(whole) <= LIMIT else _shortened(fragments)


def prompt(text: str) -> str | None:
    """A reprompt as SSML; None where there is nothing to hear."""
    return speech((Say(text),))


def _fragments(parts: Iterable[Part]) -> Iterator[str]:
    sounds = 0
    for part in parts:
        match part:
            case Say(text):
                yield from map(escape, sentences(clean(text)))
            case Pause(seconds) | Beat(_, seconds):
                yield from _breaks(seconds)
            case Earcon(kind) if sounds < MOST_SOUNDS:
                sounds += 1
                yield f'<audio src="soundbank://soundlibrary/{SOUNDS[kind]}"/>'


def _breaks(seconds: float) -> Iterator[str]:
    left = 0 if math.isnan(seconds) else round(max(0.0, min(seconds, LONGEST_SILENCE)) * 1000)
    while left > 0:
        yield f'<break time="{min(left, LONGEST_BREAK)}ms"/>'
        left -= LONGEST_BREAK


def _speak(fragments: Iterable[str]) -> str:
    return f"<speak>{' '.join(fragments)}</speak>"


def _shortened(fragments: Iterable[str]) -> str:
    kept: list[str] = []
    room = LIMIT - size(_speak(()))
    for fragment in fragments:
        room -= size(fragment) + 1
        if room < 0:
            break
        kept.append(fragment)
    return _speak(kept)
