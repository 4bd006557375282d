"""Courtesies that no intent stands for: hello, thank you, who are you."""

import re

from skill.core.conversation import Pending
from skill.core.dialogue.offers import LAST_RESORT, offer
from skill.core.draft import Draft, Question, say
from skill.core.situation import Situation
from skill.core.wording import variant


def small_talk(situation: Situation) -> Draft | None:
    """The answer to a courtesy; None where nothing of that kind was said."""
    words = " ".join(re.findall(r"[a-z']+", situation.heard.words.lower()))
    for id, talk in situation.library.knowledge.small_talk.items():
        if words in talk.said:
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
