"""What can be wrong with a model."""

from skill.errors import MuscleCalmError


class ModelError(MuscleCalmError):
    """A locale has no interaction model, or its file cannot be read as one."""
