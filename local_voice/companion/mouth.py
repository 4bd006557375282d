"""Speaking: the parts of a reply in, sound out, and which word is being heard."""

from collections.abc import Sequence

from local_voice.audio.ports import Playing, Speaker
from local_voice.audio.sound import OUT_RATE
from local_voice.speech.synthesizer import Voice
from local_voice.speech.voicing import Rendered, Voicing
from skill.core.reply import Part, Say

DUCKED = 0.2  # of full loudness, while it is not yet clear whether someone interrupts
STEP_BACK = 0.5  # seconds said again when it goes on, so that no word is lost


class Mouth:
    """Speaks one reply at a time on a speaker."""

    def __init__(self, speaker: Speaker, voicing: Voicing, voice: Voice) -> None:
        self.voice = voice
        self._speaker = speaker
        self._voicing = voicing
        self._parts: Sequence[Part] = ()
        self._rendered: Rendered | None = None
        self._playing: Playing | None = None
        self._skipped = 0.0  # seconds of the reply before what is playing
        self._preface = 0  # characters that are spoken before the reply and are none of it

    @property
    def is_speaking(self) -> bool:
        """Whether a reply is being heard now."""
        return self._playing is not None and not self._playing.is_done

    @property
    def said(self) -> str:
        """The reply last spoken, up to the word that is heard now."""
        if self._rendered is None:
            return ""
        at = self._heard()
        words = [word for word in self._rendered.words if word.at <= at]
        end = words[-1].offset + words[-1].length if words else 0
        return self._rendered.text[self._preface : end]

    def say(self, parts: Sequence[Part]) -> None:
        """Begin to speak; what was being spoken gives way."""
        self._parts = parts
        self.again()

    def again(self, preface: str = "") -> None:
        """Say the last reply again, as after the voice was changed; first the ``preface``."""
        self.drop()
        parts = (Say(preface), *self._parts) if preface else self._parts
        self._preface = len(preface) + 1 if preface else 0
        self._rendered = self._voicing.render(parts, self.voice)
        self._play_from(0.0)

    def drop(self) -> None:
        """Say no more of this reply."""
        if self._playing is not None:
            self._playing.stop()
        self.unduck()
        self._playing = self._rendered = None

    def hold(self) -> None:
        """Stop in the middle, to go on later."""
        if self._playing is not None:
            self._skipped = self._heard()
            self._playing.stop()
        self.unduck()
        self._playing = None

    def go_on(self) -> None:
        """Go on where it was held, a few words before."""
        self.unduck()
        self._play_from(max(0.0, self._skipped - STEP_BACK))

    def duck(self) -> None:
        """Speak low while it is not clear whether someone interrupts."""
        self._speaker.duck(DUCKED)

    def unduck(self) -> None:
        """Speak up again."""
        self._speaker.duck(1.0)

    def _play_from(self, second: float) -> None:
        if self._rendered is not None:
            self._skipped = second
            rest = self._rendered.sound[round(second * OUT_RATE) :]
            self._playing = self._speaker.play(rest)

    def _heard(self) -> float:
        position = self._playing.position if self._playing is not None else 0.0
        return self._skipped + position
