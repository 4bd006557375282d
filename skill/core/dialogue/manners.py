"""Manners: greeting, helping, not understanding, declining, forgetting, saying goodbye."""

from dataclasses import replace

from skill.core.conversation import Conversation, Pending
from skill.core.dialogue.followups import asking, plain
from skill.core.dialogue.small_talk import small_talk
from skill.core.draft import Draft, Question, say
from skill.core.intent import Intent
from skill.core.profile import Profile
from skill.core.situation import Situation

NAMEABLE_WORDS = 6  # more than that said back sounds like mockery
LONG_TEXT = 600  # characters; about a minute of speech
OUTSIDE = {"other_illness": "other_illness", "foreign": "not_about_twitching"}


def welcome(situation: Situation) -> Draft:
    """The first words of a session that begins without a question."""
    if situation.profile.greeted:
        return asking(situation, "welcome_back")
    draft = asking(situation, "welcome_first")
    greeted = replace(situation.profile, greeted=True)
    hello = say(situation.phrase("hello"), situation.phrase("disclaimer"))
    return replace(draft, parts=hello, profile=greeted)


def help(situation: Situation) -> Draft:
    """What can be asked for, said short."""
    return asking(situation, "help")


def stop(situation: Situation) -> Draft:
    """Goodbye; nothing is asked any more."""
    conversation = replace(situation.conversation, check=None, routine=None)
    return replace(plain(situation, "goodbye", None), conversation=conversation)


def forget_me(situation: Situation) -> Draft:
    """Everything kept about this person is dropped, this conversation's memory included."""
    before = situation.conversation
    fresh = Conversation(locale=before.locale, country=before.country, keeps_time=before.keeps_time)
    forgotten = Profile(greeted=True)
    draft = plain(situation, "forgot", "anything_else")
    return replace(draft, conversation=fresh, profile=forgotten, forgets=True)


def not_understood(situation: Situation) -> Draft:
    """What was not understood, and two things that can be asked instead."""
    if courtesy := small_talk(situation):
        return courtesy
    if situation.heard.decided_by == "unsure":  # "maybe", "I don't know"
        return plain(situation, "undecided", "anything_else")
    words, misses = situation.heard.words.strip(), situation.conversation.misses
    if _is_foreign_script(words):
        draft = asking(situation, "other_language")
    elif len(words) > LONG_TEXT:
        draft = asking(situation, "too_long")
    elif situation.heard.decided_by in OUTSIDE:
        return asking(situation, OUTSIDE[situation.heard.decided_by])
    elif misses > 0:
        draft = asking(situation, "fallback_again")
    elif words and len(words.split()) <= NAMEABLE_WORDS and _speakable(words):
        draft = asking(situation, "fallback_words", unclear=words)
    else:
        draft = asking(situation, "fallback_first")
    return replace(draft, conversation=replace(situation.conversation, misses=misses + 1))


def did_you_mean(situation: Situation) -> Draft:
    """Two readings came too close to guess: asks which one was meant."""
    first, second = situation.intent, situation.heard.rivals[0]
    names = [situation.library.name("intent", intent.name) or "" for intent in (first, second)]
    text = situation.phrase("did_you_mean", first=names[0], second=names[1])
    return Draft(
        parts=(),
        conversation=situation.conversation,
        profile=situation.profile,
        question=Question(Pending("did_you_mean", text, yes=first, other=second), text),
        used=("did_you_mean",),
    )


def picked(situation: Situation) -> Intent | None:
    """Which of the two offered readings "the first" or "the second one" picks."""
    pending = situation.conversation.pending
    if pending is None or pending.other is None:
        return None
    words = set(situation.heard.words.lower().split())
    phrases = situation.library.knowledge.phrases
    if words & set(phrases["means_second"]):
        return pending.other
    return pending.yes if words & set(phrases["means_first"]) else None


def yes(situation: Situation) -> Intent | Draft:
    """What "yes" stands for after the question just asked."""
    pending = situation.conversation.pending
    if pending is None or pending.yes is None:
        return small_talk(situation) or asking(situation, "yes_to_what")
    return pending.yes


def no(situation: Situation) -> Intent | Draft:
    """What "no" stands for: neither reading, something else, or goodbye."""
    pending = situation.conversation.pending
    if pending is not None and pending.other is not None:
        return asking(situation, "in_other_words")
    if pending is None or pending.kind in ("anything_else", "open"):
        return stop(situation)
    draft = plain(situation, "no_ok", "anything_else")
    known = situation.library.knowledge.offers.get(pending.kind)
    return replace(draft, parts=say(situation.says(known.no))) if known and known.no else draft


def _is_foreign_script(words: str) -> bool:
    letters = [char for char in words if char.isalpha()]
    return bool(letters) and sum(char > "\u024f" for char in letters) * 2 > len(letters)


def _speakable(words: str) -> bool:
    return all(char.isascii() and (char.isalpha() or char in " '-") for char in words)
