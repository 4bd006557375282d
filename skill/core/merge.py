"""What becomes of a profile that two devices of one person changed at the same time."""

from collections import Counter
from collections.abc import Mapping
from typing import TypeVar

from skill.core.profile import MOST_DAYS, Profile

T = TypeVar("T")


def merged(ours: Profile, base: Profile, theirs: Profile) -> Profile:
    """Both changes to ``base``: ours, and theirs, which was kept first.

    Sessions done on either device are counted, and their days kept, the latest ``MOST_DAYS``.
    A preference that one of them changed is as that one left it; where both did, ours is the
    later. Of the sessions not led to their end there is room for one: the one still under way,
    and ours where both are.
    """
    days = Counter(theirs.days) + (Counter(ours.days) - Counter(base.days))
    return Profile(
        greeted=ours.greeted or theirs.greeted,
        pace=_changed(ours.pace, base.pace, theirs.pace),
        quiet=_changed(ours.quiet, base.quiet, theirs.quiet),
        routines_done=_counted(ours.routines_done, base.routines_done, theirs.routines_done),
        done=_all_counted(ours.done, base.done, theirs.done),
        days=tuple(sorted(days.elements())[-MOST_DAYS:]),
        left=_changed(ours.left, base.left, theirs.left) or _changed(theirs.left, base.left, None),
    )


def _changed(ours: T, base: T, theirs: T) -> T:
    return theirs if ours == base else ours


def _counted(ours: int, base: int, theirs: int) -> int:
    return theirs + max(0, ours - base)


def _all_counted(
    ours: Mapping[str, int], base: Mapping[str, int], theirs: Mapping[str, int]
) -> Mapping[str, int]:
    routines = [*theirs, *(routine for routine in ours if routine not in theirs)]
    return {
        routine: _counted(ours.get(routine, 0), base.get(routine, 0), theirs.get(routine, 0))
        for routine in routines
    }
