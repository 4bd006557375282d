"""The full screen of a session that is led by voice."""

from rich.console import Console

from local_voice.guiding.screen import Screen, is_possible
from local_voice.guiding.view import frame
from skill.core.routines.cues import Led

EVERY = 0.08  # seconds of a session between two pictures: enough for a breath to look smooth


class Stage:
    """Opens with the first picture of a session and stays until the session is put away."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._screen: Screen | None = None
        self._led: Led | None = None
        self._played = 0.0
        self._shown_at = -EVERY
        self._caption = ""
        self._heard = ""

    @property
    def is_open(self) -> bool:
        """Whether the terminal is filled with it."""
        return self._screen is not None

    @property
    def is_dark(self) -> bool:
        """Whether it is open and shows no light."""
        return self.is_open and self._led is not None and self._led.routine.dark_screen

    def lead(self, led: Led, played: float, caption: str) -> None:
        """Show where the session is; does nothing where a terminal cannot be painted on."""
        if self._screen is None:
            if not is_possible(self._console):
                return
            self._screen = Screen(self._console).__enter__()
        if (
            led is not self._led
            or abs(played - self._shown_at) >= EVERY
            or caption != self._caption
        ):
            self._led, self._played, self._caption = led, played, caption
            self._paint(paused=False)

    def tell(self, *, paused: bool, caption: str | None = None, heard: str | None = None) -> None:
        """Show what is spoken or heard, as the session goes on or stands still."""
        self._caption = self._caption if caption is None else caption
        self._heard = self._heard if heard is None else heard
        self._paint(paused=paused)

    def close(self) -> None:
        """Give the terminal back as it was."""
        if self._screen is not None:
            self._screen.__exit__(None, None, None)
        self._screen = self._led = None
        self._heard = self._caption = ""

    def _paint(self, *, paused: bool) -> None:
        if self._screen is None or self._led is None:
            return
        width, height = self._screen.size
        picture = frame(
            self._led,
            self._played,
            width,
            height,
            caption=self._caption,
            heard=self._heard,
            paused=paused,
        )
        self._screen.show(picture, dark=self._led.routine.dark_screen)
        self._shown_at = self._played
