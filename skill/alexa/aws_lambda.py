"""The entry point on AWS Lambda: ``skill.alexa.aws_lambda.handler``."""

import json
import os
from typing import Any

from ask_sdk_model.request_envelope import RequestEnvelope

from skill.alexa.skill import build_skill

SKILL_ID = "MUSCLE_CALM_SKILL_ID"
"""The environment variable with the id of the skill; requests to any other raise an error."""

skill = build_skill(skill_id=os.environ.get(SKILL_ID) or None)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one request.

    The SDK's own ``lambda_handler()`` builds a skill for every request and refuses what it does
    not know, so that this invokes the one skill there is, as the web endpoint does.
    """
    envelope = skill.serializer.deserialize(json.dumps(event), RequestEnvelope)
    answer: dict[str, Any] = skill.serializer.serialize(skill.invoke(envelope, context))
    return answer
