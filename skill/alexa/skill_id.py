"""The id of the skill, which every request names and which must be ours."""

from skill.errors import MuscleCalmError

SKILL_ID = "MUSCLE_CALM_SKILL_ID"
"""The environment variable that holds it."""


class MissingSkillIdError(MuscleCalmError):
    """Without its id the skill cannot tell its own requests from those to others."""

    def __init__(self) -> None:
        super().__init__(
            f"The id of the skill is missing: set {SKILL_ID} to the one that Alexa's developer "
            "console shows."
        )
