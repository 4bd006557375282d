"""The words of the guide itself, as slots to be filled from data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the guide says around the steps; each field holds variants taken in turn.

    Names in braces are filled in: ``{name}`` of a routine, ``{time}`` ("about two minutes"),
    ``{side}``, ``{place}`` (a block's label), ``{names}``, ``{count}`` ("third"), and counts of a
    breath. ``means_`` lists are words people use. A word before one of the
    ``kinds_of_routines`` ("stretch") names a routine unless it is one of ``not_names`` ("the").
    A person's own routine is known by its name without the ``left_out`` words; in a wish for it
    there are only ``before_names`` before the name and only ``after_names`` after it.
    """

    default_routine: str
    default_stretch: str
    means_stretch: tuple[str, ...]
    means_usual: tuple[str, ...]
    means_start: tuple[str, ...]
    kinds_of_routines: tuple[str, ...]
    not_names: tuple[str, ...]
    left_out: tuple[str, ...]
    before_names: tuple[str, ...]
    after_names: tuple[str, ...]
    stop_if: tuple[str, ...]
    safety: tuple[str, ...]
    safety_short: tuple[str, ...]
    intro: tuple[str, ...]
    own: tuple[str, ...]
    own_counts: tuple[str, ...]
    own_counts_hold: tuple[str, ...]
    unsafe_counts: tuple[str, ...]
    too_short: tuple[str, ...]
    too_long: tuple[str, ...]
    other_length: tuple[str, ...]
    offer_instead: tuple[str, ...]
    offer_instead_reprompt: tuple[str, ...]
    ask_first_reprompt: tuple[str, ...]
    declined: tuple[str, ...]
    go_on: tuple[str, ...]
    go_on_reprompt: tuple[str, ...]
    hint: tuple[str, ...]
    paused: tuple[str, ...]
    paused_reprompt: tuple[str, ...]
    where: tuple[str, ...]
    where_side: tuple[str, ...]
    skipped: tuple[str, ...]
    back: tuple[str, ...]
    again: tuple[str, ...]
    from_the_start: tuple[str, ...]
    slower: tuple[str, ...]
    slowest: tuple[str, ...]
    longest: tuple[str, ...]
    shortest: tuple[str, ...]
    no_holds: tuple[str, ...]
    has_no_holds: tuple[str, ...]
    faster: tuple[str, ...]
    fastest: tuple[str, ...]
    quiet: tuple[str, ...]
    talking: tuple[str, ...]
    time_left: tuple[str, ...]
    swapped: tuple[str, ...]
    no_sides: tuple[str, ...]
    side_first: tuple[str, ...]
    side_change: tuple[str, ...]
    side_here: tuple[str, ...]
    halfway: tuple[str, ...]
    three_more: tuple[str, ...]
    stay: tuple[str, ...]
    closing: tuple[str, ...]
    stopped: tuple[str, ...]
    this_week: tuple[str, ...]
    ordinals: tuple[str, ...]
    examples: tuple[str, ...]
    groups: tuple[str, ...]
    for_example: tuple[str, ...]
    also: tuple[str, ...]
    all_routines: tuple[str, ...]
    number_words: tuple[str, ...]
    half: str
    and_a_half: str
    under_a_minute: str
    one_minute: str
    minutes: str
    left: str
    right: str
    last_joiner: str


def pick(variants: tuple[str, ...], turn: int) -> str:
    """The variant for the given turn, never a random one."""
    return variants[turn % len(variants)]
