"""A check as the dialogue leads it, for the tests: the level is kept between turns."""

from dataclasses import dataclass, replace

from skill.core.intent import Heard, Intent
from skill.core.safety import check
from skill.core.safety.check import CheckStep
from skill.core.safety.model import Assessment, Finding
from skill.core.urgency import Urgency
from skill.knowledge.safety.load_advice import load_check

SCRIPT = load_check()
SUDDEN, LOST, STORY = SCRIPT.questions
NOTHING = Assessment()


def heard(words: str, intent: str = "AMAZON.FallbackIntent") -> Heard:
    return Heard(Intent(intent), words)


YES, NO = heard("yes", "AMAZON.YesIntent"), heard("no", "AMAZON.NoIntent")
UNKNOWN = heard("i don't know")
WHY, REPEAT = heard("why do you ask", "WhyIntent"), heard("repeat", "AMAZON.RepeatIntent")
BACK, STOP = heard("go back", "AMAZON.PreviousIntent"), heard("stop", "AMAZON.StopIntent")
QUESTION = heard("what causes twitching", "CauseIntent")


@dataclass(frozen=True)
class Said:
    """An answer, and what the engine makes of it alone."""

    heard: Heard
    told: Assessment = NOTHING


def telling(level: Urgency | None, rule: str, days: float | None = 21.0) -> Said:
    words = f"something that comes to {rule}"
    finding = Finding("tingle", body_part="arm", days=days, words=words)
    rules = (rule,) if level else ()
    return Said(heard(words, "SymptomIntent"), Assessment(level, rules, (finding,)))


@dataclass(frozen=True)
class Talk:
    """A check under way, as the dialogue keeps it: the last step and the standing level."""

    step: CheckStep
    standing: Assessment

    @classmethod
    def begun(cls, standing: Assessment = NOTHING) -> "Talk":
        return cls(check.begin(SCRIPT, standing), standing)._kept()

    def hear(self, said: Said | Heard) -> "Talk":
        said = said if isinstance(said, Said) else Said(said)
        assert self.step.state is not None
        standing = self.standing
        if (said.told.urgency or 0) > (standing.urgency or 0):
            standing = replace(said.told, findings=standing.findings + said.told.findings)
        step = check.answer(SCRIPT, self.step.state, said.heard, said.told, standing)
        return Talk(step, standing)._kept()

    def _kept(self) -> "Talk":
        level = self.step.level
        if level is None or level <= (self.standing.urgency or 0):
            return self
        return replace(self, standing=replace(self.standing, urgency=level, rules=self.step.rules))

    @property
    def over(self) -> bool:
        return self.step.state is None


def after(*answers: Said | Heard) -> CheckStep:
    talk = Talk.begun()
    for said in answers:
        talk = talk.hear(said)
    return talk.step
