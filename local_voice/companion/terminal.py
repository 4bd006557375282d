"""Captions on a terminal: what was heard, in grey while it is still being said; the answer word by
word as it is heard; and one line at the bottom that tells what it is doing."""

from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape

from local_voice.companion.model import Event, Mode, Partly, Pressed, Said, Typed, Typing
from local_voice.companion.stage import Stage
from local_voice.talk import STYLES
from skill.core.reply import Reply
from skill.core.routines.cues import Led

YOU, CALM = "you   ", "calm  "


@dataclass(frozen=True, slots=True)
class Hints:
    """What the bottom of the terminal says while nothing else happens."""

    asleep: str
    listening: str
    speaking: str


class TerminalCaptions:
    """Captions in a terminal that scrolls; where the output is no terminal, whole lines only."""

    def __init__(self, console: Console, hints: Hints) -> None:
        self._console = console
        self._hints = hints
        self._mode = Mode.LISTENING
        self._reply: Reply | None = None
        self._shown = 0  # characters of the reply shown so far
        self._column = 0
        self._bottom = False  # whether the bottom line is on the screen
        self._stage = Stage(console)
        self._undisturbed = False  # nobody has asked for anything since a session was led
        self._notes: list[str] = []  # for when the screen of a session is put away
        self._last_cue = ""
        self._told = self._asked = ""
        self._heard = ""  # said while an answer is on the screen: shown after it, if it ended it

    def happened(self, event: Event) -> None:
        """Show what was heard or typed."""
        if self._stays_dark and isinstance(event, Pressed | Typing | Typed):
            self._close_stage()
            self._show_bottom(self._status())
        if self._stage.is_open:
            said = isinstance(event, Partly | Said | Typing | Typed) and event.text
            if said and not self._stays_dark:
                self._stage.tell(heard=said, paused=self._mode is not Mode.GUIDING)
            return
        match event:
            case Said(text) if self._mode is Mode.ASLEEP:
                self._heard = text  # shown if it wakes: what is said in the room is not for us
            case Partly() if self._mode is Mode.ASLEEP:
                pass
            case Partly(text) | Typing(text) if text:
                self._show_bottom(YOU + text)
            case Said(text) if text and text == self._asked:
                self._asked = ""  # it was shown when it was acted upon
            case Said(text) | Typed(text) if text:
                self._heard = self._told = text
                if not self._shown:
                    self._show_heard()
            case Said() | Typing():
                self._show_bottom(self._status())

    def mode(self, mode: Mode, in_session: bool) -> None:
        """Tell what it is doing now; the screen of a session goes with it. One that was dark stays
        until someone wants something: whoever is falling asleep wants no light."""
        if self._mode is Mode.ASLEEP and mode is not Mode.ASLEEP:
            self._undisturbed = False
        if (
            self._stage.is_open
            and not in_session
            and not (self._stage.is_dark and self._undisturbed)
        ):
            self._close_stage()
        if mode is self._mode:
            return
        if self._mode is Mode.SPEAKING:
            self._end_answer()
        if mode is Mode.ASLEEP:
            self._heard = ""
        self._show_heard()
        self._mode = mode
        self._show_bottom(self._status())

    def asked(self, text: str) -> None:
        """Show the words, unless they are shown already."""
        self._undisturbed = False
        if self._stage.is_open or text == self._told:
            self._told = ""
            return
        self._end_answer()
        self._heard = self._asked = text
        self._show_heard()

    def answer(self, reply: Reply) -> None:
        """Begin to show an answer; where nothing moves on the screen, show all of it."""
        self._end_answer()
        self._show_heard()
        self._reply, self._shown, self._column = reply, 0, 0
        if not self._console.is_terminal:
            self.saying(reply.text)
            self._end_answer()

    def saying(self, text: str) -> None:
        """Show the words of the answer that were heard since the last time."""
        if self._stage.is_open:
            if not self._stays_dark:
                self._stage.tell(caption=text, paused=True)
            return
        if self._reply is None or len(text) <= self._shown:
            return
        if self._shown == 0:
            self._clear_bottom()
            self._console.print(f"[green]{CALM}[/green]", end="")
            self._column = len(CALM)
        for word in text[self._shown :].split():
            self._word(word)
        self._shown = len(text)

    def leading(self, led: Led, played: float, caption: str) -> None:
        """Fill the terminal with the session; where that cannot be, show its words line by line."""
        self._undisturbed = True
        self._stage.lead(led, played, caption)
        if not self._stage.is_open and caption and caption != self._last_cue:
            self._line(f"[green]{CALM}[/green]{escape(caption)}")
            self._last_cue = caption

    def close(self) -> None:
        """Leave the terminal as it was, with the cursor on a line of its own."""
        self._close_stage()
        self._clear_bottom()
        if self._shown:
            self._console.print()

    def note(self, text: str) -> None:
        """Show something about the machine, after a session where one fills the screen."""
        if self._stage.is_open:
            self._notes.append(text)
        else:
            self._line(f"[yellow]{escape(text)}[/yellow]")

    @property
    def _stays_dark(self) -> bool:
        """Whether a session in the dark is over, and nobody wants anything."""
        return self._stage.is_dark and self._undisturbed and self._mode is not Mode.GUIDING

    def _close_stage(self) -> None:
        self._stage.close()
        notes, self._notes = self._notes, []
        for text in notes:
            self.note(text)

    def _show_heard(self) -> None:
        if self._heard:
            self._line(f"[cyan]{YOU}[/cyan]{escape(self._heard)}")
        self._heard = ""

    def _word(self, word: str) -> None:
        width = cell_len(word) + 1
        if self._column + width > self._console.width:
            self._console.print()
            self._console.print(" " * len(CALM), end="")
            self._column = len(CALM)
        urgency = self._reply.urgency if self._reply is not None else None
        style = STYLES.get(urgency) if urgency is not None else None
        self._console.print(escape(word), style=style, end=" ", highlight=False)
        self._column += width

    def _end_answer(self) -> None:
        if self._reply is None:
            return
        if self._shown:
            interrupted = self._shown < len(self._reply.text.rstrip())
            self._console.print("[dim]…[/dim]" if interrupted else "")
            if self._reply.card is not None and self._reply.card.keepsake:
                self._console.print(escape(self._reply.card.text), highlight=False)
        self._reply = None
        self._shown = 0

    def _status(self) -> str:
        match self._mode:
            case Mode.ASLEEP:
                return self._hints.asleep
            case Mode.LISTENING:
                return self._hints.listening
            case Mode.SPEAKING:
                return self._hints.speaking
        return ""

    def _line(self, markup: str) -> None:
        """A line of its own, also where an answer is being shown: that goes on under it."""
        self._clear_bottom()
        if self._shown:
            self._console.print()
        self._console.print(markup, highlight=False)
        if self._shown:
            self._console.print(" " * len(CALM), end="")
            self._column = len(CALM)
        else:
            self._show_bottom(self._status())

    def _show_bottom(self, text: str) -> None:
        """One grey line that the next one takes the place of."""
        if not self._console.is_terminal or self._shown or self._stage.is_open:
            return
        self._clear_bottom()
        if text:
            room = max(1, self._console.width - 1)
            self._console.print(escape(text[-room:]), style="dim", end="", highlight=False)
            self._bottom = True

    def _clear_bottom(self) -> None:
        if self._bottom:
            self._console.file.write("\r\x1b[2K")
            self._bottom = False
