"""Routines of a person's own: known by their names, led like ours, and outranked like them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from local_voice.own_routines.errors import FieldError
from local_voice.own_routines.routine import own_routine
from skill.assembly import Assembly, assemble
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.profile import Profile
from skill.core.routines import guide
from skill.core.routines.commands import COMMANDS
from skill.core.routines.model import Pattern
from skill.core.routines.state import is_sound, timeline
from tests.routines.own import OURS, SMALL, breath, read

NOBODY = "nobody has checked it"


@pytest.fixture
def assembly(tmp_path: Path) -> Assembly:
    texts = {"evening_stretch": SMALL, "quiet_minutes": breath(inhale=4, exhale=6)}
    return assemble().with_own(read(tmp_path, text, f"{id}.toml") for id, text in texts.items())


def talk(assembly: Assembly, *lines: str, keeps_time: bool = False) -> list[Turn]:
    turns = []
    conversation, profile = Conversation(keeps_time=keeps_time), Profile()
    for line in lines:
        turns.append(assembly.respond(line, conversation, profile))
        conversation, profile = turns[-1].conversation, turns[-1].profile
    return turns


def routine_of(turn: Turn) -> str | None:
    return turn.conversation.routine.routine if turn.conversation.routine else None


@pytest.mark.parametrize(
    "line",
    [
        "start my evening stretch",
        "Start evening stretch.",
        "please begin the evening stretch",
        "can you lead me through my evening stretch please",
        "ok muscle calm, let's do my evening-stretch now",
        "evening stretch",
        "start my evening stretch for one minute",
    ],
)
def test_it_starts_by_its_name(assembly: Assembly, line: str) -> None:
    (turn,) = talk(assembly, line, keeps_time=True)
    assert routine_of(turn) == "evening_stretch"
    assert NOBODY in turn.reply.text
    assert OURS.phrases.safety[0] in turn.reply.text


@pytest.mark.parametrize(
    ("line", "routine"),
    [
        ("start a calf stretch", "calf_wall"),
        ("start box breathing", "box_breathing"),
        ("why does my eyelid twitch in the evening", None),
        ("how do i know whether my evening stretch is good", None),
        ("which routines do you have", None),
        ("stop", None),
    ],
)
def test_nothing_else_is_taken_for_it(assembly: Assembly, line: str, routine: str | None) -> None:
    (turn,) = talk(assembly, line)
    assert routine_of(turn) == routine
    assert assembly.hear(line, Conversation()) == assemble().hear(line, Conversation())


@pytest.mark.parametrize("line", ["start my evning stretch", "begin quiet minuts please"])
def test_a_name_spelled_almost_like_it_is_asked_about(assembly: Assembly, line: str) -> None:
    asked, led = talk(assembly, line, "yes")
    assert "Did you mean the" in asked.reply.text
    assert routine_of(led) in ("evening_stretch", "quiet_minutes")


@pytest.mark.parametrize("word", ["stop", "help", "yes", "repeat"])
def test_a_routine_called_like_a_command_takes_nothing_from_it(tmp_path: Path, word: str) -> None:
    assembly = assemble().with_own([read(tmp_path, f'name = "{word}"\n{SMALL}')])
    assert assembly.hear(word, Conversation()) == assemble().hear(word, Conversation())
    (turn,) = talk(assembly, f"start my {word} routine")
    assert routine_of(turn) in (None, "evening_stretch")


def test_a_longer_name_wins(tmp_path: Path) -> None:
    longer = read(tmp_path, SMALL, "long_evening_stretch.toml")
    assembly = assemble().with_own([read(tmp_path), longer])
    assert routine_of(talk(assembly, "start long evening stretch")[0]) == "long_evening_stretch"
    assert routine_of(talk(assembly, "start evening stretch")[0]) == "evening_stretch"


def test_names_beyond_the_alphabet_are_typed(tmp_path: Path) -> None:
    names = ["вечерняя растяжка", "Dehnübung am Abend"]
    files = enumerate(names)
    own = [read(tmp_path, f'name = "{name}"\n{SMALL}', f"own_{at}_x.toml") for at, name in files]
    assembly = assemble().with_own(own)
    assert routine_of(talk(assembly, "start вечерняя растяжка")[0]) == "own_0_x"
    assert routine_of(talk(assembly, "start dehnubung am abend")[0]) == "own_1_x"


def test_it_is_in_the_spoken_list_before_the_rest_of_ours(assembly: Assembly) -> None:
    first, second = talk(assembly, "which routines do you have", "yes")
    assert "calm breath" in first.reply.text
    assert "evening stretch, quiet minutes" in second.reply.text


def test_a_session_of_it_goes_from_start_to_end(assembly: Assembly) -> None:
    begun, *_, last = talk(assembly, "start my evening stretch", "slower", "how long left", "next")
    assert begun.conversation.routine is not None
    assert last.profile.done == {"evening_stretch": 1}


def test_in_real_time_it_says_that_nobody_checked_it(assembly: Assembly) -> None:
    (turn,) = talk(assembly, "start quiet minutes", keeps_time=True)
    assert turn.conversation.being_led
    assert NOBODY in turn.reply.text
    assert OURS.phrases.safety_short[0] in turn.reply.text


def test_it_has_no_source_not_even_that_of_what_was_said_before(assembly: Assembly) -> None:
    answer, _, source = talk(
        assembly,
        "why is my eyelid twitching",
        "start my evening stretch",
        "where does that come from",
    )
    assert answer.reply.sources
    assert "your own" in source.reply.text
    assert not source.reply.sources


def test_a_red_flag_outranks_it(assembly: Assembly) -> None:
    line = "start my evening stretch, my chest hurts and i cannot breathe"
    (told,) = talk(assembly, line)
    assert routine_of(told) is None
    assert told.reply.urgency is not None
    _, during = talk(assembly, "start my evening stretch", "my chest hurts and my arm is numb")
    assert routine_of(during) is None
    assert during.reply.urgency is not None


def test_with_a_doctor_to_see_first_it_is_not_led(assembly: Assembly) -> None:
    seen = ["my leg has been getting weaker for three months", "start quiet minutes"]
    assert routine_of(talk(assembly, *seen)[1]) is None


def test_a_session_of_a_file_that_is_gone_is_forgotten(assembly: Assembly) -> None:
    (begun,) = talk(assembly, "start my evening stretch")
    left = replace(begun.profile, left=begun.conversation.routine)
    turn = assemble().respond("resume", Conversation(), left)
    assert routine_of(turn) is None
    assert turn.reply.text


def test_ours_do_not_know_it() -> None:
    assert routine_of(talk(assemble(), "start my evening stretch")[0]) is None


SECONDS = st.floats(1, 20) | st.integers(1, 20)
MOVES = st.fixed_dictionaries({"kind": st.sampled_from(["rest", "stretch", "move", "look"])})
MOVES = st.builds(lambda step, s: {**step, "seconds": s, "cue": "So."}, MOVES, SECONDS)
BREATHS = st.lists(st.integers(2, 7), min_size=4, max_size=4).map(
    lambda counts: [
        {"kind": kind, "seconds": count}
        for kind, count in zip(["inhale", "hold", "exhale", "hold"], counts, strict=True)
        if kind != "hold" or count > 3
    ]
)
BLOCKS = st.fixed_dictionaries(
    {"steps": st.lists(MOVES, min_size=1, max_size=3) | BREATHS, "repeat": st.integers(1, 20)},
    optional={"least": st.integers(0, 2), "most": st.integers(1, 200), "sides": st.booleans()},
)
SAID = st.sampled_from([*sorted(COMMANDS), "AMAZON.NoIntent"])
WISHES = st.none() | st.floats(0, 30)
PATTERNS = st.builds(Pattern, st.integers(2, 8), st.integers(2, 8), st.sampled_from([0, 5]))


@settings(max_examples=150)
@given(
    blocks=st.lists(BLOCKS, min_size=1, max_size=4),
    minutes=WISHES,
    said=st.lists(st.tuples(SAID | PATTERNS | st.floats(0, 30), st.floats(0, 200)), max_size=12),
    in_real_time=st.booleans(),
)
def test_whatever_is_accepted_can_be_led_and_commanded(
    blocks: list[dict[str, object]],
    minutes: float | None,
    said: list[tuple[str | Pattern | float, float]],
    in_real_time: bool,
) -> None:
    try:
        routine = own_routine("own", {"blocks": blocks}, OURS)
    except FieldError:
        assume(False)
        raise
    library = replace(OURS, routines={**OURS.routines, "own": routine})
    limits = None if in_real_time else guide.USUAL_LIMITS
    state, _ = guide.start(library, "own", minutes=minutes, limits=limits)
    for wish, heard in said:
        if state is None:
            break
        assert is_sound(library, state)
        if isinstance(wish, str):
            state, _ = guide.command(library, state, wish, heard=heard, limits=limits)
        elif changed := guide.change(library, state, wish, heard=heard, limits=limits):
            state, _ = changed
    if state is not None:
        assert timeline(library, state)
