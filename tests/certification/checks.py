"""What shows that a demand of the checklist does not hold: each check gives its problems."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from interaction_models import locales, read_document
from skill.alexa.lint import lint_model
from skill.alexa.package.contents import IMAGES, MODELS, RESOURCES
from skill.alexa.session import load
from skill.assembly import assemble
from tests.alexa.envelopes import ask, launch, matched
from tests.alexa.trust.forged_addresses import FORGED_ADDRESSES
from tests.alexa.trust.forged_chains import FORGED_CHAINS
from tests.alexa.trust.forged_requests import FORGED_REQUESTS
from tests.certification.device import Device, answered
from tests.certification.evidence import Evidence
from tests.certification.states import states

Problems = Iterator[str]

DISCLAIMER = "not medical advice"
HEALTH_WORDS = (b"wasting", b"numb", b"hand", b"weeks", b"als", b"antidepressant", b"symptom")
EMERGENCY = "nine one one"
STOPS = ("AMAZON.StopIntent", "AMAZON.CancelIntent")
MAPS = {"slots", "attributes"}
UNKNOWN = {"newInTheYear": {"a": [1]}}
REQUIRED = {*STOPS, "AMAZON.HelpIntent", "AMAZON.NavigateHomeIntent", "AMAZON.FallbackIntent"}


def in_every_answer(rule: str) -> Callable[[Evidence], Problems]:
    """The faults that the walk through all answers found with one rule."""
    return lambda evidence: iter(evidence.walked.faults[rule])


def described(evidence: Evidence) -> Problems:
    """Pages of the listing that do not say what the skill is not."""
    for locale, page in evidence.manifest["publishingInformation"]["locales"].items():
        text = page["description"].lower()
        if DISCLAIMER not in text or not re.search(r"\b(doctor|gp)\b", text):
            yield locale


def disclaimed_once(_: Evidence) -> Problems:
    """Whether the first words of a first session say it, and later ones do not."""
    opened = Device().open()
    if DISCLAIMER not in opened.words:
        yield opened.words
    asked = Device().ask("CauseIntent")
    if DISCLAIMER not in asked.words:
        yield f"asked at once: {asked.words}"
    later = Device().then(opened, "opened").ask("CauseIntent")
    if DISCLAIMER in later.words:
        yield f"again: {later.words}"


def nothing_of_health_kept(evidence: Evidence) -> Problems:
    """Words of symptoms that got into the store, which holds a preference all the same."""
    if b'"quiet": true' not in evidence.kept:
        yield "nothing was kept at all"
    yield from (word.decode() for word in HEALTH_WORDS if word in evidence.kept.lower())


def nothing_logged(evidence: Evidence) -> Problems:
    """Lines in any log while everything was asked."""
    return iter(evidence.walked.logged)


def emergencies_first(_: Evidence) -> Problems:
    """States in which an emergency is not met with the number to call."""
    for device in states():
        answer = device.ask("SymptomIntent", {"symptom": "chest_pain"})
        if EMERGENCY not in answer.words or answer.listens:
            yield f"{device.state}: {answer.words}"


def not_for_children(evidence: Evidence) -> Problems:
    """What the manifest says of children, purchases, advertisements and personal data."""
    privacy = evidence.manifest["privacyAndCompliance"]
    for name in ("isChildDirected", "allowsPurchases", "containsAds", "usesPersonalInfo"):
        if privacy[name] is not False:
            yield name
    if evidence.manifest.get("permissions"):
        yield "it asks for permissions"


def forgeries(kind: str) -> Callable[[Evidence], Problems]:
    """The forgeries of one kind that were let in."""
    tables = {"address": FORGED_ADDRESSES, "chain": FORGED_CHAINS, "request": FORGED_REQUESTS}
    return lambda evidence: iter(evidence.let_in(tables[kind]))


def strangers_tolerated(_: Evidence) -> Problems:
    """Whether properties nobody has heard of change an answer."""
    for body in (launch(), ask("CauseIntent", matched("bodyPart", "eyelid", "eyelid"))):
        if answered(with_more(body)) != answered(body):
            yield f"the answer to {body['request']['type']} is another"


def heard_in_every_state(_: Evidence) -> Problems:
    """Help and fallback that leave someone without a way on, stop and cancel that do not end."""
    for device in states():
        for name in ("AMAZON.HelpIntent", "AMAZON.FallbackIntent"):
            answer = device.ask(name)
            if not answer.words or not (answer.listens or EMERGENCY in answer.words):
                yield f"{device.state}, {name}: {answer.words}"
        for name in STOPS:
            answer = device.ask(name)
            if not answer.words or answer.listens:
                yield f"{device.state}, {name}: {answer.words}"


def same_words_without_a_screen(_: Evidence) -> Problems:
    """Answers whose words are others on a device with a screen, or that show nothing there though
    it is not to be dark for somebody to fall asleep."""
    routines = assemble().assistant.library.routines.routines
    for device in states():
        session = load(device.attributes, "en-US")[0].routine
        dark = session is not None and routines[session.routine].silent_end
        with_screen = Device(device.state, device.attributes, screen=True)
        for intent in ("AMAZON.HelpIntent", "AMAZON.YesIntent", "AMAZON.NextIntent", "CauseIntent"):
            plain, shown = device.ask(intent), with_screen.ask(intent)
            if (plain.ssml, plain.reprompt) != (shown.ssml, shown.reprompt):
                yield f"{device.state}, {intent}"
            if not shown.response.get("directives") and not dark:
                yield f"{device.state}, {intent}: nothing is shown"


def models_clean(_: Evidence) -> Problems:
    """What the lint has against the models of all locales."""
    for locale in locales():
        document = read_document(locale)
        yield from (f"{locale}: {problem}" for problem in lint_model(document))
        names = {i["name"] for i in document["interactionModel"]["languageModel"]["intents"]}
        yield from (f"{locale}: no {name}" for name in sorted(REQUIRED - names))


def package_clean(evidence: Evidence) -> Problems:
    """What the lint has against the manifest, its pages, phrases and icons."""
    return iter(evidence.lint)


def laid_out(evidence: Evidence) -> Problems:
    """Files that the ASK command line looks for and that are missing."""
    wanted = [RESOURCES, *(f"{MODELS}/{locale}.json" for locale in locales())]
    wanted += [f"{IMAGES}/icon_108.png", f"{IMAGES}/icon_512.png"]
    yield from (name for name in wanted if name not in evidence.files)


def with_more(value: Any, *, of_names: bool = False) -> Any:
    """A body with an unknown property in each of its objects; a map ``of_names`` is none."""
    if isinstance(value, list):
        return [with_more(each) for each in value]
    if not isinstance(value, dict):
        return value
    found = {name: with_more(each, of_names=name in MAPS) for name, each in value.items()}
    return found if of_names else found | UNKNOWN
