"""What the loop shows of itself while it goes on."""

from typing import Protocol

from local_voice.companion.model import Event, Mode
from skill.core.reply import Reply
from skill.core.routines.cues import Led


class Captions(Protocol):
    """Shows what is heard, said and led; a terminal, a test or nothing at all."""

    def happened(self, event: Event) -> None:
        """Something was heard, typed or pressed."""
        ...

    def mode(self, mode: Mode, in_session: bool) -> None:
        """The loop does something else now; a session may be led or stand still meanwhile."""
        ...

    def asked(self, text: str) -> None:
        """These words were given to the assistant, maybe before their utterance was over."""
        ...

    def answer(self, reply: Reply) -> None:
        """An answer begins to be spoken."""
        ...

    def saying(self, text: str) -> None:
        """As much of the answer as has been heard by now."""
        ...

    def leading(self, led: Led, played: float, caption: str) -> None:
        """The session being led, how many seconds of it have passed, and the words it speaks."""
        ...

    def note(self, text: str) -> None:
        """Something about the machine that the person should know."""
        ...

    def close(self) -> None:
        """Leave the terminal as it was."""
        ...


class NoCaptions:
    """For where nobody looks."""

    def happened(self, event: Event) -> None:
        """Show nothing."""

    def mode(self, mode: Mode, in_session: bool) -> None:
        """Show nothing."""

    def asked(self, text: str) -> None:
        """Show nothing."""

    def answer(self, reply: Reply) -> None:
        """Show nothing."""

    def saying(self, text: str) -> None:
        """Show nothing."""

    def leading(self, led: Led, played: float, caption: str) -> None:
        """Show nothing."""

    def note(self, text: str) -> None:
        """Show nothing."""

    def close(self) -> None:
        """Nothing was opened."""
