"""Where utterances begin and end: the rules on a plain row of yes and no."""

from local_voice.audio.endpointing import LIMIT, Activity, Endpointer
from local_voice.audio.sound import BLOCK_SECONDS

VOICE, ROOM = "v", "."


def endpointer() -> Endpointer:
    """One whose blocks say themselves whether they are voiced."""
    return Endpointer(lambda block: block.startswith(b"v"))


def heard(row: str, ears: Endpointer, end_after: float = 0.5) -> list[Activity]:
    """What each block meant; each carries its number."""
    return [ears.hear(f"{mark}{at}".encode(), end_after) for at, mark in enumerate(row)]


def kinds(row: str, end_after: float = 0.5) -> dict[int, str]:
    """The blocks at which an utterance began or ended."""
    row_of = enumerate(heard(row, endpointer(), end_after))
    return {at: a.kind for at, a in row_of if a.kind in ("began", "ended")}


def test_a_beginning_brings_what_came_before_it_and_nothing_is_given_twice() -> None:
    activities = heard("." * 40 + "v" * 30 + "." * 40, endpointer())
    began = next(at for at, activity in enumerate(activities) if activity.kind == "began")
    assert began == 44  # the fifth voiced block
    given = [block for activity in activities for block in activity.blocks]
    numbers = [int(block[1:]) for block in given]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert 40 - numbers[0] == 18  # 0.36 s before the first voice
    assert all(not a.blocks for a in activities if a.kind in ("silence", "ended"))


def test_it_ends_half_a_second_after_the_last_voice() -> None:
    assert kinds("." * 10 + "v" * 30 + "." * 60) == {14: "began", 39 + 25: "ended"}


def test_who_asks_may_end_it_sooner_even_while_it_is_quiet() -> None:
    assert kinds("v" * 30 + "." * 60, end_after=0.35) == {4: "began", 29 + 18: "ended"}
    ears = endpointer()
    heard("v" * 30 + "." * 19, ears)
    assert ears.quiet_for == 19 * BLOCK_SECONDS
    assert ears.hear(b".", end_after=0.35).kind == "ended"


def test_a_pause_between_words_does_not_split() -> None:
    pause = "." * 20
    assert len(kinds(("v" * 15 + pause) * 5 + "." * 30)) == 2


def test_clicks_begin_nothing_and_keep_nothing_open() -> None:
    assert kinds(("v" + "." * 24) * 40) == {}
    assert kinds("vvvv" + "." * 60) == {}
    assert kinds("v" * 20 + ("." * 9 + "v") * 10) == {4: "began", 19 + 25: "ended"}


def test_endless_noise_is_ended_by_force_and_does_not_begin_again_before_it_is_quiet() -> None:
    ears = endpointer()
    activities = heard("v" * 5000 + "." * 30 + "v" * 10 + "." * 30, ears)
    ended = [(at, a.forced) for at, a in enumerate(activities) if a.kind == "ended"]
    began = [at for at, a in enumerate(activities) if a.kind == "began"]
    assert ended[0] == (round(LIMIT / BLOCK_SECONDS) - 1, True)
    assert began == [4, 5034]
    assert ended[1:] == [(5039 + 25, False)]


def test_a_reset_forgets_the_utterance() -> None:
    ears = endpointer()
    heard("v" * 20, ears)
    ears.reset()
    assert ears.hear(b".").kind == "silence"
    later = heard("." * 5 + "v" * 5, ears)
    assert later[-1].kind == "began"
    assert later[-1].blocks[0] == b"."  # nothing from before the reset
