"""Long and mixed speech: several questions, stories, second thoughts, courtesy."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.core.intent import FALLBACK
from skill.core.profile import Profile
from skill.core.urgency import Urgency
from skill.understanding import Understanding
from tests.understanding.long_speech import spoken

FEWEST_FIRST = 0.9
FEWEST_ALL = 0.8


def test_most_of_what_was_written_down_beforehand_is_understood(us: Understanding) -> None:
    cases = list(spoken())
    heard = [us.interpret(case.text) for case in cases]
    first = sum(case.first_is_right(h) for case, h in zip(cases, heard, strict=True))
    whole = sum(case.all_is_right(h) for case, h in zip(cases, heard, strict=True))
    assert first / len(cases) >= FEWEST_FIRST
    assert whole / len(cases) >= FEWEST_ALL


@pytest.mark.parametrize(
    ("text", "first", "also"),
    [
        ("why is my calf twitching and should i worry", "WorryIntent", ["CauseIntent"]),
        ("should i worry and why is my calf twitching", "WorryIntent", ["CauseIntent"]),
        ("what helps against twitching and start box breathing", "ReliefIntent",
         ["StartRoutineIntent"]),
        ("start box breathing and what helps against twitching", "ReliefIntent",
         ["StartRoutineIntent"]),
        ("should i worry about my calf and is it als", "ConditionWorryIntent", ["WorryIntent"]),
    ],
)  # fmt: skip
def test_the_more_urgent_question_goes_first(
    us: Understanding, text: str, first: str, also: list[str]
) -> None:
    heard = us.interpret(text)
    assert (heard.intent.name, [intent.name for intent in heard.also]) == (first, also)
    assert heard.decided_by == "parts"


def test_it_is_the_body_part_that_was_named(us: Understanding) -> None:
    heard = us.interpret("should i worry about it and why is my thumb twitching")
    assert heard.intent.slot("bodyPart") == "thumb"
    assert heard.also[0].slot("bodyPart") == "thumb"
    other = us.interpret("should i worry about my foot and why is my thumb twitching")
    assert other.intent.slot("bodyPart") == "foot"
    assert other.also[0].slot("bodyPart") == "thumb"


@pytest.mark.parametrize(
    "text",
    [
        "is it als or ms",
        "is it als or is it ms",
        "i have pins and needles and twitching in my foot",
        "my neck and shoulder twitch",
        "why do coffee and stress make my eyelid twitch",
        "why does my eyelid twitch when i drink coffee and when i am tired",
        "how long after a workout will it go on",
        "i want to know what is going on with my eyelid",
        "should i worry about twitching and numbness in my hand",
        "what is the weather and should i take an umbrella",
        "why is my twitching so loud and what is the capital of france",
    ],
)
def test_one_question_stays_one(us: Understanding, text: str) -> None:
    assert us.interpret(text).also == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i've had a lot of coke today and my chin is jumping, is it the caffeine", "CauseIntent"),
        ("i've got a wedding on saturday and my calf keeps twitching, how do i stop it",
         "ReliefIntent"),
        ("it has been twitching for ten days now, when will it stop", "DurationIntent"),
        ("i've got a big meeting and my eyelid is twitching, should i be worried", "WorryIntent"),
    ],
)  # fmt: skip
def test_it_is_the_question_at_the_end_of_a_story_that_counts(
    us: Understanding, text: str, name: str
) -> None:
    heard = us.interpret(text)
    assert heard.intent.name == name
    assert heard.also == ()


@pytest.mark.parametrize("state", ["check", "routine"])
def test_an_answer_to_the_check_is_not_taken_apart(us: Understanding, state: str) -> None:
    text = "why is my calf twitching and should i worry"
    assert us.interpret(text, state=state).also == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("why is my left no my right eyelid twitching", "why is my right eyelid twitching"),
        ("why is my calf i mean my thigh twitching", "why is my thigh twitching"),
        ("start box sorry belly breathing", "start belly breathing"),
        ("start box breathing sorry start belly breathing", "start belly breathing"),
        ("should i take calcium or rather magnesium", "should i take magnesium"),
        ("should i worry about my foot no sorry my hand", "should i worry about my hand"),
        ("do i have ms i meant als", "do i have als"),
        ("my my eyelid is is twitching", "my eyelid is twitching"),
        ("how do how do i stop it", "how do i stop it"),
        ("how long scratch that why does my chin twitch", "why does my chin twitch"),
        ("no wait the thumb", "the thumb"),
    ],
)
def test_what_was_taken_back_is_as_if_never_said(us: Understanding, said: str, meant: str) -> None:
    assert us.interpret(said).intent == us.interpret(meant).intent


@pytest.mark.parametrize(
    "text",
    [
        "my arm has no pain no weakness",
        "there is no numbness no weakness in my hand",
        "my calf no foot problems",
        "no",
        "sorry",
        "forget everything",
    ],
)
def test_a_denial_is_no_second_thought(us: Understanding, text: str) -> None:
    assert us.interpret(text).readings == ()


QUESTIONS = (
    "why is my eyelid twitching", "how do i stop my calf twitching", "do i have als",
    "should i take magnesium", "start box breathing", "how long does it last",
)  # fmt: skip
PADDING = (
    "please um {} thank you",
    "alexa ask muscle calm {}",
    "so uh {} if you don't mind",
    "hi there could you maybe tell me please {}",
    "hey muscle calm {} thank you very much",
)


@pytest.mark.parametrize("padding", PADDING)
@pytest.mark.parametrize("text", QUESTIONS)
def test_courtesy_changes_nothing(us: Understanding, padding: str, text: str) -> None:
    assert us.interpret(padding.format(text)).intent == us.interpret(text).intent


RED_FLAGS = (
    "my face droops on one side", "i have chest pain", "i can not breathe",
    "my hand is getting weaker", "i want to kill myself", "my speech is slurred since this morning",
)  # fmt: skip
LINKS = (" and ", " and also ", " no wait ", " i mean ", " scratch that ", "? ", " ")


@settings(max_examples=60)
@given(
    st.sampled_from(RED_FLAGS),
    st.lists(st.sampled_from(QUESTIONS), min_size=1, max_size=2),
    st.lists(st.sampled_from(LINKS), min_size=2, max_size=2),
)
def test_nothing_said_after_a_red_flag_lowers_it(
    flag: str, asked: list[str], links: list[str]
) -> None:
    assembly = assemble()

    def level(text: str) -> Urgency:
        reply = assembly.respond(text, Conversation(), Profile()).reply
        return reply.urgency or Urgency.SELF_CARE

    said = flag + "".join(link + text for link, text in zip(links, asked, strict=False))
    assert level(said) >= level(flag)


def test_what_was_taken_back_still_counts() -> None:
    assembly = assemble()
    for text in ("my chest, no, my arm hurts", "my calf, no, my thigh is weak"):
        reply = assembly.respond(text, Conversation(), Profile()).reply
        assert reply.urgency is not None
        assert reply.urgency >= Urgency.DOCTOR_SOON


WORDS = "no wait sorry and also i mean my your left calf thumb why is it what can do box yes 7"
RUNS = ("scratch that", "how long", "should i", "ten minutes", "twitching")
PIECES = st.lists(st.sampled_from([*WORDS.split(" "), *RUNS]), max_size=14).map(" ".join)


@settings(max_examples=200)
@given(PIECES, st.sampled_from(["open", "question", "check", "routine"]), st.booleans())
def test_no_heap_of_words_is_too_odd(
    us: Understanding, text: str, state: str, in_topic: bool
) -> None:
    heard = us.interpret(text, state=state, in_topic=in_topic)  # type: ignore[arg-type]
    assert heard.words == text
    assert FALLBACK not in heard.also
    assert len({intent.name for intent in (heard.intent, *heard.also)}) == 1 + len(heard.also)


def test_the_file_of_utterances_has_none_twice() -> None:
    texts = [case.text for case in spoken()]
    assert len(set(texts)) == len(texts)
    assert Path(__file__).with_name("long_speech.toml").exists()
