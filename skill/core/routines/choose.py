"""Which routine to lead, and which there are."""

from collections.abc import Mapping

from skill.core.routines.model import Library, Routine
from skill.core.routines.spoken import listing, sentence
from skill.core.routines.variants import fit

NAMED_AT_ONCE = 3  # more names than that nobody remembers


def find(
    library: Library,
    routine_id: str | None = None,
    body_part: str | None = None,
    minutes: float | None = None,
) -> Routine:
    """The routine asked for, else the one for a body part, else the default.

    Of several for a body part, the first that can be led in about so many minutes.
    """
    routines = library.routines
    if routine_id is not None and routine_id in routines:
        return routines[routine_id]
    suited = _suited(routines, body_part)
    for routine in suited:
        if minutes is None or fit(routine, minutes)[1] != "other_length":
            return routine
    return suited[0] if suited else routines[library.phrases.default_routine]


def describe_all(library: Library, page: int = 0) -> tuple[tuple[str, ...], bool]:
    """The list as it is spoken, a few names at a time, and whether more pages follow; no question.

    The first page names the groups and the routines picked to stand for them; the others
    name the rest. A page beyond the last is the last.
    """
    phrases = library.phrases
    shown = [library.routines[id] for id in phrases.examples]
    rest = [routine for routine in library.routines.values() if routine not in shown]
    pages = [shown, *(rest[at : at + NAMED_AT_ONCE] for at in range(0, len(rest), NAMED_AT_ONCE))]
    page = min(max(page, 0), len(pages) - 1)
    names = listing([routine.name for routine in pages[page]], phrases.last_joiner)
    opening = phrases.for_example if page == 0 else phrases.also
    is_last = page == len(pages) - 1
    sentences = (
        *(phrases.groups if page == 0 else ()),
        sentence(opening[0].format(names=names)),
        *(phrases.all_routines if is_last else ()),
    )
    return sentences, not is_last


def _suited(routines: Mapping[str, Routine], body_part: str | None) -> list[Routine]:
    first = [routine for routine in routines.values() if body_part in routine.first_choice_for]
    also = [routine for routine in routines.values() if body_part in routine.body_parts]
    return first + [routine for routine in also if routine not in first]
