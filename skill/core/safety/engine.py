"""From what was said to one urgency: extraction first, then the rules, the highest level wins."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from skill.core.safety.extract import Extraction, Language, extract, unique
from skill.core.safety.model import Assessment, Finding
from skill.core.safety.reader import Alarm, Reader
from skill.core.safety.rules import Rule, by_concept
from skill.core.safety.slots import SlotWords, sentence
from skill.core.urgency import Urgency

CRISIS_RULE = "T16"
LONGEST_FIGURE = 12  # words; in a longer text a figure of speech does not explain the rest
SLOTS_KEPT = 1024
WORDS_KEPT = 25  # of a text that alarms as a whole; what a doctor's summary can still hold

_NO_SLOTS: Mapping[str, str] = {}
_RAISED = {
    Urgency.SELF_CARE: Urgency.ROUTINE,
    Urgency.ROUTINE: Urgency.DOCTOR_SOON,
}


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All that judging needs, as data: the language, the rules, and whom to be careful with.

    ``careful`` are concepts (a child, pregnancy, old age, kidney disease ...) that raise
    self-care and routine one level; ``motions`` are concepts of muscles that move; rules that
    ``gives_way`` names only tell who it is about, and let a question be answered for them;
    ``figures`` are concepts of what sounds like a crisis and is none ("I don't want to die").
    """

    language: Language
    rules: tuple[Rule, ...]
    careful: frozenset[str]
    motions: frozenset[str]
    slot_words: SlotWords
    reader: Reader
    gives_way: frozenset[str]
    figures: frozenset[str]

    def lets_answer(self, rules: tuple[str, ...]) -> bool:
        """Whether the first of some fired rules only tells who it is about."""
        return bool(rules) and rules[0] in self.gives_way


class SafetyEngine:
    """Judges every utterance, in every state: the same in gives the same out.

    Nothing that was said is kept. What slots alone amount to is, since their values are few.
    """

    def __init__(self, rulebook: RuleBook) -> None:
        self.rulebook = rulebook
        self._listen_to_slots = lru_cache(maxsize=SLOTS_KEPT)(self._listen)
        self._asking_for: dict[str, list[int]] = {}
        for order, rule in enumerate(rulebook.rules):
            for concept in rule.first_needed:
                self._asking_for.setdefault(concept, []).append(order)

    def assess(
        self,
        words: str,
        slots: Mapping[str, str] = _NO_SLOTS,
        earlier: tuple[Finding, ...] = (),
        person: str = "me",
    ) -> Assessment:
        """Weigh what was said now together with the ``earlier`` findings of the conversation.

        ``slots`` are an intent's resolved values; ``person`` is whose body is spoken of unless
        the words say otherwise. Earlier findings stay: a later "no" never lowers a level.
        """
        person = slots.get("person", person)
        text = sentence(words, slots, self.rulebook.slot_words)
        listen = self._listen if words else self._listen_to_slots
        extraction, alarm = listen(text, person)
        known = (Finding("pregnant", subject=person),) if person == "pregnant" else ()
        findings = unique((*earlier, *known, *extraction.findings))
        levels = self._weigh(findings)
        if alarm is not None and self._adds(alarm, levels, extraction):
            said = " ".join(extraction.words[:WORDS_KEPT])
            findings = unique((*findings, Finding(alarm.concept, subject=person, words=said)))
            levels = self._weigh(findings)
        unclear = [name for name in extraction.unclear if name not in by_concept(findings)]
        return Assessment(
            levels[0][0] if levels else None,
            tuple(rule_id for _, rule_id in levels),
            findings,
            "double_negation" if unclear else None,
        )

    def _listen(self, text: str, person: str) -> tuple[Extraction, Alarm | None]:
        extraction = extract(text, self.rulebook.language, person)
        return extraction, self.rulebook.reader.listen(extraction.words, extraction.real)

    def _weigh(self, findings: tuple[Finding, ...]) -> list[tuple[Urgency, str]]:
        """The rules that fire with their levels, most urgent first, then in the book's order."""
        gathered = by_concept(findings)
        careful = self._needs_care(findings)
        fired = []
        asking = {order for concept in gathered for order in self._asking_for.get(concept, ())}
        for order in asking:
            rule = self.rulebook.rules[order]
            level = rule.weigh(gathered)
            if level is not None:
                fired.append((_RAISED.get(level, level) if careful else level, order, rule.id))
        fired.sort(key=lambda item: (-item[0], item[1]))
        return [(level, rule_id) for level, _, rule_id in fired]

    def _adds(
        self, alarm: Alarm, levels: list[tuple[Urgency, str]], extraction: Extraction
    ) -> bool:
        """Whether the reader heard more than the rules did, and is sure enough of it."""
        if alarm.crisis:
            figure = any(f.concept in self.rulebook.figures for f in extraction.findings)
            explained = figure and len(extraction.words) <= LONGEST_FIGURE
            return not explained and CRISIS_RULE not in {rule_id for _, rule_id in levels}
        known = levels[0][0] if levels else None
        if known is None or alarm.urgency <= known:
            return known is None
        red_flag_known = known >= Urgency.DOCTOR_SOON and alarm.urgency < Urgency.EMERGENCY_NOW
        return not red_flag_known or alarm.likely >= self.rulebook.reader.surer_than_a_rule

    def _needs_care(self, findings: tuple[Finding, ...]) -> bool:
        """Whether the one whose muscles move is young, old, pregnant or ill.

        A grandmother who is only mentioned does not count, unless nobody's muscles are spoken of.
        """
        book = self.rulebook
        moving = {finding.subject for finding in findings if finding.concept in book.motions}
        delicate = {finding.subject for finding in findings if finding.concept in book.careful}
        delicate |= {finding.subject for finding in findings} & book.careful
        return bool(delicate & moving if moving else delicate)
