"""Reading the second reader's weights, which ``python -m skill.knowledge.safety.train`` writes."""

import json
from pathlib import Path

from skill.core.safety.reader import Reader
from skill.core.urgency import Urgency
from skill.knowledge.tables import KnowledgeError, read_table
from skill.learning.linear import LinearModel

FOLDER = Path(__file__).parent
WEIGHTS = FOLDER / "reader.json"


def load_reader(weights: Path = WEIGHTS) -> Reader:
    """The trained reader with the settings of ``reader.toml``; raises KnowledgeError."""
    settings = read_table(FOLDER / "reader.toml")
    try:
        stored = json.loads(weights.read_bytes())
        model = LinearModel(tuple(stored["classes"]), tuple(stored["bias"]), stored["weights"])
        sure = {Urgency.from_label(label): share for label, share in settings["sure"].items()}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise KnowledgeError(
            f"The weights {weights.name} cannot be used ({fault}); "
            "rebuild them with: python -m skill.knowledge.safety.train"
        ) from fault
    return Reader(
        model,
        sure,
        settings["sure_of_crisis"],
        settings["surer_than_a_rule"],
        settings["fewest_words"],
    )
