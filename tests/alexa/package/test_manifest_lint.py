"""Every mistake in a manifest is found, and told where it is."""

from typing import Any

import pytest

from skill.alexa.lint import lint_manifest
from skill.alexa.lint.icons import png_size
from tests.alexa.package.mistakes import CLEAN, ICONS, MODELS, Mutation, problems_after

Json = dict[str, Any]


def page(manifest: Json) -> Json:
    found: Json = manifest["publishingInformation"]["locales"]["en-GB"]
    return found


def custom(manifest: Json) -> Json:
    found: Json = manifest["apis"]["custom"]
    return found


def privacy(manifest: Json) -> Json:
    found: Json = manifest["privacyAndCompliance"]
    return found


MISTAKES: dict[str, tuple[Mutation, str]] = {
    "unknown key": (lambda m: m.update(permision=[]), "'permision' is not a key known here"),
    "unknown key of a page": (lambda m: page(m).update(sumary=""), "'sumary' is not a key known"),
    "version": (lambda m: m.update(manifestVersion="2.0"), "must be one of 1.0"),
    "no apis": (lambda m: m.pop("apis"), "apis: is missing"),
    "category": (
        lambda m: m["publishingInformation"].update(category="GAMES"),
        "the skill is about health and fitness",
    ),
    "no testing instructions": (
        lambda m: m["publishingInformation"].update(testingInstructions=""),
        "testingInstructions: must have 1 to 4000 characters",
    ),
    "nowhere": (
        lambda m: m["publishingInformation"].update(isAvailableWorldwide=False),
        "either worldwide or in the countries listed",
    ),
    "page without model": (
        lambda m: m["publishingInformation"]["locales"].update({"en-NZ": page(m)}),
        "en-NZ has no interaction model",
    ),
    "model without page": (
        lambda m: m["publishingInformation"]["locales"].pop("en-IN"),
        "en-IN has a model, but no entry here",
    ),
    "name": (lambda m: page(m).update(name="M"), "name: must have 2 to 50 characters"),
    "summary": (lambda m: page(m).update(summary="x" * 121), "summary: must have 1 to 120"),
    "description": (
        lambda m: page(m).update(description=page(m)["description"] + "x" * 4000),
        "description: must have 1 to 4000 characters",
    ),
    "no disclaimer": (
        lambda m: page(m).update(
            description=page(m)["description"].replace("not medical advice", "advice")
        ),
        "description: must say 'not medical advice'",
    ),
    "keyword twice": (lambda m: page(m)["keywords"].append("calm"), "keywords: must be 1 to 30"),
    "no keywords": (lambda m: page(m).update(keywords=[]), "keywords: must be 1 to 30"),
    "example that calls nobody": (
        lambda m: page(m).update(examplePhrases=["why is my eyelid twitching"]),
        "must call the skill by wake word and name",
    ),
    "example that is no sample": (
        lambda m: page(m)["examplePhrases"].__setitem__(1, "Alexa, ask Muscle Calm to sing"),
        "'sing' is no sample utterance",
    ),
    "too many examples": (
        lambda m: page(m)["examplePhrases"].append("Alexa, open Muscle Calm"),
        "there must be 1 to 3, not 4",
    ),
    "no icon": (
        lambda m: page(m).update(smallIconUri="file://assets/images/none.png"),
        "there is no icon 'file://assets/images/none.png'",
    ),
    "icon elsewhere": (
        lambda m: page(m).update(smallIconUri="icon_108.png"),
        "there is no icon 'icon_108.png'",
    ),
    "icon of the wrong size": (
        lambda m: page(m).update(smallIconUri=page(m)["largeIconUri"]),
        "has 512 by 512 pixels; it must be a PNG of 108 by 108",
    ),
    "purchases": (lambda m: privacy(m).update(allowsPurchases=True), "allowsPurchases: must be f"),
    "for children": (lambda m: privacy(m).pop("isChildDirected"), "isChildDirected: must be false"),
    "advertisements": (lambda m: privacy(m).update(containsAds=True), "containsAds: must be false"),
    "export": (lambda m: privacy(m).update(isExportCompliant=False), "isExportCompliant: must be"),
    "flag that is a word": (
        lambda m: privacy(m).update(isExportCompliant="yes"),
        "must be true or false",
    ),
    "privacy without tls": (
        lambda m: privacy(m)["locales"]["en-GB"].update(privacyPolicyUrl="http://example.org"),
        "'http://example.org' is no https address",
    ),
    "personal information without a page": (
        lambda m: privacy(m).update(usesPersonalInfo=True, locales={k: {} for k in MODELS}),
        "needs a privacyPolicyUrl",
    ),
    "permission": (
        lambda m: m.update(permissions=[{"name": "alexa::profile:name:read"}]),
        "the skill asks for no permission",
    ),
    "endpoint without tls": (
        lambda m: custom(m)["endpoint"].update(uri="http://example.org"),
        "is neither an https address at port 443 nor the ARN",
    ),
    "endpoint at another port": (
        lambda m: custom(m)["endpoint"].update(uri="https://example.org:8443/"),
        "is neither an https address at port 443 nor the ARN",
    ),
    "endpoint without a certificate type": (
        lambda m: custom(m)["endpoint"].pop("sslCertificateType"),
        "an https endpoint needs its sslCertificateType",
    ),
    "interface": (
        lambda m: custom(m)["interfaces"][0].update(type="GAME_ENGINE"),
        "GAME_ENGINE is no interface of the skill",
    ),
    "viewport left out": (
        lambda m: custom(m)["interfaces"][0]["supportedViewports"].pop(),
        "the viewport TV RECTANGLE is required and missing",
    ),
    "event": (
        lambda m: m["events"]["subscriptions"].append({"eventName": "SKILL_DISABELD"}),
        "must be one of SKILL_ENABLED, SKILL_DISABLED",
    ),
    "events for nobody": (lambda m: m["events"].pop("endpoint"), "events need an endpoint"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_found(name: str) -> None:
    mutate, said = MISTAKES[name]
    problems = problems_after(mutate)
    assert problems
    assert [problem for problem in problems if said not in problem] == []


def test_an_icon_that_is_no_png_is_found() -> None:
    problems = problems_after(lambda _: None, **{"icon_108.png": b"GIF89a"})
    assert len(problems) == len(MODELS)
    assert all("the icon is no PNG; it must be a PNG of 108 by 108" in text for text in problems)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", ICONS["icon_108.png"][:20]])
def test_a_torn_png_has_no_size(content: bytes) -> None:
    assert png_size(content) is None


@pytest.mark.parametrize("document", [{}, {"manifest": 1}, {"skillManifest": {}}])
def test_what_is_no_manifest_is_told(document: Json) -> None:
    assert len(lint_manifest(document, MODELS, ICONS)) == 1


def test_the_manifest_as_it_is_has_none() -> None:
    assert lint_manifest(CLEAN, MODELS, ICONS) == []
