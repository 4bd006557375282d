"""Follow-ups to what was just said: more, why, where from, once again."""

from dataclasses import replace

from skill.core.conversation import Pending
from skill.core.dialogue.offers import offer
from skill.core.dialogue.questions import chosen_for, sources_of
from skill.core.draft import Draft, Question, say
from skill.core.situation import Situation
from skill.core.wording import listed

BIT = 2  # sentences told at a time on "tell me more"
NAMED_SOURCES = 3  # more than three names in a row are not listened to


def more(situation: Situation) -> Draft:
    """The next bit of what is known about the topic."""
    topic = situation.conversation.topic
    choice = chosen_for(situation, topic) if topic else None
    if topic is None or choice is None:
        return plain(situation, "nothing_more", "anything_else")
    bit = choice.rest[topic.told : topic.told + BIT]
    if not bit:
        return plain(situation, "nothing_more", "anything_else")
    told = topic.told + len(bit)
    return Draft(
        parts=say(*(situation.says(sentence.say) for sentence in bit)),
        conversation=replace(situation.conversation, topic=replace(topic, told=told)),
        profile=situation.profile,
        question=offer(situation, "more" if told < len(choice.rest) else "anything_else"),
        sources=sources_of(situation, bit),
    )


def why(situation: Situation) -> Draft:
    """The mechanism behind the last answer."""
    topic = situation.conversation.topic
    choice = chosen_for(situation, topic) if topic else None
    if choice is None or not choice.why:
        return plain(situation, "no_why", "anything_else")
    return Draft(
        parts=say(*(situation.says(sentence.say) for sentence in choice.why)),
        conversation=situation.conversation,
        profile=situation.profile,
        question=offer(situation, "more" if choice.rest else "anything_else"),
        sources=sources_of(situation, choice.why),
    )


def source(situation: Situation) -> Draft:
    """Where the last answer comes from, by the names of the documents."""
    known = situation.library.knowledge.sources
    names = dict.fromkeys(known[id].spoken for id in situation.conversation.sources)
    if not names:
        phrase = "no_source_own" if _is_own(situation) else "no_source"
        return plain(situation, phrase, "anything_else")
    spoken = situation.phrase("source", sources=listed(list(names)[:NAMED_SOURCES]))
    return Draft(
        parts=say(spoken),
        conversation=situation.conversation,
        profile=situation.profile,
        question=offer(situation, "anything_else"),
        sources=situation.conversation.sources,
        used=("source",),
    )


def _is_own(situation: Situation) -> bool:
    """Whether the session being led is one that the person wrote."""
    state = situation.conversation.routine
    routine = situation.library.routines.routines.get(state.routine) if state else None
    return routine is not None and routine.own


def repeat(situation: Situation) -> Draft:
    """The last reply once more, its question included."""
    conversation = situation.conversation
    if not conversation.last_words:
        return plain(situation, "nothing_to_repeat", "anything_else")
    pending = conversation.pending
    return Draft(
        parts=say(*conversation.last_words),
        conversation=conversation,
        profile=situation.profile,
        question=Question(pending, pending.text) if pending else None,
        urgency=conversation.urgency,
        sources=conversation.sources,
    )


def plain(situation: Situation, phrase: str, offered: str | None) -> Draft:
    """A phrase and, where the talk may go on, an offer after it."""
    return Draft(
        parts=say(situation.phrase(phrase)),
        conversation=situation.conversation,
        profile=situation.profile,
        question=offer(situation, offered) if offered else None,
        used=(phrase,),
    )


def asking(situation: Situation, phrase: str, **values: str) -> Draft:
    """A phrase that is itself an open question: neither yes nor no answers it."""
    text = situation.phrase(phrase, **values)
    return Draft(
        parts=(),
        conversation=situation.conversation,
        profile=situation.profile,
        question=Question(Pending("open", text), text),
        used=(phrase,),
    )
