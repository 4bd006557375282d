"""A session led by keys: every key in every moment, from the first question to the last word."""

from dataclasses import dataclass, field
from random import Random

import numpy as np
import pytest

from local_voice.audio.mixer import Mixer
from local_voice.audio.sound import OUT_RATE
from local_voice.companion.mouth import Mouth
from local_voice.guiding.keyed_session import KeyedSession
from local_voice.guiding.player import Player
from local_voice.guiding.score import place
from local_voice.memory import Keep, keep_nothing
from local_voice.speech.synthesizer import Voice
from local_voice.speech.voicing import Voicing
from skill.assembly import assemble
from skill.core.profile import Profile
from skill.core.routines.cues import Led
from skill.core.routines.timeline import TimedStep
from tests.guiding.scenes import LIBRARY, NoiseVoice

TICK = 0.1


@dataclass
class Witness:
    """A view that remembers what it was shown."""

    told: list[str] = field(default_factory=list)
    led: Led | None = None
    played: float = 0.0
    paused: bool = False

    def tell(self, words: str, *, asks: bool) -> None:
        self.told.append(words)

    def leading(self, led: Led, played: float, *, caption: str, paused: bool) -> None:
        self.led, self.played, self.paused = led, played, paused

    def close(self, last_words: str) -> None:
        """Nothing to close."""


class Scene:
    """A session at a keyboard, with as much time as is given to it."""

    def __init__(
        self, routine: str, minutes: float | None = None, keep: Keep = keep_nothing
    ) -> None:
        self.mixer, self.view, voice = Mixer(), Witness(), NoiseVoice()
        self.session = KeyedSession(
            assemble(),
            Mouth(self.mixer, Voicing(voice), Voice()),
            Player(self.mixer, voice, Voice()),
            self.view,
            Profile(greeted=True),
            keep=keep,
        )
        self.session.start(routine, minutes)

    def wait(self, seconds: float) -> "Scene":
        for _ in range(round(seconds / TICK)):
            self.session.step()
            self.sound = self.mixer.pull(round(TICK * OUT_RATE))
        return self

    def press(self, key: str) -> "Scene":
        self.session.press(key)
        self.session.step()
        return self

    def until_led(self) -> "Scene":
        while self.view.played == 0 or self.session.is_paused:
            assert self.mixer.now < 600
            self.wait(TICK)
        return self

    @property
    def place(self) -> TimedStep:
        """The step being led."""
        assert self.view.led is not None
        return place(self.view.led, self.view.played).step

    def play_out(self) -> "Scene":
        while not self.session.is_over:
            assert self.mixer.now < 3600, "it never ends"
            self.wait(1)
        return self


@pytest.mark.parametrize("routine", LIBRARY.routines)
def test_every_routine_is_led_to_its_end(routine: str) -> None:
    scene = Scene(routine)
    if scene.session.asks:
        scene.wait(1).press("x").press("n")
    scene.until_led()
    assert scene.view.led is not None
    assert scene.view.led.routine.id == routine
    scene.play_out()
    assert scene.session.was_led_out
    assert scene.view.played == pytest.approx(scene.view.led.seconds)
    assert bool(scene.session.words) is not scene.view.led.routine.silent_end
    assert np.abs(scene.wait(1).sound).max() == 0


def test_a_reason_against_it_brings_another_routine() -> None:
    scene = Scene("calf_wall").wait(1).press("y")
    assert scene.session.asks
    assert "calm breath" in scene.session.words
    scene.press("y").until_led()
    assert scene.view.led.routine.id == "calm_breath"


def test_no_other_one_is_wanted_either() -> None:
    scene = Scene("calf_wall").press("y").press("n").play_out()
    assert not scene.session.was_led_out
    assert scene.view.led is None


def test_a_pause_stands_still_until_the_next_press() -> None:
    scene = Scene("calm_breath").until_led().wait(30).press("space").wait(1)
    at = scene.view.played
    assert scene.view.paused
    scene.wait(120)
    assert scene.view.played == at
    assert not scene.session.is_over
    scene.press("s").wait(1)
    assert scene.view.paused, "other keys wait, too"
    scene.press("space").until_led()
    assert scene.view.led.first > 0, "it goes on where it was"
    scene.play_out()
    assert scene.session.was_led_out


def test_slower_and_faster_change_what_follows() -> None:
    scene = Scene("calm_breath").until_led().wait(30)
    left = scene.view.led.seconds - scene.view.played
    slower = scene.press("s").until_led().view.led.seconds
    assert slower > left * 1.1
    assert scene.session.profile.pace > 1
    faster = scene.press("f").until_led().view.led.seconds
    assert faster < slower


def test_the_other_side_and_skipping() -> None:
    scene = Scene("calf_wall").press("n").until_led().wait(30)
    assert scene.place.side == "left"
    scene.press("o").until_led().wait(5)
    assert scene.place.side == "right"
    before = scene.place.start
    scene.press("n").until_led()
    assert scene.place.first
    assert scene.place.start > before


@pytest.mark.parametrize("key", ["q", "escape"])
@pytest.mark.parametrize("seconds", [0, 3, 40])
def test_stop_says_one_warm_sentence_and_asks_nothing(key: str, seconds: float) -> None:
    scene = Scene("calm_breath").wait(seconds).press(key)
    assert not scene.session.asks
    assert scene.session.words in LIBRARY.phrases.stopped
    scene.play_out()
    assert not scene.session.was_led_out


@pytest.mark.parametrize("minutes", [0, -3, 600, 1e9])
def test_an_impossible_length_is_answered_in_a_sentence_and_led_as_near_as_can_be(
    minutes: float,
) -> None:
    scene = Scene("calm_breath", minutes)
    assert "minute" in scene.view.told[0]
    scene.until_led()
    assert 45 < scene.view.led.seconds < 630


@pytest.mark.parametrize("seed", range(8))
def test_a_storm_of_keys_at_any_times_ends_with_an_end(seed: int) -> None:
    dice = Random(seed)
    scene = Scene(dice.choice(list(LIBRARY.routines)))
    for _ in range(60):
        scene.press(dice.choice(["space", "s", "f", "o", "n", "y", "x", "enter"]))
        scene.wait(dice.choice([0, 0, 0.1, 2, 15]))
    scene.press("q").play_out()
    assert np.abs(scene.wait(1).sound).max() == 0


@pytest.mark.parametrize(("deletes", "words"), [(True, "forgot"), (False, "not deleted yet")])
def test_forget_me_is_answered_with_what_came_of_it(deletes: bool, words: str) -> None:
    kept: list[Profile] = []

    def keep(profile: Profile, *, forgets: bool = False) -> bool:
        kept.append(profile)
        return deletes or not forgets

    scene = Scene("calf_wall", keep=keep)
    scene.session.say("forget me")
    assert words in scene.session.words
    assert scene.view.told[-1] == scene.session.words
    assert scene.session.asks
    assert kept == [Profile(greeted=True)] * 2
