"""The real PocketSphinx as a recognizer: synthesized speech in, hypotheses out."""

from pathlib import Path

import numpy as np
import psutil
import pytest

from local_voice.audio.sound import BLOCK_BYTES, SILENT_BLOCK
from local_voice.hearing.pocketsphinx import PocketSphinxRecognizer
from local_voice.hearing.recognizer import Hypothesis, Vocabularies, Vocabulary
from tests.parts import needs
from tests.speech.voices import Speaker, spoken

FLITE = Speaker("flite", "slt")
VOCABULARIES: Vocabularies = {
    "open": Vocabulary(
        (
            "why is my calf twitching",
            "why is my eyelid twitching",
            "start the breathing exercise",
            "what is a fasciculation",
        )
    ),
    "routine": Vocabulary(
        ("stop", "next", "repeat that", "slow down", "yes", "no"),
        ("water", "monday"),
        closed=True,
        urgent=("stop",),
    ),
    "interrupt": Vocabulary(("stop", "next"), closed=True),
}


@pytest.fixture(scope="module")
def recognizer(tmp_path_factory: pytest.TempPathFactory) -> PocketSphinxRecognizer:
    return PocketSphinxRecognizer(VOCABULARIES, tmp_path_factory.mktemp("cache"))


def blocks_of(text: str, speaker: Speaker = FLITE) -> list[bytes]:
    if speaker.engine == "flite":
        needs("flite")
    silence = np.zeros(8000, np.int16)
    sound = np.concatenate([silence, spoken(text, speaker), silence, silence]).tobytes()
    whole = len(sound) - BLOCK_BYTES + 1
    return [sound[i : i + BLOCK_BYTES] for i in range(0, whole, BLOCK_BYTES)]


def hear(recognizer: PocketSphinxRecognizer, blocks: list[bytes]) -> tuple[list[str], Hypothesis]:
    partials = [recognizer.feed(block).text for block in blocks]
    return partials, recognizer.finish()


@pytest.mark.parametrize("text", VOCABULARIES["open"].phrases)
def test_a_question_is_heard_word_by_word(recognizer: PocketSphinxRecognizer, text: str) -> None:
    recognizer.listen_for("open")
    partials, final = hear(recognizer, blocks_of(text))
    assert final.text == text
    assert final.is_final
    assert 0.5 < final.confidence <= 1
    assert any(partial and text.startswith(partial) for partial in partials)
    starts = [word.start for word in final.words]
    assert starts == sorted(starts)


@pytest.mark.parametrize("text", ["stop", "next", "repeat that", "slow down"])
def test_a_command_is_heard_and_one_that_interrupts_already_in_the_pause_after_it(
    recognizer: PocketSphinxRecognizer, text: str
) -> None:
    recognizer.listen_for("routine")
    partials, final = hear(recognizer, blocks_of(text))
    assert final.text == text
    assert set(partials) == ({"", text} if text in VOCABULARIES["interrupt"].phrases else {""})
    assert final.words[0].start >= 0.3


@pytest.mark.parametrize("text", ["water", "monday", "elephants are grey", "who painted this"])
def test_what_is_no_command_is_nothing(recognizer: PocketSphinxRecognizer, text: str) -> None:
    recognizer.listen_for("routine")
    partials, final = hear(recognizer, blocks_of(text))
    assert final == Hypothesis(is_final=True)
    assert not any(partials)


@pytest.mark.parametrize("state", ["open", "routine"])
def test_the_protocol_holds_at_any_moment(recognizer: PocketSphinxRecognizer, state: str) -> None:
    nothing = Hypothesis(is_final=True)
    listened: list[Hypothesis] = []
    recognizer.listen_for("routine" if state == "routine" else "open")
    listened.append(recognizer.finish())
    listened.append(recognizer.finish())
    recognizer.feed(SILENT_BLOCK)
    listened.append(recognizer.finish())
    for block in blocks_of("stop", Speaker("espeak", "gmw/en-US"))[:40]:
        recognizer.feed(block)
    recognizer.reset()
    recognizer.reset()
    listened.append(recognizer.finish())
    assert listened == [nothing] * 4


def test_changing_what_is_listened_for_drops_the_utterance(
    recognizer: PocketSphinxRecognizer,
) -> None:
    command = blocks_of("stop")
    recognizer.listen_for("open")
    for block in blocks_of("why is my calf twitching")[:60]:
        recognizer.feed(block)
    recognizer.listen_for("routine")
    for block in command[:30]:
        recognizer.feed(block)
    recognizer.listen_for("routine")
    assert hear(recognizer, command)[1].text == "stop"


@pytest.mark.parametrize("text", ["stop", "slow down", "monday"])
def test_a_command_is_heard_alike_whatever_was_said_before(
    recognizer: PocketSphinxRecognizer, text: str
) -> None:
    heard = []
    for state, before in [("routine", ""), ("routine", "next"), ("open", "elephants are grey")]:
        recognizer.listen_for("routine" if state == "routine" else "open")
        hear(recognizer, blocks_of(before) if before else [])
        recognizer.listen_for("routine")
        heard.append(hear(recognizer, blocks_of(text)))
    assert heard[0] == heard[1] == heard[2]


def test_what_is_urgent_is_heard_where_another_phrase_fits_better(tmp_path: Path) -> None:
    phrases = ("stop", "stopped")
    said = blocks_of("stopped")
    for urgent, expected in [((), "stopped"), (("stop",), "stop")]:
        vocabulary = Vocabulary(phrases, closed=True, urgent=urgent)
        _, final = hear(PocketSphinxRecognizer({"routine": vocabulary}, tmp_path), said)
        assert final.text == expected


def test_a_sentence_is_no_urgent_command(recognizer: PocketSphinxRecognizer) -> None:
    recognizer.listen_for("routine")
    partials, final = hear(recognizer, blocks_of("how do i stop it from twitching at night"))
    assert final.text == ""
    assert not any(partials)


@pytest.mark.parametrize("state", ["open", "routine"])
def test_long_silence_is_nothing_and_takes_no_memory(
    recognizer: PocketSphinxRecognizer, state: str
) -> None:
    process = psutil.Process()
    recognizer.listen_for("routine" if state == "routine" else "open")
    for _ in range(1_600):
        recognizer.feed(SILENT_BLOCK)
    before = process.memory_info().rss
    for _ in range(8_400):
        recognizer.feed(SILENT_BLOCK)
    assert process.memory_info().rss - before < 3_000_000
    assert recognizer.finish().text == ""


def test_a_damaged_cache_is_made_again(tmp_path: Path) -> None:
    PocketSphinxRecognizer(VOCABULARIES, tmp_path)
    made = [path for path in tmp_path.rglob("*") if path.is_file()]
    whole = {path: path.read_bytes() for path in made}
    for path in made:
        path.write_bytes(path.read_bytes()[:40])
    PocketSphinxRecognizer(VOCABULARIES, tmp_path)
    assert {path: path.read_bytes() for path in made} == whole


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "pocketsphinx").write_text("a file in the place of the folder")
    recognizer = PocketSphinxRecognizer(VOCABULARIES, tmp_path)
    recognizer.listen_for("routine")
    assert hear(recognizer, blocks_of("stop"))[1].text == "stop"


def test_other_vocabularies_keep_what_was_made_for_them(tmp_path: Path) -> None:
    PocketSphinxRecognizer(VOCABULARIES, tmp_path)
    made = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.lm")}
    PocketSphinxRecognizer({"open": Vocabulary(("hello there",))}, tmp_path)
    PocketSphinxRecognizer(VOCABULARIES, tmp_path)
    assert made
    assert {path: path.stat().st_mtime_ns for path in made} == made


def test_words_nobody_can_pronounce_are_named(tmp_path: Path) -> None:
    recognizer = PocketSphinxRecognizer(
        {"open": Vocabulary(("hello there", "hello xqzw")), "routine": VOCABULARIES["routine"]},
        tmp_path,
    )
    assert recognizer.unknown_words == ("xqzw",)
