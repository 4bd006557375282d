"""The stages one by one, on small data."""

import pytest

from skill.understanding.distance import common_length, distance, similarity
from skill.understanding.exact import SampleTree
from skill.understanding.hearsay import Hearsay
from skill.understanding.language import Language
from skill.understanding.nearest import NearestSamples
from skill.understanding.reject import judge
from skill.understanding.repair import Repairer
from skill.understanding.resolve import fill, guess, likenesses
from skill.understanding.slots import Gazetteer, Tag
from skill.understanding.sound import sound
from skill.understanding.topic import Topic
from skill.understanding.utterance import tagged
from skill.understanding.vocabulary import Vocabulary

LANGUAGE = Language.from_tables({"sides": ["left", "upper"], "tails": ["muscle"]})
GAZETTEER = Gazetteer.of(
    {
        "eye": [["Part", "eyelid"]],
        "arm": [["Part", "arm"]],
        "upper arm": [["Part", "upper_arm"]],
        "twitch": [["Illness", "twitching"], ["Sign", "twitch"]],
        "eye twitch": [["Illness", "myokymia"]],
        "numb": [["Sign", "numbness"]],
    },
    LANGUAGE,
)
KINDS = {"part": "Part", "illness": "Illness", "sign": "Sign", "second": "Sign"}


def tokens(text: str) -> list[str]:
    heard = tagged(tuple(text.split()), GAZETTEER)
    return [token if isinstance(token, str) else token.token for token in heard.tokens]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("my arm is numb", ["my", "{Part}", "is", "{Sign}"]),
        ("my upper arm", ["my", "{Part}"]),
        ("my left upper eye muscle", ["my", "{Part}"]),
        ("both arms", ["both", "{Part}"]),
        ("an eye twitch", ["an", "{Part}", "{Illness|Sign}"]),
        ("nothing", ["nothing"]),
    ],
)
def test_tagging(text: str, shown: list[str]) -> None:
    assert tokens(text) == shown


def test_the_longest_value_fills_a_slot_whole() -> None:
    heard = tagged(("my", "upper", "arm"), GAZETTEER)
    assert fill({"part": "Part"}, heard.tags) == {"part": "upper_arm"}


def test_parts_of_a_long_value_fill_other_slots() -> None:
    tags = tagged(("eye", "twitch"), GAZETTEER).tags
    assert fill({"illness": "Illness"}, tags) == {"illness": "myokymia"}
    assert fill({"part": "Part", "sign": "Sign"}, tags) == {"part": "eyelid", "sign": "twitch"}


def test_two_slots_of_a_type_fill_in_the_order_of_speech() -> None:
    tags = tagged(("numb", "and", "they", "twitch"), GAZETTEER).tags
    assert fill(KINDS, tags) == {"illness": "twitching", "sign": "numbness"}
    assert fill({"sign": "Sign", "second": "Sign"}, tags) == {
        "sign": "numbness",
        "second": "twitch",
    }


def test_a_misheard_value_is_guessed_from_its_looks_and_sound() -> None:
    def alike(heard: str, kind: str) -> tuple[tuple[float, str], ...]:
        assert kind == "Part"
        return likenesses(heard, [("forearm", "forearm"), ("calf", "calf")])

    found = guess({"part": "Part"}, {}, ["my", "fourarm"], {"my"}, alike)
    assert found == {"part": "forearm"}
    assert guess({"part": "Part"}, {}, ["my", "telephone"], {"my"}, alike) == {}
    assert guess({"part": "Part"}, {"part": "calf"}, ["fourarm"], {"my"}, alike) == {}


def tree() -> SampleTree:
    samples = SampleTree()
    for text, intent in (
        ("why is my {part} numb", "Why"),
        ("is it a {illness}", "Is"),
        ("is it a twitch", "Twitch"),
        ("i feel {sign} and {second}", "Feel"),
        ("listen {text}", "Listen"),
    ):
        samples.add(text.split(), KINDS | {"text": "AMAZON.SearchQuery"}, intent)
    return samples


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("why is my left arm numb", "Why", (("part", "arm"),)),
        ("is it a twitch", "Twitch", ()),
        ("is it a eye twitch", "Is", (("illness", "myokymia"),)),
        ("i feel numb and twitch", "Feel", (("sign", "numbness"), ("second", "twitch"))),
    ],
)
def test_exact(text: str, intent: str, slots: tuple[tuple[str, str], ...]) -> None:
    words = text.split()
    assert tree().match(words, GAZETTEER.spans(words)) == (intent, slots)


def test_free_text_matches_only_where_asked_for() -> None:
    words = ["listen", "my", "arm", "hurts"]
    assert tree().match(words, {}) is None
    assert tree().match(words, {}, free_text=True) == ("Listen", (("text", "my arm hurts"),))


def test_two_intents_with_one_sample_are_noticed() -> None:
    samples = tree()
    assert samples.add(["is", "it", "a", "twitch"], {}, "Other") == "Twitch"
    assert samples.add(["is", "it", "a", "twitch"], {}, "Twitch") == ""


def test_distance_counts_inserted_and_deleted_characters() -> None:
    assert common_length("twitch", "switch") == 5
    assert distance("twitch", "switch") == 2
    assert distance("", "abc") == 3
    assert similarity("", "") == 1.0


def test_nearest_reaches_a_third_of_the_characters_and_no_further() -> None:
    samples = NearestSamples()
    samples.add(["why", "is", "my", "{part}", "twitching"], KINDS, "Why")
    samples.add(["stop", "it", "now"], KINDS, "Stop")

    def near(text: str) -> str | None:
        heard = tagged(tuple(text.split()), GAZETTEER)
        found = samples.match(heard.words, heard.tokens, ["Why", "Stop"])
        return found.intent if found else None

    assert near("wy is my arm switching") == "Why"
    assert near("stop at now") == "Stop"
    assert near("my dog is barking") is None
    assert near("why " * 60) is None


def test_every_type_of_slot_has_a_mark_of_its_own_before_anything_is_asked() -> None:
    """Many threads ask at once: a mark given while asked for could be given to two types."""
    samples = NearestSamples()
    samples.add(["my", "{part}", "feels", "{sign}"], KINDS, "Tell")
    samples.add(["is", "it", "{illness}"], KINDS, "Fear")
    marks = dict(samples._marks)
    assert set(marks) == {"Part", "Sign", "Illness"}
    assert len(set(marks.values())) == 3
    heard = tagged(("my", "arm", "feel", "numb"), GAZETTEER)
    assert samples.match(heard.words, heard.tokens, ["Tell"]) is not None
    assert samples._marks == marks


def test_judge_declines_with_the_background_as_the_reason() -> None:
    classes = ("A", "B", "_foreign", "_illness")
    assert judge(classes, (1.0, 0.0, 1.5, 0.2), False).reason == "foreign"
    assert judge(classes, (1.0, 0.0, 0.9, 0.2), False).intents == ()
    assert judge(classes, (1.0, 0.0, 0.9, 0.2), True).intents == ("A",)
    assert judge(classes, (5.0, 0.0, 0.9, 0.2), False).intents == ("A",)
    assert judge(classes, (2.5, 0.0, 0.9, 0.2), False).intents == ("A",)
    assert judge(classes, (2.5, 0.0, 0.9, 0.2), False, doubtful={"A"}).intents == ()


def test_judge_names_a_close_rival() -> None:
    verdict = judge(("A", "B", "C"), (5.0, 4.9, 4.8), False)
    assert verdict.intents == ("A", "B")
    assert verdict.reason == "close"


@pytest.mark.parametrize(
    ("one", "other"),
    [("pause", "paws"), ("calf", "caff"), ("write", "rite"), ("knee", "nee"), ("eight", "ate")],
)
def test_words_that_sound_alike_share_a_key(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_words_that_sound_different_do_not() -> None:
    assert len({sound(word) for word in ("stop", "pause", "next", "slower", "repeat")}) == 5


def test_repair_replaces_strange_words_by_near_ones_of_ours() -> None:
    repairer = Repairer(["twitching", "calcium", "stop", "elbow", "my"])
    known = {"my", "the", "stop"}
    assert repairer.repair(["my", "elbbow", "is", "twiching"], known) == (
        "my",
        "elbow",
        "is",
        "twitching",
    )
    assert repairer.repair(["calcum", "sdop"], known) == ("calcium", "stop")
    assert repairer.repair(["telephone", "tax", "b12"], known) == ("telephone", "tax", "b12")


def test_a_plain_value_gives_way_to_another() -> None:
    tags = tagged(("twitch", "or", "eye", "twitch"), GAZETTEER).tags
    kinds = {"illness": "Illness"}
    assert fill(kinds, tags) == {"illness": "myokymia"}
    assert fill(kinds, tags, plain={"Illness:myokymia"}) == {"illness": "twitching"}


def test_vocabulary_knows_the_strange_from_the_familiar() -> None:
    vocabulary = Vocabulary.of(["my", "stop"], ["car"])
    arm = Tag(1, 2, (("Part", "arm"),))
    assert vocabulary.is_familiar(["my", arm])
    assert not vocabulary.is_familiar(["stop", "car"])
    assert not vocabulary.is_strange(["stop", "blorf"])
    assert vocabulary.is_strange(["stop", "blorf", "wug"])


def test_a_command_beside_a_word_of_others_is_not_meant() -> None:
    topic = Topic.from_tables({"closed": ["Stop"]})
    assert topic.is_foreign("Stop", ["stop", "car"], {"car"})
    assert not topic.is_foreign("Why", ["stop", "car"], {"car"})


def test_topic_guards_answers_and_closes_commands() -> None:
    topic = Topic.from_tables(
        {"guarded": ["Why"], "kinds": ["Part"], "words": ["muscle"], "closed": ["Stop"]}
    )
    arm = Tag(0, 1, (("Part", "arm"),))
    assert topic.allows("Why", [arm])
    assert topic.allows("Why", ["muscle"])
    assert not topic.allows("Why", ["headache"])
    assert topic.allows("Stop", ["anything"])
    assert topic.fits("Stop", ["please", "stop"], {}, {"please", "stop"})
    assert not topic.fits("Stop", ["stop", "car"], {}, {"please", "stop"})
    assert not topic.fits("Stop", ["stop", "the", "it", "now", arm], {}, {"stop", "the", "it"})


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("should i cure this", True),
        ("should i stop it", True),
        ("is it bad", False),
        ("should i cure this cold", False),
        ("should i stop", False),
    ],
)
def test_a_word_that_points_is_the_topic_where_nothing_else_is_named(
    text: str, is_meant: bool
) -> None:
    topic = Topic.from_tables(
        {"guarded": ["Help"], "pointing": ["this", "it"], "empty_after": ["is"]}
    )
    ours = {"should", "i", "cure", "stop", "this", "is", "it", "bad"}
    assert topic.is_pointed_at("Help", text.split(), ours) is is_meant
    assert not topic.is_pointed_at("Other", text.split(), ours)


def test_who_only_says_something_fills_no_slot() -> None:
    hearsay = Hearsay(frozenset({"Part"}), frozenset({"says"}), frozenset({"its"}))
    says = tagged(("my", "eye", "always", "says", "it", "is", "numb"), GAZETTEER)
    about_it = tagged(("my", "eye", "says", "its", "lid", "is", "numb"), GAZETTEER)
    assert [tag.options[0][1] for tag in hearsay.meant(says)] == ["numbness"]
    assert len(hearsay.meant(about_it)) == 2
    assert Hearsay().meant(says) == says.tags
