"""hassil, the sentence templates of Home Assistant: every sample is one, every slot a list."""

from typing import Any

from skill.understanding.language import Language
from tests.understanding.evaluation.engine import DECLINED, Engine, Guess, State
from tests.understanding.evaluation.material import Material, heard

Prepared = tuple[dict[str, Any], Language]


def prepare(material: Material) -> Prepared:
    """The intents file one would write by hand."""
    lists: dict[str, Any] = {}
    for name, kind in material.kinds.items():
        said = material.values.get(kind)
        lists[name] = (
            {"values": [{"in": text, "out": value} for text, value in said.items()]}
            if said
            else {"wildcard": True}
        )
    intents = {name: {"data": [{"sentences": list(s)}]} for name, s in material.samples.items()}
    return {"language": "en", "intents": intents, "lists": lists}, material.language


def load(prepared: Prepared) -> Engine:
    """Compile the templates."""
    return Templates(*prepared)


class Templates:
    """The best match of all templates."""

    def __init__(self, document: dict[str, Any], language: Language) -> None:
        import hassil

        self._recognize_best = hassil.recognize_best
        self._intents = hassil.Intents.from_dict(document)
        self._language = language

    def guess(self, text: str, state: State = "open") -> Guess:
        """A match is certain; there is nothing in between."""
        found = self._recognize_best(heard(text, self._language), self._intents)
        if found is None:
            return DECLINED
        slots = {name: str(entity.value) for name, entity in found.entities.items()}
        return Guess(found.intent.name, slots, 1.0)
