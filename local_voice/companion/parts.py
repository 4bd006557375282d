"""Everything the loop talks and listens through, put together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from local_voice.audio.endpointing import Endpointer
from local_voice.audio.ports import Microphone, Speaker
from local_voice.audio.voicing import Voicing as VoiceDetector
from local_voice.companion.captions import Captions
from local_voice.companion.ears import Clean, Ears
from local_voice.companion.model import Event
from local_voice.companion.mouth import Mouth
from local_voice.guiding.player import Player
from local_voice.hearing.recognizer import Recognizer
from local_voice.memory import Keep
from local_voice.speech.synthesizer import Synthesizer, Voice
from local_voice.speech.voicing import Voicing
from skill.assembly import Assembly
from skill.core.draft import Turn
from skill.core.intent import Heard


class Input(Protocol):
    """Where keys and typed lines come from."""

    def poll(self, typing: bool) -> Iterable[Event]:
        """What was pressed or typed since the last time; ``typing``: a line may begin."""
        ...

    @property
    def is_over(self) -> bool:
        """Whether no more will come, and that ends the conversation."""
        ...


@dataclass(frozen=True, slots=True)
class Exchange:
    """One utterance and what it came to, and how long that took in milliseconds."""

    text: str
    heard: Heard
    turn: Turn
    milliseconds: float


Record = Callable[[Exchange], None]


@dataclass(frozen=True)
class Parts:
    """What the loop is made of; all of it can be a fake.

    ``clock`` gives seconds, ``keep`` is given the profile after every turn, ``record`` is told of
    every exchange.
    """

    assembly: Assembly
    microphone: Microphone
    speaker: Speaker
    ears: Ears
    mouth: Mouth
    player: Player
    input: Input
    captions: Captions
    clock: Callable[[], float]
    keep: Keep
    record: Record


def parts_on(
    microphone: Microphone,
    speaker: Speaker,
    recognizer: Recognizer,
    synthesizer: Synthesizer,
    voice: Voice,
    *,
    assembly: Assembly,
    input: Input,
    captions: Captions,
    clock: Callable[[], float],
    keep: Keep,
    record: Record,
    clean: Clean | None = None,
) -> Parts:
    """The parts of a loop on a microphone and a speaker; ``clean`` takes its own voice out of
    what the microphone hears."""
    return Parts(
        assembly=assembly,
        microphone=microphone,
        speaker=speaker,
        ears=Ears(recognizer, Endpointer(VoiceDetector()), clean),
        mouth=Mouth(speaker, Voicing(synthesizer), voice),
        player=Player(speaker, synthesizer, voice),
        input=input,
        captions=captions,
        clock=clock,
        keep=keep,
        record=record,
    )
