"""What must hold of every single answer: a rule returns what is wrong, or nothing."""

import json
import re
from collections.abc import Callable, Mapping
from xml.etree import ElementTree

from tests.certification.device import Answer

Rule = Callable[[Answer], str | None]

LARGEST_RESPONSE = 120 * 1024
"""Bytes of a whole response."""
LONGEST_SPEECH = 7_999
"""Characters of speech and of a reprompt, with their markup."""
LONGEST_BREAK = 10_000
"""Milliseconds of one <break>."""
MOST_SOUNDS = 5
LONGEST_CARD = 8_000
"""Characters of title and text together."""

_SOUND = "soundbank://soundlibrary/"
_ASKS = re.compile(r"\?|\bsay\b|\btell me\b|\bask\b", re.IGNORECASE)

# What a skill about health must not say: a finding, a promise, a cure, a dose, that it will call.
_NEVER = re.compile(
    r"\byou(?:'re| are) (?:definitely|certainly) (?:fine|healthy|ill|sick)\b"
    r"|\byou (?:have|do not have|don't have) (?:als|ms|parkinson|a l s|m s|multiple|lou)\w*"
    r"|\b(?:i|we) (?:can|will|could) (?:diagnose|cure|heal|treat)\b"
    r"|\b(?:cures?|heals?) (?:the |your )?(?:twitch\w*|als|ms|cramps?)\b"
    r"|\bguarantee\w*"
    r"|\bit is (?:nothing|definitely harmless)\b"
    r"|\bno need to see a doctor\b"
    r"|\bi (?:can|will|could) call\b"
    r"|\b\d+ ?(?:mg|milligrams?|micrograms?|mcg|grams?)\b"
    r"|\bmilligrams?\b"
    r"|\bstop taking\b(?! (?:it|any|a|your)? ?\w* ?(?:without|on your own|before))",
    re.IGNORECASE,
)


def is_small(answer: Answer) -> str | None:
    """The whole response is below what Alexa takes."""
    size = len(json.dumps(answer.body).encode())
    return f"{size} bytes" if size >= LARGEST_RESPONSE else None


def speech_is_short(answer: Answer) -> str | None:
    """Speech and reprompt are below 8,000 characters each."""
    longest = max(len(json.dumps(markup)) - 2 for markup in (answer.ssml, answer.reprompt))
    return f"{longest} characters" if longest > LONGEST_SPEECH else None


def says_something(answer: Answer) -> str | None:
    """Something is said, and it is no apology for an error of ours."""
    if not answer.words:
        return "nothing is said"
    return "it apologises" if "something went wrong" in answer.words else None


def markup_is_sound(answer: Answer) -> str | None:
    """Speech and reprompt are XML of <speak>, <break> and <audio> alone."""
    for markup in filter(None, (answer.ssml, answer.reprompt)):
        try:
            root = ElementTree.fromstring(markup)
        except ElementTree.ParseError as error:
            return f"{error}: {markup}"
        strange = {element.tag for element in root.iter()} - {"speak", "break", "audio"}
        if strange or root.tag != "speak":
            return f"<{root.tag}> with {sorted(strange)}"
    return None


def breaks_are_short(answer: Answer) -> str | None:
    """No <break> is longer than ten seconds."""
    for length in re.findall(r'<break time="(\d+)ms"/>', answer.ssml + answer.reprompt):
        if int(length) > LONGEST_BREAK:
            return f"a break of {length} ms"
    return None


def sounds_are_few(answer: Answer) -> str | None:
    """At most five sounds, all of Alexa's own library, each a moment; none in a reprompt."""
    sounds = re.findall(r'<audio src="([^"]*)"', answer.ssml)
    if len(sounds) > MOST_SOUNDS or "<audio" in answer.reprompt:
        return f"{len(sounds)} sounds"
    return next((sound for sound in sounds if not sound.startswith(_SOUND)), None)


def microphone_is_told(answer: Answer) -> str | None:
    """Whether the session goes on is said outright, and it does exactly where a reprompt waits."""
    ends = answer.response.get("shouldEndSession")
    if ends not in (True, False):
        return f"shouldEndSession is {ends!r}"
    return (
        None if ends is not bool(answer.reprompt) else f"ends: {ends}, reprompt: {answer.reprompt}"
    )


def questions_are_waited_for(answer: Answer) -> str | None:
    """A question leaves the microphone open; an open microphone was asked for something."""
    asks = answer.words.rstrip().endswith("?")
    if asks and not answer.listens:
        return f"closes after {answer.words[-60:]!r}"
    if answer.listens and not _ASKS.search(answer.words):
        return f"listens after {answer.words[-60:]!r}"
    return None


def card_is_short(answer: Answer) -> str | None:
    """A card holds at most 8,000 characters, and is plain text."""
    card = answer.response.get("card")
    if card is None:
        return None
    text = card.get("title", "") + card.get("content", card.get("text", ""))
    if len(text) > LONGEST_CARD:
        return f"{len(text)} characters"
    return "markup on a card" if "<" in text else None


def nothing_is_diagnosed(answer: Answer) -> str | None:
    """No diagnosis, no promise, no cure, no dose, no call made for the person."""
    found = _NEVER.search(answer.words)
    return found[0] if found else None


def attributes_are_plain(answer: Answer) -> str | None:
    """The session attributes are small JSON that comes back as it went."""
    if not answer.listens:
        return None
    size = len(json.dumps(answer.after))
    return f"{size} characters" if not answer.after or size > 60_000 else None


def screen_is_extra(answer: Answer) -> str | None:
    """No directive goes to a device that has no screen."""
    return "a directive" if answer.response.get("directives") and not answer.screen else None


RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        is_small,
        speech_is_short,
        says_something,
        markup_is_sound,
        breaks_are_short,
        sounds_are_few,
        microphone_is_told,
        questions_are_waited_for,
        card_is_short,
        nothing_is_diagnosed,
        attributes_are_plain,
        screen_is_extra,
    )
}
