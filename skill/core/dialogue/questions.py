"""Questions about twitching: what is known, as specific as it is known."""

from dataclasses import replace

from skill.core.answers import Choice, asked_about, choose
from skill.core.conversation import Topic
from skill.core.dialogue.offers import next_question
from skill.core.draft import Draft, say
from skill.core.intent import Intent
from skill.core.reply import Card
from skill.core.situation import Situation
from skill.core.urgency import Urgency
from skill.knowledge.model import Sentences

REMINDER = "reminder"
REMIND_EVERY = 3  # answers; said before each of them nobody would hear it any more


def answer(situation: Situation) -> Draft:
    """The answer to a question about twitching, its body part and person remembered."""
    conversation = situation.conversation
    intent = asked_about(situation.intent, _remembered(situation))
    choice = choose(situation.library.answers, intent)
    if choice is None:
        intent = Intent(intent.name)
        choice = choose(situation.library.answers, intent)
        assert choice is not None, f"no general answer to {intent.name}"
    key = "answer:" + "+".join(choice.ids)
    sentences = _wording(choice, conversation.times(key))
    text = tuple(situation.says(sentence.say) for sentence in sentences)
    if conversation.times(key):
        text = (situation.phrase("lead_again") + " " + text[0], *text[1:])
    conversation = replace(
        conversation,
        topic=Topic(intent, choice.ids),
        body_part=intent.slot("bodyPart") or conversation.body_part,
        person=intent.slot("person") or conversation.person,
    )
    body = " ".join(text)
    counted = [key]
    if situation.conversation.times(key):
        counted.append("lead_again")
    if situation.level is Urgency.DOCTOR_SOON:
        counted.append(REMINDER)
    return Draft(
        parts=say(*(() if intent.slot("level") else _reminder(situation)), *text),
        conversation=conversation,
        profile=situation.profile,
        question=next_question(situation, choice, intent),
        urgency=situation.assessment.urgency,
        sources=sources_of(situation, sentences),
        card=Card(_title(situation, intent), body),
        title=_title(situation, intent),
        used=tuple(counted),
    )


def what_about(situation: Situation) -> Draft:
    """ "What about my calf?": the last question again, about another body part."""
    topic = situation.conversation.topic
    earlier = topic.intent if topic and "bodyPart" in topic.intent.slots else Intent("CauseIntent")
    again = Intent(earlier.name, {**earlier.slots, **situation.intent.slots})
    return answer(replace(situation, heard=replace(situation.heard, intent=again)))


def chosen_for(situation: Situation, topic: Topic) -> Choice | None:
    """The answer a topic was about, looked up again."""
    return choose(situation.library.answers, topic.intent)


def sources_of(situation: Situation, sentences: Sentences) -> tuple[str, ...]:
    """The ids of the documents that sentences rest on, each once, in order."""
    facts = situation.library.knowledge.facts
    ids = (source for s in sentences for fact in s.facts for source in facts[fact].sources)
    return tuple(dict.fromkeys(ids))


def _remembered(situation: Situation) -> dict[str, str | None]:
    conversation, level = situation.conversation, situation.level
    trigger = conversation.topic.intent.slot("trigger") if conversation.topic else None
    see_doctor = level is not None and level >= Urgency.DOCTOR_SOON and not _gives_way(situation)
    return {
        "bodyPart": conversation.body_part,
        "person": conversation.person,
        "trigger": trigger,
        "level": level.label if level is not None and see_doctor else None,
    }


def _gives_way(situation: Situation) -> bool:
    """Whether the level only tells who it is about: the answer for them says it itself."""
    return situation.library.engine.rulebook.lets_answer(situation.conversation.rules)


def _wording(choice: Choice, times: int) -> Sentences:
    """The opening in full the first time; shorter, and not twice the same, after that."""
    if times == 0:
        return choice.opening
    shorter = (choice.head.again, choice.head.point[:1])
    known = [sentences for sentences in shorter if sentences]
    return known[(times - 1) % len(known)]


def _reminder(situation: Situation) -> tuple[str, ...]:
    """What was said about a doctor stands before anything that could be heard as comfort."""
    level = situation.level
    if level is None or level < Urgency.DOCTOR_SOON or _gives_way(situation):
        return ()
    if level is Urgency.DOCTOR_SOON and situation.conversation.times(REMINDER) % REMIND_EVERY:
        return ()
    return (situation.library.advice.reminder(level),)


def _title(situation: Situation, intent: Intent) -> str:
    part = situation.library.name("bodyPart", intent.slot("bodyPart"))
    topic = situation.library.knowledge.phrases.get(f"title_{intent.name}", ("Twitching",))[0]
    return f"{topic}: {part}" if part else topic
