"""Courtesies that no intent stands for: hello, thank you, who are you."""

import re
from collections.abc import Collection

from skill.core.conversation import Pending
from skill.core.dialogue.offers import LAST_RESORT, offer
from skill.core.draft import Draft, Question, say
from skill.core.situation import Situation
from skill.core.wording import variant

UNMISTAKABLE = ("hello", "thanks")
"""Courtesies that mean nothing else, whatever was asked and however they were understood."""


def greeted_or_thanked(situation: Situation) -> Draft | None:
    """The answer to a plain hello or thank you; None where neither was said."""
    return small_talk(situation, UNMISTAKABLE)


def small_talk(situation: Situation, ids: Collection[str] = ()) -> Draft | None:
    """The answer to a courtesy, of these ``ids`` where some are given; None for anything else."""
    words = " ".join(re.findall(r"[a-z']+", situation.heard.words.lower()))
    for id, talk in situation.library.knowledge.small_talk.items():
        if words in talk.said and (not ids or id in ids):
            return _answer(situation, f"small_talk:{id}", talk.reply)
    return None


def _answer(situation: Situation, key: str, replies: tuple[str, ...]) -> Draft:
    text = situation.says(variant(replies, situation.conversation.times(key)))
    asks = text.endswith("?")
    return Draft(
        parts=() if asks else say(text),
        conversation=situation.conversation,
        profile=situation.profile,
        question=Question(Pending("open", text), text) if asks else offer(situation, LAST_RESORT),
        used=(key,),
    )
