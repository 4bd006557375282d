"""The entry point on AWS Lambda: ``skill.alexa.aws_lambda.handler``.

Nothing is signed there: AWS lets Alexa's trigger alone invoke the function, so neither a signature
nor the age of a request is looked at. Every skill may use that trigger, so the id of the skill is.
"""

import os
from collections.abc import Callable
from typing import Any

from ask_sdk_core.skill import CustomSkill

from skill.alexa.envelope import read_envelope
from skill.alexa.skill import build_skill
from skill.alexa.skill_id import SKILL_ID, MissingSkillIdError
from skill.profiles.setting import PROFILES, store_from

Json = dict[str, Any]


def handler_for(skill: CustomSkill) -> Callable[[Json, object], Json]:
    """What Lambda calls with a request: it gives the response of ``skill``.

    The SDK's own ``lambda_handler()`` builds a skill for every request and refuses what it does
    not know, so that this invokes the one skill there is, as the web endpoint does.
    """

    def handler(event: Json, context: object) -> Json:
        """Answer one request.

        Raises MissingSkillIdError where the skill has no id, RefusedRequestError for what is no
        request of Alexa's, SendAgainError for an event to be sent again, and the SDK's
        AskSdkException for a request to another skill.
        """
        if not skill.skill_id:
            raise MissingSkillIdError
        answer: Json = skill.serializer.serialize(skill.invoke(read_envelope(event), context))
        return answer

    return handler


skill = build_skill(
    skill_id=os.environ.get(SKILL_ID) or None, profiles=store_from(os.environ.get(PROFILES))
)
handler = handler_for(skill)
