"""Requests as Alexa sends them, with every part of them open to change."""

from collections.abc import Mapping
from typing import Any

APPLICATION = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"
USER = "amzn1.ask.account.TESTUSER"
DEVICE = "amzn1.ask.device.TESTDEVICE"

PLAIN_SLOTS = {"duration", "minutes", "description"}

Json = dict[str, Any]


def launch(**options: Any) -> Json:
    """Someone opens the skill."""
    return envelope({"type": "LaunchRequest"}, new=True, **options)


def ask(intent: str, *slots: Json, **options: Any) -> Json:
    """Someone says something."""
    named = {slot["name"]: slot for slot in slots}
    body = {"name": intent, "confirmationStatus": "NONE", "slots": named}
    return envelope(
        {"type": "IntentRequest", "dialogState": "COMPLETED", "intent": body}, **options
    )


def intent_request(intent: str, slots: Mapping[str, str], **options: Any) -> Json:
    """An intent with slots that Alexa has resolved to these values."""
    filled = (
        plain(name, value) if name in PLAIN_SLOTS else matched(name, value, value)
        for name, value in slots.items()
    )
    return ask(intent, *filled, **options)


def ended(reason: str = "USER_INITIATED", error: Json | None = None, **options: Any) -> Json:
    """A session is over."""
    request: Json = {"type": "SessionEndedRequest", "reason": reason}
    return envelope(request | ({"error": error} if error else {}), **options)


def can_fulfill(intent: str, *slots: Json) -> Json:
    """Alexa looks for a skill that answers a question."""
    body = {"name": intent, "slots": {slot["name"]: slot for slot in slots}}
    return envelope({"type": "CanFulfillIntentRequest", "intent": body}, session=False)


def event(kind: str, **options: Any) -> Json:
    """Something happened that nobody said, such as AlexaSkillEvent.SkillEnabled."""
    request = {"type": kind, "eventCreationTime": "2025-01-01T12:00:00Z"}
    return envelope(request, **{"session": False} | options)


def matched(name: str, said: str, value: str, *, dynamic: bool = False) -> Json:
    """A slot whose words are those of a value, of the model or added at run time."""
    authorities = [
        {
            "authority": f"amzn1.er-authority.echo-sdk.{APPLICATION}.{name}",
            "status": {"code": "ER_SUCCESS_NO_MATCH" if dynamic else "ER_SUCCESS_MATCH"},
            **({} if dynamic else {"values": [{"value": {"name": value, "id": value}}]}),
        }
    ]
    if dynamic:
        authorities.append(
            {
                "authority": f"amzn1.er-authority.echo-sdk.dynamic.{APPLICATION}.{name}",
                "status": {"code": "ER_SUCCESS_MATCH"},
                "values": [{"value": {"name": value, "id": value}}],
            }
        )
    return plain(name, said) | {"resolutions": {"resolutionsPerAuthority": authorities}}


def unmatched(name: str, said: str, code: str = "ER_SUCCESS_NO_MATCH") -> Json:
    """A slot whose words are those of no value."""
    authority = f"amzn1.er-authority.echo-sdk.{APPLICATION}.{name}"
    found = {"authority": authority, "status": {"code": code}}
    return plain(name, said) | {"resolutions": {"resolutionsPerAuthority": [found]}}


def plain(name: str, said: str) -> Json:
    """A slot of one of Amazon's own types."""
    simple = {"type": "Simple", "value": said}
    return {"name": name, "value": said, "confirmationStatus": "NONE", "slotValue": simple}


def empty(name: str) -> Json:
    """A slot of the intent that nobody filled."""
    return {"name": name, "confirmationStatus": "NONE"}


def envelope(
    request: Mapping[str, Any],
    *,
    session: bool = True,
    new: bool = False,
    attributes: object = None,
    screen: bool = False,
    locale: str = "en-US",
    application: str = APPLICATION,
) -> Json:
    """The whole around a request; ``attributes`` are those of the response before it."""
    system = {
        "application": {"applicationId": application},
        "user": {"userId": USER},
        "device": {
            "deviceId": DEVICE,
            "supportedInterfaces": {"AudioPlayer": {}}
            | ({"Alexa.Presentation.APL": {"runtime": {"maxVersion": "2024.3"}}} if screen else {}),
        },
        "apiEndpoint": "https://api.amazonalexa.com",
        "apiAccessToken": "token",
    }
    body: Json = {
        "version": "1.0",
        "context": {"System": system} | (_viewport() if screen else {}),
        "request": {
            "requestId": "amzn1.echo-api.request.0001",
            "timestamp": "2025-01-01T12:00:00Z",
            "locale": locale,
            **request,
        },
    }
    if session:
        body["session"] = {
            "new": new,
            "sessionId": "amzn1.echo-api.session.0001",
            "application": {"applicationId": application},
            "user": {"userId": USER},
            "attributes": {} if attributes is None else attributes,
        }
    return body


def _viewport() -> Json:
    return {
        "Viewport": {
            "experiences": [
                {
                    "arcMinuteWidth": 246,
                    "arcMinuteHeight": 144,
                    "canRotate": False,
                    "canResize": False,
                }
            ],
            "shape": "RECTANGLE",
            "pixelWidth": 1024,
            "pixelHeight": 600,
            "dpi": 160,
            "currentPixelWidth": 1024,
            "currentPixelHeight": 600,
            "touch": ["SINGLE"],
            "video": {"codecs": ["H_264_42", "H_264_41"]},
        },
        "Viewports": [
            {
                "type": "APL",
                "id": "main",
                "shape": "RECTANGLE",
                "dpi": 160,
                "presentationType": "STANDARD",
                "canRotate": False,
                "configuration": {
                    "current": {
                        "mode": "HUB",
                        "video": {"codecs": ["H_264_42"]},
                        "size": {"type": "DISCRETE", "pixelWidth": 1024, "pixelHeight": 600},
                    }
                },
            }
        ],
    }
