"""The assistant of the person at this machine, who may have routines of their own."""

from dataclasses import dataclass

from local_voice.folders import data_folder
from local_voice.own_routines.errors import RoutineFileError
from skill.assembly import Assembly, assemble

FOLDER = "routines"
"""Of the data folder."""


@dataclass(frozen=True, slots=True)
class OwnAssembly:
    """An assistant that knows the person's routines, and what is wrong with the others' files."""

    assembly: Assembly
    faults: tuple[RoutineFileError, ...] = ()

    @property
    def own_names(self) -> tuple[str, ...]:
        """What the person's routines are called."""
        routines = self.assembly.assistant.library.routines.routines.values()
        return tuple(routine.name for routine in routines if routine.own)


def assemble_own(locale: str) -> OwnAssembly:
    """The assistant for a locale with the routines in this person's data folder.

    Raises KnowledgeError where a data file of the program is damaged; a file of the person's that
    is only leaves that routine out.
    """
    assembly = assemble(locale)
    folder = data_folder() / FOLDER
    if not folder.exists():
        return OwnAssembly(assembly)
    from interaction_models import load_model, model_for
    from local_voice.own_routines.files import read_folder

    forms = load_model(model_for(locale)).type("Routine").values.values()
    names = (name for spoken in forms for name in spoken)
    found = read_folder(folder, assembly.assistant.library.routines, names)
    return OwnAssembly(assembly.with_own(found.routines), found.faults)
