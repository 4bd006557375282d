"""What someone says of their own body: weighed first, then advised, checked, or summed up."""

from dataclasses import replace

from skill.core.conversation import Conversation, Pending
from skill.core.dialogue.followups import asking
from skill.core.dialogue.offers import offer
from skill.core.draft import Draft, Question, say
from skill.core.reply import Card
from skill.core.safety import check
from skill.core.safety.emergency import Numbers
from skill.core.safety.model import Assessment
from skill.core.situation import Situation
from skill.core.summary import summarise as summary_of
from skill.core.told import Told
from skill.core.urgency import Urgency


def advise(situation: Situation) -> Draft:
    """The level, one reason, what to do, and what would make it more urgent."""
    assessment = situation.assessment
    library = situation.library
    advice = library.advice.for_assessment(assessment)
    text = library.advice.spoken(advice, _numbers(situation))
    level = assessment.urgency
    emergency = level is Urgency.EMERGENCY_NOW
    return Draft(
        parts=say(*text),
        conversation=replace(situation.conversation, check=None, routine=None),
        profile=situation.profile,
        question=_after(situation, level),
        urgency=level,
        sources=advice.sources,
        card=None if emergency else Card(situation.phrase("card_advice"), " ".join(text)),
    )


def still_an_emergency(situation: Situation) -> Draft:
    """After an emergency nothing else is said: the same sentence, as often as it is asked for."""
    rules = situation.assessment.rules or situation.conversation.rules
    standing = Assessment(Urgency.EMERGENCY_NOW, rules)
    advice = situation.library.advice
    text = advice.emergency_sentence(advice.for_assessment(standing), _numbers(situation))
    return Draft(
        parts=say(*text),
        conversation=situation.conversation,
        profile=situation.profile,
        urgency=Urgency.EMERGENCY_NOW,
        sources=situation.conversation.sources,
    )


def describe(situation: Situation) -> Draft:
    """What was told, advised on; what gave no ground for a level is asked about."""
    if situation.assessment.urgency is None:
        return asking(situation, "tell_me_more")
    return advise(situation)


def begin_check(situation: Situation) -> Draft:
    """The first question of the red-flag check."""
    return _checked(situation, check.begin(situation.library.check, _standing(situation)))


def go_on_with_check(situation: Situation) -> Draft:
    """The next question of the check, or what it comes to."""
    library, state = situation.library, situation.conversation.check
    assert state is not None
    heard = check.complete(library.check, state, situation.heard)
    told = library.engine.assess(heard.words, heard.intent.slots, (), situation.person)
    step = check.answer(library.check, state, situation.heard, told, _standing(situation))
    return _checked(situation, step)


def summarise(situation: Situation) -> Draft:
    """What was said in this conversation, as a list for a doctor."""
    conversation, library = situation.conversation, situation.library
    topics = [question.topic for question in library.check.questions]
    told = Told(
        findings=conversation.findings,
        parts=library.knowledge.names["bodyPart"],
        body_part=conversation.body_part,
        person=conversation.person,
        check=tuple(zip(topics, conversation.check_answers, strict=False)),
    )
    made = summary_of(library.summary, told)
    return Draft(
        parts=say(*made.spoken),
        conversation=situation.conversation,
        profile=situation.profile,
        question=offer(situation, "anything_else"),
        card=Card(situation.phrase("card_summary"), "\n".join(made.lines), keepsake=True),
        title=situation.phrase("card_summary"),
    )


def _checked(situation: Situation, step: check.CheckStep) -> Draft:
    conversation = with_level(situation.conversation, step.level, step.rules)
    said = conversation.said_with(["check"])
    conversation = replace(conversation, check=step.state, check_answers=step.answers, said=said)
    if step.state is None and step.rules:
        concluded = Assessment(step.level, step.rules, situation.assessment.findings)
        draft = advise(replace(situation, assessment=concluded))
        draft = replace(draft, parts=say(*step.say) + draft.parts, conversation=conversation)
        # Who wanted no more questions gets none.
        return replace(draft, question=None) if situation.intent.name in check.STOP else draft
    question = None
    if step.question:
        question = Question(Pending("check", step.question), step.reprompt or step.question)
    return Draft(
        parts=say(*step.say),
        conversation=conversation,
        profile=situation.profile,
        question=question,
        urgency=step.level,
    )


def with_level(
    conversation: Conversation, level: Urgency | None, rules: tuple[str, ...]
) -> Conversation:
    """The conversation with a level reached: one already reached is never lowered."""
    if level is None or level <= (conversation.urgency or 0):
        return conversation
    return replace(conversation, urgency=level, rules=rules)


def _after(situation: Situation, level: Urgency | None) -> Question | None:
    """What may be asked after advice: nothing at all once it is an emergency."""
    if level is Urgency.EMERGENCY_NOW:
        return None
    if level is not None and level >= Urgency.DOCTOR_SOON:
        return offer(situation, "doctor_visit")
    return offer(situation, "relief" if situation.conversation.times("check") else "worry_check")


def _standing(situation: Situation) -> Assessment:
    """What the whole conversation amounts to: the highest level reached, with its rules."""
    conversation = situation.conversation
    return Assessment(conversation.urgency, conversation.rules, conversation.findings)


def _numbers(situation: Situation) -> Numbers:
    conversation = situation.conversation
    return situation.library.numbers.numbers_for(conversation.locale, conversation.country)
