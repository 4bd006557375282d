"""The skill's manifest, as Alexa's skill management takes it (version 1.0)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from skill.alexa.lint.icons import ASSETS
from skill.alexa.package.listing import Listing

Json = dict[str, Any]

ICONS = {"smallIconUri": "icon_108.png", "largeIconUri": "icon_512.png"}

EVENTS = {"AlexaSkillEvent.SkillDisabled": "SKILL_DISABLED"}
"""Requests that only come to those who subscribe, and what the subscriptions are called."""

VIEWPORTS = (
    ("HUB", "ROUND", (100, 599), (100, 599)),
    ("HUB", "RECTANGLE", (960, 1279), (100, 599)),
    ("HUB", "RECTANGLE", (960, 1279), (600, 959)),
    ("HUB", "RECTANGLE", (1280, 1920), (600, 1279)),
    ("TV", "RECTANGLE", (960, 960), (540, 540)),
)
"""Mode, shape, and the least and most of width and height: every profile that Amazon requires, and
the small hubs that it recommends. The screens are laid out in shares of the viewport."""


@dataclass(frozen=True, slots=True)
class Deployment:
    """What only whoever deploys the skill knows; what is None stays out of the manifest.

    ``endpoint`` is the ARN of a Lambda function or an https address, ``privacy_url`` the page that
    says what is kept of a person.
    """

    endpoint: str | None = None
    privacy_url: str | None = None


def manifest(
    listings: Mapping[str, Listing], deployment: Deployment, requests: Iterable[str]
) -> Json:
    """The manifest for the listings by locale; ``requests`` are the types the skill answers.

    What it says on privacy: the skill asks for no permission and no name. It keeps settings and
    how far sessions went, under an id that Amazon makes for this skill alone, and nothing about
    health; that is no personal and no health information in Amazon's terms. A page on privacy
    belongs to it all the same: testers have asked skills that name a medical condition for one.
    """
    privacy = {"privacyPolicyUrl": deployment.privacy_url} if deployment.privacy_url else {}
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": {
                "locales": {locale: _page(listing) for locale, listing in listings.items()},
                "category": "HEALTH_AND_FITNESS",
                "testingInstructions": next(iter(listings.values())).testing,
                "isAvailableWorldwide": True,
                "distributionCountries": [],
            },
            "privacyAndCompliance": {
                "allowsPurchases": False,
                "usesPersonalInfo": False,
                "usesHealthInfo": False,
                "isChildDirected": False,
                "isExportCompliant": True,
                "containsAds": False,
                "locales": {locale: dict(privacy) for locale in listings},
            },
            "permissions": [],
            "apis": {"custom": {**_endpoint(deployment), "interfaces": [_apl()]}},
            **_events(deployment, requests),
        }
    }


def _page(listing: Listing) -> Json:
    return {
        "name": listing.name,
        "summary": listing.summary,
        "description": listing.description,
        "examplePhrases": list(listing.examples),
        "keywords": list(listing.keywords),
        **{uri: ASSETS + name for uri, name in ICONS.items()},
    }


def _endpoint(deployment: Deployment) -> Json:
    if deployment.endpoint is None:
        return {}
    if deployment.endpoint.startswith("https:"):
        return {"endpoint": {"uri": deployment.endpoint, "sslCertificateType": "Trusted"}}
    return {"endpoint": {"uri": deployment.endpoint}}


def _apl() -> Json:
    return {
        "type": "ALEXA_PRESENTATION_APL",
        "supportedViewports": [
            {
                "mode": mode,
                "shape": shape,
                "minWidth": width[0],
                "maxWidth": width[1],
                "minHeight": height[0],
                "maxHeight": height[1],
            }
            for mode, shape, width, height in VIEWPORTS
        ],
    }


def _events(deployment: Deployment, requests: Iterable[str]) -> Json:
    """Subscriptions to the events the skill answers; without an endpoint there is none."""
    names = [{"eventName": name} for event, name in EVENTS.items() if event in set(requests)]
    endpoint = _endpoint(deployment)
    return {"events": {**endpoint, "subscriptions": names}} if names and endpoint else {}
