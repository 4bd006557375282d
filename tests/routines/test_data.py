"""What the routine files say: all there, in careful words, with times that add up."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from skill.core.routines.model import LONGEST_STEP, Library, Routine
from skill.core.routines.timeline import expand, total_seconds
from skill.knowledge.load import load_knowledge
from skill.knowledge.routines.load import FOLDER, RoutineError, load_routine, load_routines

LIBRARY = load_routines()
ROUTINES = list(LIBRARY.routines.values())
SEEDS = Path(__file__).parents[3] / "shared"

IDS = [
    "calm_breath",
    "box_breathing",
    "coherent_breathing",
    "four_seven_eight",
    "belly_breathing",
    "sigh_breathing",
    "calf_wall",
    "calf_seated",
    "thigh",
    "neck_shoulder",
    "hand_forearm",
    "eyelid_rest",
    "body_relaxation",
    "desk_break",
    "bedtime",
    "cramp_rescue",
]

FORBIDDEN = re.compile(
    r"\b(cures?|heals?|proven|guarantee|stops? (the |your )?(twitch|nerve)|will go away"
    r"|(?<!do )(?<!if )you have|you don't have|harmless|diagnos\w+|milligrams?|mg)\b"
    r"|[0-9%/()&:\[\]]",
    re.IGNORECASE,
)


def spoken(routine: Routine) -> Iterator[str]:
    """Everything of a routine that can be said aloud as a sentence."""
    yield from (routine.goal, routine.posture, routine.ask_first, routine.if_yes, routine.safety)
    yield from (item.claim for item in routine.evidence)
    for block in routine.blocks:
        for step in block.steps:
            yield step.cue
            yield step.word


def guide_phrases(library: Library) -> Iterator[str]:
    for field in type(library.phrases).__dataclass_fields__:
        value = getattr(library.phrases, field)
        yield from (value,) if isinstance(value, str) else value


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def test_all_sixteen_routines_are_there() -> None:
    assert sorted(LIBRARY.routines) == sorted(IDS)
    assert all((FOLDER / f"{id}.toml").is_file() for id in IDS)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_the_steps_add_up_to_the_stated_total(routine: Routine) -> None:
    steps = expand(routine)
    assert sum(step.seconds for step in steps) == routine.total_seconds
    assert steps[-1].end == total_seconds(routine) == routine.total_seconds
    assert [step.start for step in steps[1:]] == [step.end for step in steps[:-1]]


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_no_step_as_written_outlasts_twenty_seconds(routine: Routine) -> None:
    assert max(step.seconds for block in routine.blocks for step in block.steps) <= LONGEST_STEP


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_every_routine_says_for_whom_and_on_what_grounds(routine: Routine) -> None:
    assert routine.evidence
    assert routine.facts
    assert len(routine.stop_if) >= 4
    if routine.not_for and routine.announced:
        assert routine.ask_first.endswith("?")
        assert routine.if_yes
        assert not LIBRARY.routines[routine.instead].not_for
    else:
        assert not routine.ask_first


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_a_claim_is_modest(routine: Routine) -> None:
    for item in routine.evidence:
        assert re.search(r"\bmay\b", item.claim), item.claim


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_words_are_short_plain_and_promise_nothing(routine: Routine) -> None:
    for text in spoken(routine):
        assert not FORBIDDEN.search(text), text
        for sentence in sentences(text):
            assert len(sentence.split()) <= 22, sentence


def test_the_guides_own_words_are_short_and_plain() -> None:
    for text in guide_phrases(LIBRARY):
        assert not FORBIDDEN.search(text), text
        for sentence in sentences(text):
            assert len(sentence.split()) <= 22, sentence


def test_every_fact_and_source_exists() -> None:
    knowledge = load_knowledge()
    used = {id for routine in ROUTINES for id in routine.sources}
    assert used <= set(knowledge.sources)
    assert {fact for routine in ROUTINES for fact in routine.facts} <= set(knowledge.facts)


def test_every_body_part_is_one_that_has_a_name() -> None:
    names = load_knowledge().names["bodyPart"]
    for routine in ROUTINES:
        assert set(routine.body_parts) | set(routine.first_choice_for) <= set(names), routine.id


def test_no_body_part_has_two_first_choices() -> None:
    parts = [part for routine in ROUTINES for part in routine.first_choice_for]
    assert len(parts) == len(set(parts))


@pytest.mark.skipif(not (SEEDS / "seeds").is_dir(), reason="the texts to compare with are absent")
def test_nothing_is_copied_from_the_seeds() -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z']+", text.lower())
        return {tuple(words[at : at + 7]) for at in range(len(words) - 6)}

    seeds = [path.read_text(encoding="utf-8") for path in (SEEDS / "seeds").iterdir()]
    seeds.append((SEEDS / "content" / "routines.yaml").read_text(encoding="utf-8"))
    known = set().union(*map(runs, seeds))
    texts = [text for routine in ROUTINES for text in spoken(routine)]
    for text in [*texts, *guide_phrases(LIBRARY)]:
        assert not runs(text) & known, text


@pytest.mark.skipif(not (SEEDS / "content").is_dir(), reason="the texts to compare with are absent")
def test_the_lengths_are_those_of_the_collected_routines() -> None:
    collected = yaml.safe_load((SEEDS / "content" / "routines.yaml").read_text(encoding="utf-8"))
    for id, entry in zip(IDS, collected["routines"], strict=True):
        assert LIBRARY.routines[id].total_seconds == entry["total_seconds"], id
        assert set(LIBRARY.routines[id].facts) == set(entry["seed_facts"]), id


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('id = "calm_breath"', 'id = "calm_breath', "cannot be read"),
        ("total_seconds = 307", "total_seconds = 300", "take 307 seconds, not 300"),
        ("total_seconds = 307", 'total_seconds = "long"', "'long'"),
        ("seconds = 5,", "seconds = 25,", "20 is the most"),
        ("seconds = 5,", "seconds = 2,", "do not fit"),
        ("inhale = 3", "inhale = 40", "gentle are not safe"),
        ("repeat = 28", "repeat = 0", "repeat must be at least 1"),
        ('word = "In."', 'word = ""', "no short word"),
        ("goal =", "gaol =", "gaol"),
        ("[[blocks]]", "[[locks]]", "locks"),
    ],
)
def test_a_damaged_file_gives_one_clear_sentence(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = (FOLDER / "calm_breath.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "calm_breath.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RoutineError) as caught:
        load_routine(path)
    message = str(caught.value)
    assert "calm_breath.toml" in message
    assert says in message
    assert "\n" not in message


def test_a_folder_without_phrases_gives_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(RoutineError, match=r"phrases\.toml cannot be read"):
        load_routines(tmp_path)
