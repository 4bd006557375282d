"""Numbers, times and lists as they are said aloud, and how long words take."""

from collections.abc import Sequence

from skill.core.routines.phrases import Phrases

WORDS_PER_SECOND = 2.5  # a calm voice: about 150 words a minute


def speaking_seconds(text: str) -> float:
    """About how long a voice needs for the text, in seconds."""
    return len(text.split()) / WORDS_PER_SECOND


def number(value: float, phrases: Phrases) -> str:
    """A count up to the largest number word there is, to the nearest half: "five and a half"."""
    halves = round(value * 2)
    whole = min(halves // 2, len(phrases.number_words) - 1)
    if halves % 2 == 0:
        return phrases.number_words[whole]
    return f"{phrases.number_words[whole]} {phrases.and_a_half}" if whole else phrases.half


def time(seconds: float, phrases: Phrases) -> str:
    """A length of time to the nearest minute: "about two minutes"."""
    if seconds < 45:
        return phrases.under_a_minute
    minutes = int(seconds / 60 + 0.5)
    if minutes <= 1:
        return phrases.one_minute
    return phrases.minutes.format(number=number(minutes, phrases))


def listing(items: Sequence[str], joiner: str) -> str:
    """Items as one phrase: "calf, thigh and hand"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]
