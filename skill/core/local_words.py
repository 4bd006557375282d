"""The words of each country: what is called otherwise there, put in when a reply is finished."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from skill.core.reply import Reply, Say

Rewrite = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class LocalWords:
    """What is said instead of the words of the knowledge, by locale; nothing is where none is."""

    instead: Mapping[str, Mapping[str, str]]

    def said(self, text: str, locale: str) -> str:
        """A text with the words of a locale."""
        words = self.instead.get(locale)
        return _rewriter(tuple(words.items()))(text) if words else text

    def put_in(self, reply: Reply, locale: str) -> Reply:
        """The reply with the words of a locale.

        One that quotes the person, to be taken along to a doctor, stays as it is.
        """
        words = self.instead.get(locale)
        if not words or (reply.card is not None and reply.card.keepsake):
            return reply
        rewrite = _rewriter(tuple(words.items()))
        card, screen = reply.card, reply.screen
        if card is not None:
            card = replace(card, title=rewrite(card.title), text=rewrite(card.text))
        if screen is not None:
            title, text, hint = map(rewrite, (screen.title, screen.text, screen.hint))
            screen = replace(screen, title=title, text=text, hint=hint)
        return replace(
            reply,
            speech=tuple(
                Say(rewrite(part.text)) if isinstance(part, Say) else part for part in reply.speech
            ),
            reprompt=rewrite(reply.reprompt) if reply.reprompt else reply.reprompt,
            card=card,
            screen=screen,
        )


@cache
def _rewriter(words: tuple[tuple[str, str], ...]) -> Rewrite:
    """What puts the words in: whole words, the longest first, a capital kept at the start."""
    longest_first = sorted(words, key=lambda pair: (-len(pair[0]), pair[0]))
    instead = {_small(phrase): said for phrase, said in longest_first}
    either = "|".join(
        f"[{phrase[0].upper()}{phrase[0]}]{re.escape(phrase[1:])}" for phrase in instead
    )
    pattern = re.compile(rf"\b(?:{either})\b")

    def said(found: re.Match[str]) -> str:
        text = instead[_small(found[0])]
        return text if found[0] == _small(found[0]) else text[0].upper() + text[1:]

    return lambda text: pattern.sub(said, text)


def _small(phrase: str) -> str:
    return phrase[0].lower() + phrase[1:]
