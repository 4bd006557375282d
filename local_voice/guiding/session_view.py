"""What a person sees while a session is led: pictures in a terminal, or lines where it has none."""

import time
from collections.abc import Callable
from typing import Protocol

from rich.console import Console
from rich.text import Text

from local_voice.guiding.screen import Screen, is_possible
from local_voice.guiding.view import frame
from skill.core.routines.cues import Led

FRAMES_A_SECOND = 10
ANSWERS = "y yes   n no   q stop"


class SessionView(Protocol):
    """Shows a session as it goes on."""

    def tell(self, words: str, *, asks: bool) -> None:
        """The assistant says this, once; ``asks``: it waits for a yes or no."""
        ...

    def leading(self, led: Led, played: float, *, caption: str, paused: bool) -> None:
        """The session stands here, and ``caption`` is being said."""
        ...

    def close(self, last_words: str) -> None:
        """Leave the terminal as it was, with the last words in it."""
        ...


class PictureView:
    """Fills the terminal once a session is led; asked more often, it paints ten times a second."""

    def __init__(self, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        self._console = console
        self._screen: Screen | None = None
        self._clock = clock
        self._next = 0.0

    def tell(self, words: str, *, asks: bool) -> None:
        """Print a question that comes before the session; all else is a caption."""
        if asks and self._screen is None:
            self._console.print(Text(words), Text(ANSWERS, "dim"), sep="\n")

    def leading(self, led: Led, played: float, *, caption: str, paused: bool) -> None:
        """Paint where the session stands."""
        if self._screen is None:
            self._screen = Screen(self._console).__enter__()
        now = self._clock()
        if now < self._next:
            return
        self._next = now + 1 / FRAMES_A_SECOND
        picture = frame(led, played, *self._screen.size, caption=caption, paused=paused)
        self._screen.show(picture, dark=led.routine.dark_screen)

    def close(self, last_words: str) -> None:
        """Give the terminal back, and print what was said last."""
        screen, self._screen = self._screen, None
        if screen is not None:
            screen.__exit__()
        if last_words:
            self._console.print(Text(last_words))


class LineView:
    """A line for each thing said, for pipes and terminals that cannot be painted on."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last: tuple[int, float] | None = None
        self._told = ""

    def tell(self, words: str, *, asks: bool) -> None:
        """Print what is said."""
        self._told = words
        if words:
            self._console.print(Text(words))

    def leading(self, led: Led, played: float, *, caption: str, paused: bool) -> None:
        """Print the words of a step when their time has come, each once."""
        begun = [cue for cue in led.cues if cue.at <= played]
        if paused or not begun:
            return
        cue = begun[-1]
        words = cue.words or (led.steps[cue.step].word if cue.kind else "")
        if words and self._last != (id(led), cue.at):
            self._last = id(led), cue.at
            self._console.print(Text(words))

    def close(self, last_words: str) -> None:
        """Print the last words, unless they are there already."""
        if last_words and last_words != self._told:
            self._console.print(Text(last_words))


def view_on(console: Console) -> SessionView:
    """The view that suits a terminal."""
    return PictureView(console) if is_possible(console) else LineView(console)
