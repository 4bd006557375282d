"""What is played comes out at its sample, whole, and stops without a click."""

import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import OUT_RATE, Sound, silence
from local_voice.audio.track import FADE
from tests.audio.signals import biggest_step, level, tone

PERIOD = 480


def pulled(mixer: Mixer, frames: int, period: int = PERIOD) -> Sound:
    """So many samples as a device asks for them."""
    whole = [mixer.pull(min(period, frames - at)) for at in range(0, frames, period)]
    return np.concatenate([*whole, silence(0)])


def test_a_sound_comes_out_as_it_was_made() -> None:
    mixer = Mixer()
    sound = tone(0.1)
    playing = mixer.play(sound)
    heard = pulled(mixer, 6000)
    assert np.array_equal(heard[: len(sound)], sound)
    assert not heard[len(sound) :].any()
    assert playing.is_done
    assert playing.position == pytest.approx(0.1)
    assert mixer.is_silent


def test_a_sound_begins_at_its_sample_of_the_clock() -> None:
    mixer = Mixer()
    mixer.play(level(1000, 700), at=1001 / OUT_RATE)
    heard = pulled(mixer, 3000)
    assert np.flatnonzero(heard).tolist() == list(range(1001, 1701))


def test_a_moment_already_past_means_now() -> None:
    mixer = Mixer()
    pulled(mixer, 1000)
    mixer.play(level(1000, 10), at=0.001)
    assert np.flatnonzero(pulled(mixer, 100)).tolist() == list(range(10))


def test_sounds_are_heard_over_each_other_and_never_wrap_around() -> None:
    mixer = Mixer()
    mixer.play(level(30_000, 900))
    mixer.play(level(20_000, 900), at=300 / OUT_RATE)
    heard = pulled(mixer, 1500)
    assert set(heard[:300].tolist()) == {30_000}
    assert set(heard[300:900].tolist()) == {32_767}
    assert set(heard[900:1200].tolist()) == {20_000}
    assert not heard[1200:].any()


def test_stop_fades_within_ten_milliseconds_and_drops_what_was_scheduled() -> None:
    mixer = Mixer()
    first = mixer.play(tone(1.0))
    later = mixer.play(tone(1.0), at=0.5)
    before = pulled(mixer, PERIOD * 3 + 7)
    mixer.stop()
    after = pulled(mixer, OUT_RATE)
    assert biggest_step(np.concatenate([before, after])) <= biggest_step(tone(1.0)) + 40
    assert after[: FADE - 100].any()
    assert not after[FADE:].any()
    assert first.is_done
    assert later.is_done
    assert later.position == 0
    assert mixer.is_silent


def test_what_is_played_right_after_a_stop_is_heard_in_full() -> None:
    mixer = Mixer()
    mixer.play(level(5000, OUT_RATE))
    pulled(mixer, PERIOD)
    mixer.stop()
    mixer.play(level(1000, OUT_RATE))
    heard = pulled(mixer, 2 * FADE)
    assert heard[0] > 5000
    assert set(heard[FADE:].tolist()) == {1000}


def test_one_sound_can_be_stopped_while_the_others_go_on() -> None:
    mixer = Mixer()
    mixer.play(level(1000, OUT_RATE))
    speech = mixer.play(level(5000, OUT_RATE))
    scheduled = mixer.play(level(9000, OUT_RATE), at=0.5)
    pulled(mixer, PERIOD)
    speech.stop()
    scheduled.stop()
    heard = pulled(mixer, OUT_RATE - PERIOD)
    assert set(heard[FADE:].tolist()) == {1000}
    assert speech.is_done
    assert scheduled.is_done


def test_the_clock_stands_still_in_a_pause_and_nothing_is_lost() -> None:
    mixer = Mixer()
    ramp = np.arange(1, 20_001, dtype=np.int16)
    playing = mixer.play(ramp)
    pulled(mixer, PERIOD)
    mixer.pause()
    fading = pulled(mixer, 5 * PERIOD + 3)
    stood = mixer.now
    assert stood == pytest.approx((PERIOD + FADE) / OUT_RATE)
    assert not fading[FADE:].any()
    assert playing.position == stood
    assert not mixer.is_silent
    pulled(mixer, OUT_RATE)
    assert mixer.now == stood
    mixer.resume()
    again = pulled(mixer, 20_000)
    assert again[0] < 50
    next_sample = PERIOD + FADE + FADE
    assert np.array_equal(again[FADE : FADE + 1000], ramp[next_sample : next_sample + 1000])
    assert playing.is_done


def test_a_pause_moves_what_is_scheduled_along() -> None:
    mixer = Mixer()
    mixer.play(level(1000, 100), at=2000 / OUT_RATE)
    mixer.pause()
    pulled(mixer, OUT_RATE)
    mixer.resume()
    assert np.flatnonzero(pulled(mixer, 4000))[0] == 2000 - FADE


def test_a_stop_in_a_pause_leaves_nothing_and_ends_the_pause() -> None:
    mixer = Mixer()
    mixer.play(tone(1.0))
    pulled(mixer, PERIOD)
    mixer.pause()
    pulled(mixer, 2 * FADE)
    mixer.stop()
    assert mixer.is_silent
    mixer.play(level(1000, 4 * FADE))
    assert set(pulled(mixer, 4 * FADE)[FADE:].tolist()) == {1000}


def test_ducking_glides_to_its_gain_and_back() -> None:
    mixer = Mixer()
    mixer.play(level(10_000, OUT_RATE))
    mixer.duck(0.15)
    low = pulled(mixer, 2 * FADE)
    assert set(low[FADE:].tolist()) == {1500}
    mixer.duck(1.0)
    high = pulled(mixer, 2 * FADE)
    assert set(high[FADE:].tolist()) == {10_000}
    assert biggest_step(np.concatenate([low, high])) <= 22


def test_the_reference_hears_everything_that_was_pulled() -> None:
    taken: list[Sound] = []
    mixer = Mixer(reference=taken.append)
    mixer.play(tone(0.05))
    heard = pulled(mixer, 5000)
    assert np.array_equal(np.concatenate(taken), heard)


def test_a_closed_mixer_is_silent_and_what_is_played_is_done() -> None:
    mixer = Mixer()
    playing = mixer.play(tone(1.0))
    mixer.close()
    mixer.close()
    assert playing.is_done
    assert mixer.play(tone(1.0)).is_done
    assert not pulled(mixer, 1000).any()


Command = tuple[int, str]
COMMANDS = st.sampled_from(["pause", "resume", "stop", "low", "full", "play"])


@given(
    commands=st.lists(st.tuples(st.integers(0, 4000), COMMANDS), max_size=6),
    periods=st.lists(st.integers(1, 1500), min_size=1, max_size=4),
)
def test_what_is_heard_does_not_depend_on_how_much_is_pulled_at_once(
    commands: list[Command], periods: list[int]
) -> None:
    def run(sizes: list[int]) -> Sound:
        mixer, heard, turn = Mixer(), [silence(0)], 0
        mixer.play(tone(0.2))
        mixer.play(tone(0.05, pitch=900), at=0.03)
        ways = {
            "pause": mixer.pause,
            "resume": mixer.resume,
            "stop": mixer.stop,
            "low": lambda: mixer.duck(0.2),
            "full": lambda: mixer.duck(1.0),
            "play": lambda: mixer.play(tone(0.02, pitch=300)),
        }
        for frames, command in [*commands, (4000, "full")]:
            left = frames
            while left:
                size = min(left, sizes[turn % len(sizes)])
                heard.append(mixer.pull(size))
                turn, left = turn + 1, left - size
            ways[command]()
        return np.concatenate(heard)

    assert np.array_equal(run([10_000]), run(periods))


def test_an_hour_of_talk_neither_drifts_nor_grows() -> None:
    mixer = Mixer()
    sound = tone(0.5)
    handles = [mixer.play(sound)]

    def talk(minutes: int) -> None:
        for _ in range(minutes * 60):
            handles.append(mixer.play(sound.copy()))
            mixer.play(sound, at=mixer.now + 0.25).stop()
            for _ in range(10):
                mixer.pull(4800)

    talk(1)
    tracemalloc.start()
    talk(59)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert mixer.now == 3600.0
    assert all(handle.is_done for handle in handles)
    assert grown < 2_000_000  # the handles kept here, not their sounds
