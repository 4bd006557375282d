"""The assistant: one turn in, one reply out, and what outranks what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from skill.core.conversation import Conversation
from skill.core.dialogue import body, followups, further, manners, openings, questions, sessions
from skill.core.dialogue.small_talk import greeted_or_thanked
from skill.core.draft import Draft, Turn, finish, say
from skill.core.intent import ABOUT_A_TWITCH, TOPICAL, Heard, Intent
from skill.core.library import Library
from skill.core.profile import Profile
from skill.core.reply import Say
from skill.core.safety import check
from skill.core.situation import Situation
from skill.core.urgency import Urgency

Handler = Callable[[Situation], Draft]

HANDLERS: Mapping[str, Handler] = {
    **dict.fromkeys(TOPICAL, questions.answer),
    "SymptomIntent": body.describe,
    "DescribeIntent": body.describe,
    "CheckIntent": body.begin_check,
    "DoctorSummaryIntent": body.summarise,
    "MoreIntent": followups.more,
    "WhyIntent": followups.why,
    "SourceIntent": followups.source,
    "AMAZON.RepeatIntent": followups.repeat,
    "StartRoutineIntent": openings.start,
    "ListRoutinesIntent": openings.list_routines,
    "CountsIntent": openings.own_counts,
    **dict.fromkeys(sessions.COMMANDS, sessions.command),
    "NoHoldsIntent": openings.without_holds,
    "ForgetMeIntent": manners.forget_me,
    "AMAZON.HelpIntent": manners.help,
    "AMAZON.NavigateHomeIntent": manners.welcome,
    "AMAZON.StopIntent": manners.stop,
    "AMAZON.CancelIntent": manners.stop,
    "AMAZON.FallbackIntent": manners.not_understood,
}


@dataclass(frozen=True, slots=True)
class Assistant:
    """Answers one turn at a time; all it knows was handed to it, all it remembers is passed in."""

    library: Library

    def respond(self, heard: Heard, conversation: Conversation, profile: Profile) -> Turn:
        """The reply to what was heard, and the conversation and profile to go on with.

        A red flag outranks whatever was asked; never raises for anything a person can say.
        """
        situation = self._look_at(heard, conversation, profile)
        draft = sessions.put_aside(situation, _decide(situation))
        return self._finished(_introduced(situation, draft))

    def welcome(self, conversation: Conversation, profile: Profile) -> Turn:
        """The first words of a session that begins without a question."""
        hello = Heard(Intent("AMAZON.NavigateHomeIntent"))
        return self._finished(manners.welcome(self._look_at(hello, conversation, profile)))

    def played_out(
        self, conversation: Conversation, profile: Profile, day: int | None = None
    ) -> Turn:
        """What comes after a session that a front end has led to its end in real time.

        ``day`` is the ordinal number of today, as in :class:`skill.core.intent.Heard`.
        """
        end = Heard(Intent("AMAZON.ResumeIntent"), day=day)
        return self._finished(sessions.played_out(self._look_at(end, conversation, profile)))

    def _finished(self, draft: Draft) -> Turn:
        """The turn a draft makes, its reply in the words of the person's country."""
        turn = finish(draft)
        local = self.library.local_words.put_in(turn.reply, turn.conversation.locale)
        return replace(turn, reply=local)

    def _look_at(self, heard: Heard, conversation: Conversation, profile: Profile) -> Situation:
        person = heard.intent.slot("person") or conversation.person or "me"
        told = heard
        if conversation.check is not None:
            told = check.complete(self.library.check, conversation.check, heard)
        assess = self.library.engine.assess
        assessment = assess(told.words, _told(told), conversation.findings, person)
        for reading in heard.readings:  # whatever was meant, this was said
            again = assess(reading, earlier=assessment.findings, person=person)
            assessment = replace(again, clarify=assessment.clarify)
        return Situation(heard, conversation, profile, assessment, self.library)


def _told(heard: Heard) -> Mapping[str, str]:
    """The slots, and that something twitches where a question about a body part says as much."""
    slots = heard.intent.slots
    asks = heard.intent.name in ABOUT_A_TWITCH and {"bodyPart", "person"} & set(slots)
    return {"symptom": "twitch", **slots} if asks else slots


def _decide(situation: Situation) -> Draft:
    """What outranks what: an emergency, a contradiction, the check, a red flag, the question."""
    before = situation.conversation
    situation = _noted(situation)
    now = situation.conversation
    fresh_rule = (
        bool(situation.assessment.rules) and situation.assessment.rules[:1] != before.rules[:1]
    )
    if now.urgency is Urgency.EMERGENCY_NOW:
        return body.advise(situation) if fresh_rule else body.still_an_emergency(situation)
    if situation.assessment.clarify:
        return followups.asking(situation, f"clarify_{situation.assessment.clarify}")
    if now.check is not None:
        return body.go_on_with_check(situation)
    if fresh_rule and _outranks(situation):
        return body.advise(situation)
    if now.routine is not None and (led := sessions.during(situation)):
        return led
    if courtesy := greeted_or_thanked(situation):
        return courtesy
    if situation.heard.rivals:
        if _tells(situation):
            return body.describe(situation)
        return manners.did_you_mean(situation)
    return _answered(situation)


def _answered(situation: Situation) -> Draft:
    """The handler of what was asked; "yes" and "no" stand for another intent."""
    meant: Intent | Draft | None = manners.picked(situation)
    if situation.intent.name == "AMAZON.YesIntent":
        meant = manners.yes(situation)
    elif situation.intent.name == "AMAZON.NoIntent":
        meant = manners.no(situation)
    if isinstance(meant, Draft):
        return meant
    if meant is not None:
        also = further.still_asked(situation)
        situation = replace(situation, heard=Heard(meant, decided_by="question", also=also))
    if _elliptical(situation):
        return questions.what_about(situation)
    handler = HANDLERS.get(situation.intent.name, manners.not_understood)
    if handler is manners.not_understood and (nearest := openings.unknown(situation)):
        return nearest
    if handler is not manners.not_understood:
        situation = replace(situation, conversation=replace(situation.conversation, misses=0))
    return further.offered(situation, handler(situation))


def _noted(situation: Situation) -> Situation:
    """The situation with what was said now remembered; a level once reached stays."""
    conversation, found = situation.conversation, situation.assessment
    conversation = body.with_level(conversation, found.urgency, found.rules)
    if found.urgency is not None and found.urgency < (conversation.urgency or 0):
        found = replace(found, urgency=conversation.urgency, rules=conversation.rules)
    conversation = replace(
        conversation,
        findings=found.findings,
        body_part=situation.body_part,
        person=_spoken_of(situation) or conversation.person,
    )
    return replace(situation, assessment=found, conversation=conversation)


def _spoken_of(situation: Situation) -> str | None:
    """Whom this turn's words are about, where they say so: "my six-year-old's leg", "my own"."""
    if named := situation.intent.slot("person"):
        return named
    before = situation.conversation.findings
    told = [f.subject for f in situation.assessment.findings if f not in before]
    return next((subject for subject in told if subject != "me"), None)


def _outranks(situation: Situation) -> bool:
    """Whether what was said of a body comes before what was asked.

    Some rules only tell who it is about. Then a question is answered as for them, and the answer
    says itself when to see someone.
    """
    found = situation.assessment
    if found.urgency is None or found.urgency < Urgency.DOCTOR_SOON:
        return False
    lets_answer = situation.library.engine.rulebook.lets_answer(found.rules)
    return not (lets_answer and situation.intent.name in TOPICAL)


def _tells(situation: Situation) -> bool:
    """Whether one of two close readings is a description, and there is something in it to weigh."""
    names = {intent.name for intent in (situation.intent, *situation.heard.rivals)}
    described = names & {"SymptomIntent", "DescribeIntent"}
    return bool(described) and situation.assessment.urgency is not None


def _elliptical(situation: Situation) -> bool:
    """Whether only a body part was named: "what about my calf?"."""
    intent = situation.intent
    named = set(intent.slots) <= {"bodyPart", "person"} and "bodyPart" in intent.slots
    return intent.name == "SymptomIntent" and named and not _outranks(situation)


def _introduced(situation: Situation, draft: Draft) -> Draft:
    """The first answer of a first session carries the disclaimer; an emergency carries nothing."""
    if situation.profile.greeted or not draft.sources or draft.urgency is Urgency.EMERGENCY_NOW:
        return draft
    if draft.leads:  # a breath begins at once; the next answer carries it
        return draft
    profile = replace(draft.profile, greeted=True)
    words = say(situation.phrase("disclaimer"))
    spoken = all(isinstance(part, Say) for part in draft.parts)
    # Before a session it prepares for it; in the middle of the breathing it would disturb.
    parts = draft.parts + words if spoken else words + draft.parts
    return replace(draft, parts=parts, profile=profile)
