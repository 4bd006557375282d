"""Replies at random, of any shape the core's types allow."""

from typing import get_args

from hypothesis import strategies as st

from skill.core.reply import (
    Beat,
    BeatKind,
    Card,
    Earcon,
    EarconKind,
    Part,
    Pause,
    Reply,
    Say,
    Screen,
)
from skill.core.urgency import Urgency

ANY_TEXT = st.text(max_size=200) | st.text(max_size=40).map(lambda text: text * 200)
SECONDS = st.floats(allow_nan=True, allow_infinity=True) | st.floats(0, 60)


def parts() -> st.SearchStrategy[tuple[Part, ...]]:
    """Any parts of speech, also unreasonable ones."""
    part: st.SearchStrategy[Part] = st.one_of(
        st.builds(Say, ANY_TEXT),
        st.builds(Pause, SECONDS),
        st.builds(Beat, st.sampled_from(get_args(BeatKind)), SECONDS),
        st.builds(Earcon, st.sampled_from(get_args(EarconKind))),
    )
    return st.lists(part, max_size=30).map(tuple)


def replies() -> st.SearchStrategy[Reply]:
    """Any reply, also an unreasonable one."""
    return st.builds(
        Reply,
        speech=parts(),
        reprompt=st.none() | ANY_TEXT,
        card=st.none() | st.builds(Card, ANY_TEXT, ANY_TEXT),
        screen=st.none() | st.builds(Screen, ANY_TEXT, ANY_TEXT, ANY_TEXT),
        urgency=st.none() | st.sampled_from(Urgency),
        ends=st.booleans(),
    )
