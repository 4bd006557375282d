"""The evaluation counts rightly, and says in one sentence what it cannot read."""

from pathlib import Path

import pytest

from tests.understanding.evaluation.cases import any_of, labelled
from tests.understanding.evaluation.command import main
from tests.understanding.evaluation.engine import DECLINED, Guess
from tests.understanding.evaluation.figures import Figures, Score, count, threshold
from tests.understanding.evaluation.measure import PEERS
from tests.understanding.evaluation.setting import Setting
from tests.understanding.evaluation.table import OURS, behind, markdown

BAKERY = Path(__file__).parent / "bakery" / "small_model.json"


def test_counts_right_wrong_and_slots() -> None:
    case = labelled("six rolls please", ["OrderIntent"], {"item": "roll", "count": "6"})
    outcomes = [
        (case, Guess("OrderIntent", {"item": "roll", "count": "6"})),
        (case, Guess("OrderIntent", {"item": "cake"})),
        (case, Guess("PriceIntent", {"item": "roll"}, rivals=("OrderIntent",))),
        (case, Guess("PriceIntent")),
        (case, DECLINED),
    ]
    score = count("ours", outcomes)
    assert (score.cases, score.right, score.wrong) == (5, 3, 1)
    assert (score.slots_right, score.slots_heard, score.slots_wanted) == (3, 4, 10)
    assert score.f1 == pytest.approx(6 / 14)


def test_a_rival_that_is_offered_counts_as_right() -> None:
    assert any_of("B")(Guess("A", rivals=("B",)))
    assert not any_of("C")(Guess("A", rivals=("B",)))


@pytest.mark.parametrize(
    ("scores", "most", "accepted"),
    [
        ([0.9, 0.5, 0.4, 0.1], 0.25, 1),
        ([0.9, 0.5, 0.4, 0.1], 0.0, 0),
        ([1.0, 1.0, 1.0, 0.1], 0.25, 0),
        ([1.0, 0.5, 0.5, 0.5], 0.5, 1),
    ],
)
def test_the_threshold_lets_no_more_pass_than_it_may(
    scores: list[float], most: float, accepted: int
) -> None:
    by_text = {str(number): score for number, score in enumerate(scores)}
    least = threshold(lambda text: Guess("A", score=by_text[text]), by_text, most)
    assert sum(score >= least for score in scores) == accepted


def test_the_table_has_a_column_for_all_and_says_where_a_peer_is_ahead() -> None:
    ours = Figures({"x": Score("ours", 10, 9, 1)}, 0.2, 1.0, 40, 1, 10)
    peer = Figures({"x": Score("ours", 10, 5, 0)}, 0.9, 2.0, 90, 1, 10)
    measured = {OURS: ours, "a peer": peer, "another": None}
    table = markdown(measured).splitlines()
    assert table[0] == "| | Muscle Calm | a peer | another |"
    assert table[2] == "| x (10): right | 90.0% | 50.0% | not installed |"
    assert behind(measured) == {"x (10): wrong, accepted": ["a peer"]}


def test_our_own_sets_name_only_intents_and_slots_there_are() -> None:
    intents = {intent.name: set(intent.slots) for intent in Setting().model().intents}
    for group in Setting().sets():
        if group.kind != "ours" or "_" in group.name:
            continue
        for case in group.cases:
            names = case.wanted.split(" or ")
            assert set(names) <= set(intents), case.text
            slots = set().union(*(intents[name] for name in names))
            assert set(case.slots or {}) <= slots, case.text


def test_no_utterance_is_in_two_of_our_sets() -> None:
    mine = [g for g in Setting().sets() if g.kind in {"ours", "not ours"}][:7]
    texts = [case.text.lower() for group in mine for case in group.cases]
    assert sorted({text for text in texts if texts.count(text) > 1}) == []


def test_peers_have_names_of_their_own() -> None:
    assert len({peer.name for peer in PEERS}) == len(PEERS)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: this is not valid JSON"),
        ('"order"', "line 2: there is no text"),
        ('{"text": "a roll"}', "line 2: there is no intent"),
        (
            '{"text": "a roll", "intent": "BuyIntent"}',
            "line 2: the model has no intent",
        ),
        (
            '{"text": "a roll", "intent": "OrderIntent", "slots": {"size": "big"}}',
            "line 2: OrderIntent has no slot 'size'",
        ),
        (
            '{"text": "a", "intent": "PriceIntent", "slots": {"item": 2}}',
            "line 2: slots are",
        ),
    ],
)
def test_a_bad_line_is_named(
    line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text(f'{{"text": "a roll please", "intent": "OrderIntent"}}\n{line}\n', "utf-8")
    assert main(["--alone", "--model", str(BAKERY), "--utterances", str(path)]) == 1
    error = capsys.readouterr().err
    assert f"said.jsonl, {said}" in error
    assert error.count("\n") == 1


def test_files_that_are_not_there_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "none.jsonl")
    assert main(["--alone", "--model", str(BAKERY), "--utterances", missing]) == 1
    assert "none.jsonl" in capsys.readouterr().err
    assert main(["--alone", "--model", missing]) == 1
    assert "none.jsonl" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"is a {item} cheap"', '"is a {thing} cheap"', "there is no slot {thing}"),
        ('"do you open early"', '"order {item}"', "OrderIntent and OpenIntent share it"),
        ('"values": [', '"values": [], "more": [', "bakery.json: the slot type Item has no values"),
        ('"values": [', '"values": ["bun",', "The interaction model for bakery is damaged"),
        ('"type": "Item"', '"type": "Bread"', "type Bread, which the model bakery does not define"),
    ],
)
def test_a_model_that_contradicts_itself_is_refused_in_one_sentence(
    before: str, after: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "bakery.json"
    text = BAKERY.read_text(encoding="utf-8")
    assert before in text
    model.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert main(["--alone", "--model", str(model)]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
