"""Every answer that the skill can give: all states, intents and slot values, one by one."""

import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from interaction_models import load_model
from interaction_models.model import IntentSpec
from skill.core.intent import TOPICAL
from tests.alexa.envelopes import unmatched
from tests.certification.device import Answer, Device
from tests.certification.rules import RULES
from tests.certification.states import states

MODEL = load_model("en-US")
VALUES: Mapping[str, tuple[str, ...]] = {
    **{kind.name: tuple(kind.values) for kind in MODEL.types},
    "AMAZON.DURATION": ("P3W", "P2Y", "PT10M", "?"),
    "AMAZON.NUMBER": ("1", "5", "600", "-3", "?"),
    "AMAZON.SearchQuery": ("my calf will not keep still", "the weather", "&<speak>\x00"),
}
HOSTILE = ("Tom & Jerry's <break time='99s'/>", "</speak>", "\u202e\x00\ufffe", "x" * 5_000, "?")
GOING_ON = ("MoreIntent", "AMAZON.YesIntent", "AMAZON.NextIntent", "AMAZON.RepeatIntent")
MOST_TOLD = 8
"""Times "tell me more" is asked; no answer has as much."""
MOST_SHOWN = 5
"""Faults kept of each rule; more would say no more."""


@dataclass
class Walked:
    """What came of asking everything: answers by the part of the walk, and faults by rule."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in RULES})
    told: set[str] = field(default_factory=set)
    logged: list[str] = field(default_factory=list)

    def judge(self, part: str, answer: Answer) -> None:
        """Hold one answer against every rule."""
        self.answers[part] += 1
        topic = answer.conversation.topic
        self.told.update(topic.answers if topic else ())
        for name, rule in RULES.items():
            fault = rule(answer)
            if fault and len(self.faults[name]) < MOST_SHOWN:
                self.faults[name].append(f"{answer.state}; {answer.asked}: {fault}")


def walk() -> Walked:
    """Ask everything."""
    walked = Walked()
    with listening(walked.logged):
        for part, answers in PARTS.items():
            for answer in answers():
                walked.judge(part, answer)
    return walked


@contextmanager
def listening(lines: list[str]) -> Iterator[None]:
    """Note whatever is written into any log meanwhile, of however little weight."""
    root, listener = logging.getLogger(), _Listener(lines)
    level = root.level
    root.addHandler(listener)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(level)
        root.removeHandler(listener)


def every_intent_in_every_state() -> Iterator[Answer]:
    """Each intent as it is, and with each of its slots filled, wherever a talk can stand."""
    for device in states():
        yield device.open()
        for intent in MODEL.intents:
            yield device.ask(intent.name)
            for slot, kind in intent.slots.items():
                yield device.ask(intent.name, {slot: VALUES[kind][0]})


def every_value_and_state_on_a_screen() -> Iterator[Answer]:
    """Each intent with each value of each slot, and what goes on from each state, drawn too."""
    for intent in MODEL.intents:
        for filled in _fillings(intent, most=1):
            yield Device(screen=True).ask(intent.name, filled)
    for device in states():
        with_screen = replace(device, screen=True)
        yield from (with_screen.ask(name) for name in GOING_ON)


def every_slot_value() -> Iterator[Answer]:
    """Each intent with each value of each slot, and with each pair of values."""
    device = Device()
    for intent in MODEL.intents:
        for filled in _fillings(intent, most=2):
            yield device.ask(intent.name, filled)


def every_sample_as_free_text() -> Iterator[Answer]:
    """Each sample utterance as words, its slots filled with each value once."""
    device = Device()
    names = {kind.name: [forms[0] for forms in kind.values.values()] for kind in MODEL.types}
    for intent in MODEL.intents:
        for number, sample in enumerate(intent.samples):
            text = sample
            for slot, kind in intent.slots.items():
                words = names.get(kind, ("three",))
                text = text.replace("{" + slot + "}", words[number % len(words)])
            yield device.tell(text)


def words_of_no_value() -> Iterator[Answer]:
    """Each slot filled with words that no value knows, hostile ones among them."""
    device = Device()
    for intent in MODEL.intents:
        for slot, said in product(intent.slots, HOSTILE):
            yield device.hear(intent.name, unmatched(slot, said))


def every_question_after_every_other() -> Iterator[Answer]:
    """Each question once a body part, a trigger, an illness or a person is being talked about."""
    for opening in MODEL.intents:
        for slot, kind in opening.slots.items() if opening.name in TOPICAL else ():
            for value in VALUES[kind]:
                answer = Device().ask(opening.name, {slot: value})
                if answer.listens:
                    device = Device().then(answer, f"after {answer.asked}")
                    yield from (device.ask(name) for name in TOPICAL)


def more_until_nothing_is_left() -> Iterator[Answer]:
    """Each question with each value, and then "tell me more" for as long as there is more."""
    for intent in MODEL.intents:
        for filled in ({}, *({slot: v} for slot, k in intent.slots.items() for v in VALUES[k])):
            answer, device = Device().ask(intent.name, filled), Device()
            for _ in range(MOST_TOLD):
                if not answer.listens:
                    break
                device = device.then(answer, f"more after {intent.name} {filled}")
                answer = device.ask("MoreIntent")
                yield answer


PARTS = {
    "every intent in every state": every_intent_in_every_state,
    "every slot value, and every two": every_slot_value,
    "every question after every other": every_question_after_every_other,
    "more, until nothing is left": more_until_nothing_is_left,
    "every sample utterance as free text": every_sample_as_free_text,
    "slots with words nobody foresaw": words_of_no_value,
    "every value and every state, on a screen": every_value_and_state_on_a_screen,
}


def _fillings(intent: IntentSpec, most: int) -> Iterator[Mapping[str, str]]:
    """Every way to fill at most so many slots."""
    for count in range(most + 1):
        for slots in combinations(intent.slots.items(), count):
            names = [name for name, _ in slots]
            for values in product(*(VALUES[kind] for _, kind in slots)):
                yield dict(zip(names, values, strict=True))


class _Listener(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self._lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line, and the exception that was written with it."""
        self._lines.append(self.format(record))
