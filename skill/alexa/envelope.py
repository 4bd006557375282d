"""JSON from Alexa -> RequestEnvelope, reading only what the skill uses.

The SDK's own deserializer refuses a whole request for one value it has not heard of, be it the
shape of a new display. Here such values are left out: only a body that is no Alexa request at all
is refused. Reading this little also takes a tenth of the time.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from typing import Any, NoReturn

from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model.application import Application
from ask_sdk_model.context import Context
from ask_sdk_model.device import Device
from ask_sdk_model.intent import Intent
from ask_sdk_model.intent_request import IntentRequest
from ask_sdk_model.interfaces.system.system_state import SystemState
from ask_sdk_model.launch_request import LaunchRequest
from ask_sdk_model.request import Request
from ask_sdk_model.request_envelope import RequestEnvelope
from ask_sdk_model.session import Session
from ask_sdk_model.session_ended_error import SessionEndedError
from ask_sdk_model.session_ended_error_type import SessionEndedErrorType
from ask_sdk_model.session_ended_reason import SessionEndedReason
from ask_sdk_model.session_ended_request import SessionEndedRequest
from ask_sdk_model.slot import Slot
from ask_sdk_model.slu.entityresolution.resolution import Resolution
from ask_sdk_model.slu.entityresolution.resolutions import Resolutions
from ask_sdk_model.slu.entityresolution.status import Status
from ask_sdk_model.slu.entityresolution.status_code import StatusCode
from ask_sdk_model.slu.entityresolution.value import Value
from ask_sdk_model.slu.entityresolution.value_wrapper import ValueWrapper
from ask_sdk_model.supported_interfaces import SupportedInterfaces
from ask_sdk_model.user import User

from skill.alexa.refusal import Reason, RefusedRequestError

Json = Mapping[str, Any]
NOTHING: Json = {}


class EnvelopeSerializer(DefaultSerializer):  # type: ignore[misc]
    """The serializer of the skill: reads envelopes with :func:`read_envelope`."""

    def serialize(self, obj: Any) -> Any:
        """``obj`` as plain JSON; a dict is that already, be it session attributes or a screen."""
        return obj if type(obj) is dict else super().serialize(obj)

    def deserialize(self, payload: str, obj_type: Any) -> Any:
        """``payload`` as ``obj_type``; raises RefusedRequestError where it is no Alexa request."""
        if obj_type is RequestEnvelope:
            return read_envelope(_parsed(payload))
        return super().deserialize(payload, obj_type)


class Attributes(dict[str, Any]):
    """Session attributes as they came, which nobody changes.

    The SDK makes a deep copy of them for every request; this spares it the work.
    """

    def __deepcopy__(self, _: object) -> "Attributes":
        return self


def read_envelope(body: object) -> RequestEnvelope:
    """The envelope in a parsed body; raises RefusedRequestError where it is no Alexa request."""
    root = _object(body)
    request = _object(root.get("request"))
    session = root.get("session")
    system = _object(_object(root.get("context")).get("System"))
    application = _application_id(system) or _application_id(_object(session))
    if not _text(request.get("type")) or not application:
        raise RefusedRequestError(Reason.BODY, "The body is not an Alexa request.")
    return RequestEnvelope(
        version=_text(root.get("version")),
        session=_session(session) if isinstance(session, Mapping) else None,
        context=Context(system=_system(system, application)),
        request=_request(request),
    )


def _no_json(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _finite(number: str) -> float:
    found = float(number)
    return found if isfinite(found) else _no_json(number)


_DECODER = json.JSONDecoder(parse_constant=_no_json, parse_float=_finite)
"""Strict: Python's own reads NaN and Infinity, and 1e999 too, which nobody could read back."""


def _parsed(payload: str) -> object:
    try:
        return _DECODER.decode(payload)
    except (ValueError, RecursionError) as error:
        raise RefusedRequestError(Reason.BODY, "The body is not JSON.") from error


def _application_id(holder: Json) -> str | None:
    return _text(_object(holder.get("application")).get("applicationId"))


def _session(session: Json) -> Session:
    attributes = session.get("attributes")
    return Session(
        new=session.get("new") is True,
        session_id=_text(session.get("sessionId")),
        user=User(user_id=_text(_object(session.get("user")).get("userId"))),
        attributes=Attributes(attributes if isinstance(attributes, Mapping) else {}),
        application=Application(application_id=_application_id(session)),
    )


def _system(system: Json, application: str) -> SystemState:
    device = _object(system.get("device"))
    return SystemState(
        application=Application(application_id=application),
        user=User(user_id=_text(_object(system.get("user")).get("userId"))),
        device=Device(
            device_id=_text(device.get("deviceId")),
            supported_interfaces=_interfaces(_object(device.get("supportedInterfaces"))),
        ),
    )


def _interfaces(supported: Json) -> SupportedInterfaces:
    if not isinstance(supported.get("Alexa.Presentation.APL"), Mapping):
        return SupportedInterfaces()
    # Slow to import, and needed for devices with a screen only.
    from ask_sdk_model.interfaces.alexa.presentation.apl.alexa_presentation_apl_interface import (
        AlexaPresentationAplInterface,
    )

    return SupportedInterfaces(alexa_presentation_apl=AlexaPresentationAplInterface())


def _request(request: Json) -> Request:
    common = {
        "request_id": _text(request.get("requestId")),
        "timestamp": _time(request.get("timestamp")),
        "locale": _text(request.get("locale")),
    }
    match request["type"]:
        case "IntentRequest":
            return IntentRequest(intent=_intent(_object(request.get("intent"))), **common)
        case "LaunchRequest":
            return LaunchRequest(**common)
        case "SessionEndedRequest":
            return SessionEndedRequest(
                reason=_member(SessionEndedReason, request.get("reason")),
                error=_error(request.get("error")),
                **common,
            )
        case other:
            return Request(object_type=other, **common)


def _error(error: object) -> SessionEndedError | None:
    if not isinstance(error, Mapping):
        return None
    # Its message may quote what was said, so it is not read.
    return SessionEndedError(object_type=_member(SessionEndedErrorType, error.get("type")))


def _intent(intent: Json) -> Intent:
    slots = _object(intent.get("slots"))
    return Intent(
        name=_text(intent.get("name")),
        slots={name: _slot(name, _object(slot)) for name, slot in slots.items()},
    )


def _slot(name: str, slot: Json) -> Slot:
    found = _object(slot.get("resolutions")).get("resolutionsPerAuthority")
    return Slot(
        name=name,
        value=_text(slot.get("value")),
        resolutions=Resolutions([_resolution(_object(each)) for each in _list(found)]),
    )


def _resolution(resolution: Json) -> Resolution:
    values = [_object(_object(each).get("value")) for each in _list(resolution.get("values"))]
    return Resolution(
        authority=_text(resolution.get("authority")),
        status=Status(_member(StatusCode, _object(resolution.get("status")).get("code"))),
        values=[ValueWrapper(Value(_text(v.get("name")), _text(v.get("id")))) for v in values],
    )


def _object(value: object) -> Json:
    return value if isinstance(value, Mapping) else NOTHING


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _member(enum: Any, value: object) -> Any:
    """The member of an SDK enum with this value, or None for a value it does not know."""
    return next((member for member in enum if member.value == value), None)


def _time(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
