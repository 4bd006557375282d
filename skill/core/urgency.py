"""How soon someone should be seen."""

from enum import IntEnum


class Urgency(IntEnum):
    """The five levels of advice, ordered: a higher one always wins."""

    SELF_CARE = 1
    ROUTINE = 2
    DOCTOR_SOON = 3
    URGENT_SAME_DAY = 4
    EMERGENCY_NOW = 5

    @property
    def label(self) -> str:
        """The name used in data files and in JSON, such as ``"doctor_soon"``."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> "Urgency":
        """The level a label names; raises KeyError for any other text."""
        return cls[label.upper()]
