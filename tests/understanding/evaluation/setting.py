"""What is evaluated: a model, its data, and the sets to measure on."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from interaction_models.model import Model, read_family
from skill.understanding.builtin import completed
from skill.understanding.tables import read_table
from skill.understanding.topic import Topic
from skill.understanding.weights import DATA, model_path
from tests.understanding.evaluation import cases
from tests.understanding.evaluation.cases import CaseSet
from tests.understanding.evaluation.real import real_sets, shared_folder
from tests.understanding.evaluation.utterances import labelled_utterances

OURS = model_path("en-US")


@dataclass(frozen=True, slots=True)
class Setting:
    """By default our own model and sets; else another model with labelled utterances.

    ``folders`` hold sets of real questions; they are read only for our own model.
    """

    model_file: Path = OURS
    data: Path = DATA
    utterances: Path | None = None
    folders: tuple[Path, ...] = ()

    @property
    def is_ours(self) -> bool:
        """Whether the model is ours, for which there are weights and sets."""
        return self.model_file.resolve() == OURS.resolve() and self.data == DATA

    def model(self) -> Model:
        """The interaction model as it is trained on; ModelError where it cannot be read."""
        return completed(read_family(self.model_file))

    def topic(self) -> Topic:
        """The topic of the data, if it has one."""
        return Topic.from_tables(read_table(self.data / "topic.toml"))

    def sets(self) -> list[CaseSet]:
        """All there is to measure on."""
        model = self.model()
        samples = CaseSet("own samples", list(cases.own_samples(model, self.topic())), "samples")
        if self.utterances:
            return [samples, *labelled_utterances(self.utterances, model)]
        return [samples, *(_own_sets(self.folders) if self.is_ours else ())]


def _own_sets(folders: tuple[Path, ...]) -> Iterator[CaseSet]:
    yield CaseSet("worried people", cases.utterances("people"))
    yield CaseSet("with slots", cases.utterances("slots"))
    yield CaseSet("paraphrases", cases.paraphrases(ours=True))
    yield from cases.misheard()
    yield CaseSet("other illnesses", cases.not_ours("near"), "not ours")
    yield CaseSet("foreign requests", cases.not_ours("foreign"), "not ours")
    yield CaseSet("not ours, paraphrased", cases.paraphrases(ours=False), "not ours")
    shared = shared_folder()
    for folder in (*((shared,) if shared else ()), *folders):
        yield from real_sets(folder)
    for name in ("stop", "pause"):
        yield CaseSet(name, cases.commands(name), "command")
    yield CaseSet("other talk in a session", cases.commands("other"), "talk")
