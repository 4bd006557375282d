"""The red-flag check: at most three questions, one at a time, and what each answer comes to.

Every answer's words go through the engine before they come here, so that this module decides only
what a yes, a no or an unclear answer adds to them, and what is asked next.
"""

from dataclasses import dataclass, replace
from typing import Literal

from skill.core.intent import Heard, Intent
from skill.core.safety.check_script import CheckScript, Count, Question
from skill.core.safety.model import Assessment
from skill.core.urgency import Urgency

Kind = Literal["yes", "no", "unknown", "told"]

STOP = ("AMAZON.StopIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent")
"""What ends the check before its end."""
_SAME_AGAIN = ("AMAZON.RepeatIntent", "AMAZON.PauseIntent", "AMAZON.ResumeIntent")
_MEANING: dict[str, Kind] = {
    "AMAZON.YesIntent": "yes",
    "AMAZON.NoIntent": "no",
    "AMAZON.NextIntent": "unknown",  # "next question" declines this one
}


@dataclass(frozen=True, slots=True)
class CheckState:
    """Where the check stands: which question is open, counted from 0.

    ``answers`` are the words given so far, one an answered question; ``asked_again`` tells
    whether an unclear answer to the open question was already asked about.
    """

    question: int = 0
    answers: tuple[str, ...] = ()
    asked_again: bool = False


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One turn of the check: what is said, what is asked, and what it has come to so far.

    Without a ``state`` the check is over. Then ``rules`` name the advice to give, most urgent
    first; there are none where the person stopped it and nothing urgent was found.
    """

    state: CheckState | None
    say: tuple[str, ...] = ()
    question: str | None = None
    reprompt: str | None = None
    level: Urgency | None = None
    rules: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


def begin(script: CheckScript, standing: Assessment) -> CheckStep:
    """The first question, or the end where no answer could raise the level any more."""
    return _go_on(script, CheckState(), standing, (script.intro,))


def complete(script: CheckScript, state: CheckState, heard: Heard) -> Heard:
    """A clipped answer ("three weeks in my calf") as a sentence, for the engine to read."""
    question = script.question(state.question)
    if not question.stem:
        return heard
    kind, rest = script.words.read(heard.words)
    if rest and kind != "unknown":
        return replace(heard, words=f"{question.stem} {rest}")
    if heard.intent.slots and not heard.words:
        slots = {"symptom": question.symptom, **heard.intent.slots}
        return replace(heard, intent=Intent(heard.intent.name, slots))
    return heard


def answer(
    script: CheckScript, state: CheckState, heard: Heard, told: Assessment, standing: Assessment
) -> CheckStep:
    """What an answer comes to, and what is asked next.

    ``told`` is what the engine makes of this answer alone; ``standing`` is the highest level the
    conversation has reached with it, and the rules of that level. It is never lowered here.
    """
    question = script.question(state.question)
    name = heard.intent.name
    if standing.urgency is Urgency.EMERGENCY_NOW:
        given = (*state.answers, heard.words or script.labels["told"])
        return _over(script, replace(state, answers=given), standing)
    if script.words.read(heard.words)[0] == "unknown":
        return _answered(script, state, heard, "unknown", told, standing)
    if name in STOP:
        return _stopped(script, state, standing)
    if name in _SAME_AGAIN:
        return _ask(script, state, standing)
    if name == "WhyIntent":
        return _ask(script, state, standing, (question.why,))
    if name == "AMAZON.HelpIntent":
        return _ask(script, state, standing, (script.help,))
    if name == "AMAZON.PreviousIntent":
        return _ask(script, _back(state), standing)
    if name in ("AMAZON.StartOverIntent", "CheckIntent"):
        return _ask(script, CheckState(), standing)
    kind = _kind(script, question, heard, told)
    if kind is None and not state.asked_again:
        return _ask(script, replace(state, asked_again=True), standing)
    return _answered(script, state, heard, kind or "unknown", told, standing)


def _kind(script: CheckScript, question: Question, heard: Heard, told: Assessment) -> Kind | None:
    """What sort of answer it is; None where it answers nothing."""
    said, _ = script.words.read(heard.words)
    if any(script.words.read(reading)[0] == "yes" for reading in heard.readings):
        said = "yes"  # "no, wait, yes"
    kind: Kind | None = said or _MEANING.get(heard.intent.name)
    if question.yes is None and kind != "unknown":
        kind = None  # neither yes nor no tells how long, or where
    if kind is None and _tells(question, told):
        return "told"
    return kind


def _tells(question: Question, told: Assessment) -> bool:
    """Whether an answer holds a finding of its own, beyond the one its stem put there."""
    if not question.stem:
        return bool(told.findings)
    return len(told.findings) > 1 or any(
        finding.days is not None or finding.body_part for finding in told.findings
    )


def _answered(
    script: CheckScript,
    state: CheckState,
    heard: Heard,
    kind: Kind,
    told: Assessment,
    standing: Assessment,
) -> CheckStep:
    counted = _counted(script, script.question(state.question), kind, told)
    given = (*state.answers, heard.words.strip() or script.labels[kind])
    say = (script.gently,) if kind == "unknown" else ()
    later = CheckState(state.question + 1, given)
    return _go_on(script, later, _raised(standing, counted), say)


def _counted(script: CheckScript, question: Question, kind: Kind, told: Assessment) -> Count | None:
    """What the answer adds to its findings."""
    if kind == "unknown":
        return question.unknown
    if kind == "yes" and not _explained(script, told):
        return question.yes
    return None


def _explained(script: CheckScript, told: Assessment) -> bool:
    """Whether a yes tells what it means ("yes, my foot tingles"), and so speaks for itself."""
    if told.urgency is None or told.urgency < Urgency.DOCTOR_SOON:
        return False
    return any(finding.concept not in script.explains_nothing for finding in told.findings)


def _raised(standing: Assessment, counted: Count | None) -> Assessment:
    if counted is None or counted.level <= (standing.urgency or 0):
        return standing
    return replace(standing, urgency=counted.level, rules=(counted.rule,))


def _go_on(
    script: CheckScript, state: CheckState, standing: Assessment, say: tuple[str, ...]
) -> CheckStep:
    """Ask the next question that can raise the level; where none can, the check is over."""
    for index in range(state.question, len(script.questions)):
        if script.questions[index].ceiling > (standing.urgency or 0):
            return _ask(script, replace(state, question=index), standing, say)
    return _over(script, state, standing, say)


def _ask(
    script: CheckScript, state: CheckState, standing: Assessment, say: tuple[str, ...] = ()
) -> CheckStep:
    question = script.question(state.question)
    return CheckStep(
        state=state,
        say=say,
        question=question.again if state.asked_again else question.ask,
        reprompt=question.reprompt,
        level=standing.urgency,
        rules=standing.rules,
        answers=state.answers,
    )


def _over(
    script: CheckScript, state: CheckState, standing: Assessment, say: tuple[str, ...] = ()
) -> CheckStep:
    if standing.urgency is None:
        standing = _raised(standing, script.questions[-1].unknown)
    if standing.urgency is Urgency.EMERGENCY_NOW:
        say = ()  # nothing comes before the number to call
    return CheckStep(None, say, level=standing.urgency, rules=standing.rules, answers=state.answers)


def _stopped(script: CheckScript, state: CheckState, standing: Assessment) -> CheckStep:
    """The end for whoever wants no more questions; advice to see a doctor is given once more."""
    urgent = standing.urgency is not None and standing.urgency >= Urgency.DOCTOR_SOON
    return CheckStep(
        None,
        (script.stopped,),
        level=standing.urgency,
        rules=standing.rules if urgent else (),
        answers=state.answers,
    )


def _back(state: CheckState) -> CheckState:
    return CheckState(max(0, state.question - 1), state.answers[:-1])
