"""Somebody saying something in a room, as a microphone has it."""

from dataclasses import dataclass

from tests.speech.noise import Room, in_room
from tests.speech.voices import Pcm, Speaker, padded, spoken


@dataclass(frozen=True, slots=True)
class Setting:
    """A room and how many decibels the speech is above its noise."""

    room: Room = "clean"
    decibels: int = 0

    @property
    def name(self) -> str:
        """For tables: "white 20"."""
        return self.room if self.room == "clean" else f"{self.room} {self.decibels}"


SETTINGS = (
    Setting(),
    Setting("white", 20),
    Setting("white", 10),
    Setting("babble", 20),
    Setting("babble", 10),
)


def said_in(setting: Setting, text: str, speaker: Speaker, seed: int) -> Pcm:
    """White noise is there all the time; others talk only while the speaker does, as words of
    theirs before and after would be heard as well, which is another matter than mishearing."""
    speech = spoken(text, speaker)
    if setting.room == "babble":
        return padded(in_room(speech, "babble", seed, setting.decibels, is_padded=False))
    return in_room(padded(speech), setting.room, seed, setting.decibels)
