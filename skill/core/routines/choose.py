"""Which routine to lead, and which there are."""

import re
from collections.abc import Mapping
from itertools import pairwise

from skill.core.routines import own_names
from skill.core.routines.model import Library, Routine
from skill.core.routines.spoken import listing, sentence
from skill.core.routines.variants import fit

NAMED_AT_ONCE = 3  # more names than that nobody remembers
MUCH_ALIKE = 0.75  # of 1; "boxing breathing" is box breathing, "fire breathing" is not


def find(
    library: Library,
    routine_id: str | None = None,
    body_part: str | None = None,
    minutes: float | None = None,
    *,
    group: str | None = None,
    usual: str | None = None,
) -> Routine:
    """The routine asked for by its id, else the ``usual`` one, else one for a body part, else the
    default.

    Of several for a body part, the first of the ``group`` that can be led in about so many minutes.
    """
    routines, phrases = library.routines, library.phrases
    for id in (routine_id, usual):
        if id is not None and id in routines:
            return routines[id]
    suited = _suited(routines, body_part)
    suited = [routine for routine in suited if routine.group == group] or suited
    for routine in suited:
        if minutes is None or fit(routine, minutes)[1] != "other_length":
            return routine
    if suited:
        return suited[0]
    is_stretch = group == "stretching"
    return routines[phrases.default_stretch if is_stretch else phrases.default_routine]


def suits(library: Library, group: str, body_part: str | None) -> bool:
    """Whether there is a routine of a group for a body part; for none in particular there is."""
    suited = _suited(library.routines, body_part)
    return body_part is None or any(routine.group == group for routine in suited)


def group_meant(library: Library, words: str) -> str | None:
    """The group of routines that words ask for without naming one: "let's stretch"."""
    return "stretching" if set(_tokens(words)) & set(library.phrases.means_stretch) else None


def means_usual(library: Library, words: str) -> bool:
    """Whether words ask for what is done most: "my usual one"."""
    return bool(set(_tokens(words)) & set(library.phrases.means_usual))


def unknown_name(library: Library, words: str) -> str | None:
    """What a person calls a routine that there is not ("crocodile breathing"), if they name one."""
    if almost := own_names.alike(library, words):
        return almost
    tokens, phrases = _tokens(words), library.phrases
    for before, kind in pairwise(tokens):
        if kind in phrases.kinds_of_routines and before not in phrases.not_names:
            return f"{before} {kind}"
    return None


def asks_to_start(library: Library, words: str) -> bool:
    """Whether words ask to be led through something, whatever it is."""
    return bool(set(_tokens(words)) & set(library.phrases.means_start))


def nearest(library: Library, name: str) -> tuple[Routine, bool]:
    """The routine whose name is most like this one, and whether it is much like it."""
    from difflib import SequenceMatcher  # hardly ever needed

    routines = library.routines.values()

    def likeness(routine: Routine) -> float:
        return SequenceMatcher(None, name, routine.name).ratio()

    best = max(routines, key=likeness)
    if likeness(best) >= MUCH_ALIKE:
        return best, True
    return find(library, group=group_meant(library, name)), False


def describe_all(library: Library, page: int = 0) -> tuple[tuple[str, ...], bool]:
    """The list as it is spoken, a few names at a time, and whether more pages follow; no question.

    The first page names the groups and the routines picked to stand for them; the others
    name the rest, a person's own first. A page beyond the last is the last.
    """
    phrases = library.phrases
    shown = [library.routines[id] for id in phrases.examples]
    rest = [routine for routine in library.routines.values() if routine not in shown]
    rest.sort(key=lambda routine: not routine.own)
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


def _tokens(words: str) -> list[str]:
    return re.findall(r"[a-z']+", words.lower())
