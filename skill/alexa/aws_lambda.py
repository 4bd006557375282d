"""The entry point on AWS Lambda: ``skill.alexa.aws_lambda.handler``."""

import os
from typing import Any

from skill.alexa.envelope import read_envelope
from skill.alexa.skill import build_skill

SKILL_ID = "MUSCLE_CALM_SKILL_ID"
"""The environment variable with the id of the skill; requests to any other raise an error."""

skill = build_skill(skill_id=os.environ.get(SKILL_ID) or None)


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Answer one request.

    The SDK's own ``lambda_handler()`` builds a skill for every request and refuses what it does
    not know, so that this invokes the one skill there is, as the web endpoint does.
    """
    response = skill.invoke(read_envelope(event), context)
    answer: dict[str, Any] = skill.serializer.serialize(response)
    return answer
