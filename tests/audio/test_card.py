"""The real devices: a virtual sound card under both libraries."""

import time
from collections.abc import Callable, Iterator

import miniaudio
import numpy as np
import psutil
import pytest
from _miniaudio import lib

from local_voice.audio.card import Card, open_card
from local_voice.audio.driver import Driver, list_devices
from local_voice.audio.errors import AudioError, Kind
from local_voice.audio.miniaudio_driver import MiniaudioDriver
from local_voice.audio.sound import BLOCK_BYTES, MIC_RATE, OUT_RATE
from local_voice.audio.sounddevice_driver import SounddeviceDriver
from tests.audio.signals import first_sound, last_sound, loudness, strength, tone
from tests.rig import Rig

BLOCKS_A_SECOND = 50
BOTH: dict[Kind, str | None] = {"microphone": None, "speaker": None}
DRIVERS: list[type[Driver]] = [MiniaudioDriver, SounddeviceDriver]


@pytest.fixture(params=DRIVERS, ids=["miniaudio", "sounddevice"])
def card(request: pytest.FixtureRequest, here: Rig) -> Iterator[Card]:
    """Both default devices, open."""
    with Card(request.param(), BOTH) as card:
        yield card


def heard(card: Card, seconds: float) -> np.ndarray:
    """What comes from the microphone in the next seconds."""
    blocks = [card.microphone.read(2.0) for _ in range(round(seconds * BLOCKS_A_SECOND))]
    assert {len(block or b"") for block in blocks} == {BLOCK_BYTES}
    return np.frombuffer(b"".join(block or b"" for block in blocks), np.int16)


def wait_for(condition: Callable[[], bool], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def held() -> tuple[int, int]:
    """The files and threads of this process."""
    process = psutil.Process()
    return process.num_fds(), process.num_threads()


def test_what_is_played_is_heard_and_a_stop_is_silence(card: Card, here: Rig) -> None:
    with here.listen() as recording:
        began = time.monotonic()
        playing = card.speaker.play(tone(20.0))
        wait_for(lambda: playing.position > 0.7)
        stopped = time.monotonic()
        card.speaker.stop()
        wait_for(lambda: card.speaker.is_silent)
        time.sleep(0.4)
    start, end = first_sound(recording.sound, OUT_RATE), last_sound(recording.sound, OUT_RATE)
    assert start is not None
    assert end is not None
    assert recording.began + start - began < 0.25
    assert recording.began + end - stopped < 0.25
    middle = recording.sound[round((start + 0.1) * OUT_RATE) : round((end - 0.1) * OUT_RATE)]
    parts = [strength(part, 440, OUT_RATE) for part in np.array_split(middle, 10)]
    assert np.median(parts) == pytest.approx(0.5, abs=0.02)  # a busy machine may leave a gap


def test_what_is_said_is_read_without_a_gap(card: Card, here: Rig) -> None:
    here.hear(tone(1.5, pitch=500))
    sound = heard(card, 1.8)
    start, end = first_sound(sound, MIC_RATE), last_sound(sound, MIC_RATE)
    assert start is not None
    assert end is not None
    assert end - start == pytest.approx(1.5, abs=0.1)
    spoken = sound[round((start + 0.05) * MIC_RATE) : round((end - 0.05) * MIC_RATE)]
    loud = [loudness(part) > 0.25 for part in np.array_split(spoken, 60)]
    assert sum(loud) >= 57  # the player may stutter on a busy machine


def test_both_ways_at_once_drop_nothing(card: Card, here: Rig) -> None:
    heard(card, 0.1)
    card.speaker.play(tone(10.0))
    began, clock = time.monotonic(), card.speaker.now
    heard(card, 4.0)
    passed = time.monotonic() - began
    assert passed == pytest.approx(4.0, abs=0.3)
    assert card.speaker.now - clock == pytest.approx(passed, abs=0.5)
    assert card.microphone.dropped == 0
    assert card.state == "working"


def test_the_devices_are_listed_without_those_that_are_none(here: Rig) -> None:
    listed = [(device.kind, device.name, device.is_default) for device in list_devices()]
    assert listed == [
        ("microphone", "Rig_Microphone", True),
        ("speaker", "Rig_Speaker", True),
        ("speaker", "Rig_Mic_Feed", False),
    ]
    assert {device.backend for device in list_devices()} == {"PulseAudio"}


def test_portaudio_lists_its_devices_too(here: Rig) -> None:
    listed = SounddeviceDriver().devices()
    defaults = [(device.kind, device.name) for device in listed if device.is_default]
    assert defaults == [("microphone", "default"), ("speaker", "default")]


def test_a_speaker_is_chosen_by_name(here: Rig) -> None:
    with here.listen(source="mic_feed.monitor") as recording, open_card(speaker="mic_f") as card:
        assert [device.name for device in card.devices] == ["Rig_Microphone", "Rig_Mic_Feed"]
        playing = card.speaker.play(tone(0.3))
        wait_for(lambda: playing.is_done)
        time.sleep(0.2)
    assert loudness(recording.sound) > 0.01


@pytest.mark.parametrize("driver", DRIVERS)
def test_an_unknown_name_is_answered_with_the_names(driver: type[Driver], here: Rig) -> None:
    with pytest.raises(AudioError, match=r'^No microphone is called "webcam"; there are: \w'):
        Card(driver(), {"microphone": "webcam"})
    with pytest.raises(AudioError, match=r'^No speaker is called "radio"; there are: \w'):
        Card(driver(), {"speaker": "radio"})


def test_one_half_alone_is_enough(own_rig: Rig) -> None:
    own_rig.unplug_microphone()
    with pytest.raises(AudioError, match=r"^No microphone was found: .*--typed"):
        open_card()
    with open_card(hears=False) as card:
        playing = card.speaker.play(tone(0.2))
        wait_for(lambda: playing.is_done)
        assert card.microphone.read(1.0) == b""
    own_rig.plug_microphone()
    with open_card(speaks=False) as card:
        assert len(heard(card, 0.2))
        assert card.speaker.play(tone(1.0)).is_done


def test_the_silent_speaker_that_a_server_makes_up_is_none(own_rig: Rig) -> None:
    own_rig.unplug_all()
    wait_for(lambda: "auto_null" in own_rig.control("list", "short", "sinks"))
    assert list_devices() == ()
    with pytest.raises(AudioError, match=r"^No speaker was found: .*--typed"):
        open_card(hears=False)


@pytest.mark.parametrize("driver", DRIVERS)
def test_without_a_sound_server_one_sentence_says_what_to_do(
    driver: type[Driver], own_rig: Rig, capfd: pytest.CaptureFixture[str]
) -> None:
    own_rig.kill()
    with pytest.raises(AudioError, match=r"^No sound server answers .*--typed`\.$"):
        Card(driver(), BOTH)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("driver", DRIVERS)
def test_a_server_that_dies_and_comes_back_is_survived(driver: type[Driver], own_rig: Rig) -> None:
    states: list[str] = []
    with Card(driver(), BOTH, on_state=states.append) as card:
        playing = card.speaker.play(tone(60.0))
        heard(card, 0.5)
        own_rig.kill()
        wait_for(lambda: card.state == "lost")
        stood = playing.position
        own_rig.start()
        wait_for(lambda: card.state == "reopened")
        assert stood < playing.position < stood + 5
        with own_rig.listen() as recording:
            heard(card, 0.5)
        assert loudness(recording.sound[-OUT_RATE // 4 :]) > 0.3
    assert states == ["lost", "reopened"]


def test_a_microphone_that_is_unplugged_is_not_replaced_by_what_the_speaker_plays(
    own_rig: Rig,
) -> None:
    with open_card() as card:
        playing = card.speaker.play(tone(60.0))
        heard(card, 0.2)
        own_rig.unplug_microphone()
        wait_for(lambda: card.state == "lost")
        assert card.lost == ("microphone",)
        assert [device.kind for device in card.devices] == ["speaker"]
        goes_on = playing.position + 1.5  # long enough for several tries, which meet only monitors
        wait_for(lambda: playing.position > goes_on)
        assert card.state == "lost"
        own_rig.plug_microphone()
        wait_for(lambda: card.state == "reopened")
        while card.microphone.read(0):
            pass
        assert loudness(heard(card, 0.5)) < 0.001


def test_a_server_that_hangs_does_not_keep_the_program_from_ending(own_rig: Rig) -> None:
    card = open_card()
    card.speaker.play(tone(5.0))
    heard(card, 0.2)
    with own_rig.frozen():
        asked = time.monotonic()
        card.close()
        assert time.monotonic() - asked < 5.0
        assert card.speaker.is_silent


def test_opening_again_and_again_leaves_nothing_behind(here: Rig) -> None:
    open_card().close()
    before = held()
    for _ in range(5):
        card = open_card()
        card.close()
        card.close()
    wait_for(lambda: held() <= before)  # a thread that was joined takes a moment to go


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (lib.MA_BUSY, "The microphone is taken by another program"),
        (lib.MA_ACCESS_DENIED, "The system does not allow this program to use the microphone"),
        (lib.MA_NO_DEVICE, "No microphone was found"),
        (lib.MA_FAILED_TO_OPEN_BACKEND_DEVICE, "The microphone could not be opened"),
    ],
)
def test_what_the_system_objects_to_is_said_plainly(
    code: int, sentence: str, here: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise miniaudio.MiniaudioError("failed to init device", code)

    monkeypatch.setattr("local_voice.audio.miniaudio_driver.Capture", refuse)
    with pytest.raises(AudioError, match=rf"^{sentence}.*muscle-calm --typed`\.$"):
        open_card()
