"""The player on a virtual sound card: what is heard, measured in the recording."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from local_voice.audio.sound import OUT_RATE
from local_voice.audio.tones import sign
from local_voice.guiding.player import FASTEST, GAP
from skill.core.routines.cues import Cue
from tests.guiding.scenes import LIBRARY, NoiseVoice, Stage, lateness, lines, onsets, session

JITTER = 0.020  # seconds a cue may be off
DRIFT = 0.050  # seconds the last may be off after ten minutes


@pytest.mark.parametrize("routine", LIBRARY.routines)
def test_every_routine_sounds_from_start_to_end_each_step_at_its_time(routine: str) -> None:
    stage, led = Stage(), session(routine, quiet=True)
    begin = stage.lead(led)
    recording = stage.play_out()
    found = list(onsets(led, recording, begin))
    assert max(abs(onset.late) for onset in found) <= JITTER
    sounding = {step for step in range(len(led.steps)) if led.steps[step].kind != "say"}
    assert {onset.cue.step for onset in found} >= sounding, "no step is left out"
    ends = [cue for cue in led.cues if cue.earcon == "end"]
    assert len(ends) == 1, "a session has one end"
    assert np.abs(recording[-OUT_RATE:]).max() == 0, "and silence after it"
    assert stage.player.played == pytest.approx(led.seconds)


@pytest.mark.parametrize("routine", LIBRARY.routines)
def test_all_words_of_every_routine_are_heard_at_their_time(routine: str) -> None:
    stage, led = Stage(), session(routine)
    begin = stage.lead(led)
    stage.play_out()
    found = list(lines(stage, led, begin))
    assert found
    assert max(abs(onset.late) for onset in found) <= JITTER


def test_ten_minutes_do_not_drift() -> None:
    stage, led = Stage(), session("coherent_breathing", minutes=10, quiet=True)
    assert led.seconds > 570
    begin = stage.lead(led)
    last = list(onsets(led, stage.play_out(), begin))[-1]
    assert last.cue.earcon == "end"
    assert abs(last.late) <= DRIFT


def test_speech_is_rendered_ahead_and_one_line_at_a_time() -> None:
    stage, led = Stage(), session("calf_wall")
    stage.lead(led)
    for _ in range(200):
        before = len(stage.voice.asked)
        stage.player.advance()
        assert len(stage.voice.asked) <= before + 1
    said_by = {cue.words: cue.at for cue in reversed(led.cues) if cue.words}
    asked = {text for text, _ in stage.voice.asked}
    assert all(said_by[text] < 60 for text in asked), "not all of it at once"
    assert {text for text, at in said_by.items() if at < 29} <= asked


def test_words_that_are_too_long_are_hurried_and_never_spoken_over_each_other() -> None:
    stage = Stage(NoiseVoice(words_a_second=1.2))
    led = session("calf_wall")
    begin = stage.lead(led)
    spoken = {}
    while not stage.player.is_over:
        stage.pass_time(0.1)
        spoken |= {line.start: line for line in stage.player._lines}
    rates = {rate for _, rate in stage.voice.asked}
    assert max(rates) <= round(stage.player.voice.rate * FASTEST) + 1
    ordered = [spoken[start] for start in sorted(spoken)]
    for line, following in pairwise(ordered):
        assert following.start >= line.end + GAP - 1e-6
    assert max(rates) > stage.player.voice.rate
    end = begin + led.seconds
    assert abs(lateness(stage.heard, sign("end"), end)) <= JITTER, "the time waits for nobody"


def test_stop_is_silent_at_once_and_keeps_the_place() -> None:
    stage = Stage()
    stage.lead(session("calm_breath"))
    stage.pass_time(20)
    stage.player.stop()
    assert stage.player.played == pytest.approx(19.5)
    stage.pass_time(10)
    assert np.abs(stage.heard[round(20.02 * OUT_RATE) :]).max() == 0
    assert stage.player.played == pytest.approx(19.5)
    assert not stage.player.is_leading
    assert not stage.player.is_over


def test_leading_again_begins_at_the_beginning_of_the_new_part() -> None:
    stage, led = Stage(), session("calm_breath")
    stage.lead(led)
    stage.pass_time(20)
    begin = stage.lead(session("box_breathing"))
    stage.pass_time(5)
    assert stage.player.played == pytest.approx(4.5)
    assert abs(lateness(stage.heard, sign("start"), begin)) <= JITTER


def test_a_paused_speaker_holds_the_session() -> None:
    stage = Stage()
    stage.lead(session("calm_breath"))
    stage.pass_time(10)
    stage.mixer.pause()
    stage.pass_time(60)
    assert stage.player.played == pytest.approx(9.5, abs=0.02)
    stage.mixer.resume()
    stage.pass_time(1)
    assert stage.player.played == pytest.approx(10.5, abs=0.02)


@pytest.mark.parametrize("asleep", [47.0, 103.0, 1000.0])
def test_what_was_slept_through_does_not_come_in_a_burst(asleep: float) -> None:
    stage, led = Stage(), session("calf_wall")
    stage.lead(led)
    stage.pass_time(10)
    stage.pass_time(asleep, awake=False)
    woke = len(stage.heard)
    asked = len(stage.voice.asked)
    stage.pass_time(1)
    missed = [cue.words for cue in led.cues if 40 < cue.at < min(asleep, led.seconds) - 5]
    late = {text for text, _ in stage.voice.asked[asked:]} & set(missed)
    assert len(late) <= 1, "the words of the step under way at most"
    assert np.abs(stage.heard[woke:]).max() < 4000, "and they are not spoken"
    stage.play_out()
    assert abs(lateness(stage.heard[woke:], sign("end"), _end_of(stage, led, woke))) <= JITTER


def _end_of(stage: Stage, led, woke: int) -> float:
    """When the end tone is due, counted from the moment of waking; at once where it is past."""
    due = 0.5 + led.seconds - woke / OUT_RATE
    return due if due > 0 else _first(stage.heard[woke:])


def _first(sound) -> float:
    return float(np.flatnonzero(np.abs(sound) > 20)[0]) / OUT_RATE


def test_it_tells_what_is_being_said() -> None:
    stage, led = Stage(), session("calf_wall")
    stage.lead(led)
    first = led.cues[0]
    stage.pass_time(0.4)
    assert not stage.player.is_speaking
    stage.pass_time(1.5)
    assert stage.player.is_speaking
    assert stage.player.caption == first.words
    stage.pass_time(14)
    assert not stage.player.is_speaking
    assert stage.player.caption == ""


def test_a_quiet_session_says_nothing_and_sounds_all_the_same() -> None:
    stage, led = Stage(), session("calm_breath", minutes=1, quiet=True)
    begin = stage.lead(led)
    recording = stage.play_out()
    assert stage.voice.asked == []
    assert max(abs(onset.late) for onset in onsets(led, recording, begin)) <= JITTER


def test_at_its_end_it_still_tells_how_much_was_led_until_it_is_put_away() -> None:
    stage, led = Stage(), session("calm_breath", minutes=1)
    assert stage.player.is_stopped
    stage.lead(led)
    stage.play_out()
    assert stage.player.is_over
    assert not stage.player.is_stopped
    assert stage.player.played == led.seconds
    stage.player.stop()
    assert stage.player.is_stopped


def test_a_session_without_a_single_cue_is_over_at_once() -> None:
    stage = Stage()
    stage.lead(replace(session("calm_breath"), cues=(), seconds=0.0))
    stage.pass_time(1)
    assert stage.player.is_over


def test_an_end_that_comes_alone_is_heard() -> None:
    stage = Stage()
    led = replace(session("calm_breath"), cues=(Cue(1.0, 0, earcon="end"),), seconds=1.0)
    begin = stage.lead(led)
    assert abs(lateness(stage.play_out(), sign("end"), begin + 1.0)) <= JITTER
