"""A device is found by a part of its name, or one sentence says what there is."""

import pytest

from local_voice.audio.devices import Device, choose
from local_voice.audio.errors import AudioError, Kind


def device(name: str, kind: Kind = "microphone", is_default: bool = False) -> Device:
    return Device(name, kind, is_default, "WASAPI")


THERE = (
    device("USB Headset Microphone"),
    device("Built-in Microphone", is_default=True),
    device("USB Headset", "speaker"),
    device("USB Headset Pro", "speaker"),
)


@pytest.mark.parametrize(
    ("kind", "name", "chosen"),
    [
        ("microphone", None, "Built-in Microphone"),
        ("microphone", "headset", "USB Headset Microphone"),
        ("microphone", " BUILT-IN ", "Built-in Microphone"),
        ("speaker", None, "USB Headset"),
        ("speaker", "pro", "USB Headset Pro"),
        ("speaker", "usb headset", "USB Headset"),
    ],
)
def test_a_part_of_the_name_is_enough(kind: Kind, name: str | None, chosen: str) -> None:
    found = choose(THERE, kind, name)
    assert (found.kind, found.name) == (kind, chosen)


@pytest.mark.parametrize(
    ("kind", "name", "sentence"),
    [
        (
            "microphone",
            "webcam",
            'No microphone is called "webcam"; '
            "there are: USB Headset Microphone, Built-in Microphone.",
        ),
        (
            "speaker",
            "usb",
            'More than one speaker is called "usb"; '
            "say more of its name: USB Headset, USB Headset Pro.",
        ),
    ],
)
def test_a_name_that_fits_none_or_several_is_answered_with_the_names(
    kind: Kind, name: str, sentence: str
) -> None:
    with pytest.raises(AudioError) as error:
        choose(THERE, kind, name)
    assert str(error.value) == sentence


@pytest.mark.parametrize("kind", ["microphone", "speaker"])
@pytest.mark.parametrize("name", [None, "any"])
def test_where_there_is_none_typing_is_offered(kind: Kind, name: str | None) -> None:
    others = [other for other in THERE if other.kind != kind]
    with pytest.raises(AudioError, match=rf"^No {kind} was found: .*muscle-calm --typed"):
        choose(others, kind, name)


def test_twins_of_the_same_name_are_no_riddle() -> None:
    twins = (device("Twin"), device("Twin", is_default=True))
    assert choose(twins, "microphone", "twin") is twins[0]
