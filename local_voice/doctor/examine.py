"""`muscle-calm doctor`: all checks one after the other, and the page they make."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from local_voice.doctor import hearing, machine, sound, speech
from local_voice.doctor.check import Check, guarded, impersonal
from local_voice.folders import PROFILES, cache_folder, data_folder
from local_voice.models import places
from skill.errors import MuscleCalmError

STYLES = {"good": "green", "could be better": "yellow", "broken": "bold red"}
HEARS = ("microphone", "recognizer")
SPEAKS = ("speaker", "voice")


class TypedOnlyError(MuscleCalmError):
    """It cannot hear or cannot speak here."""


def doctor(locale: str) -> None:
    """Examine this machine and print what was found.

    Raises TypedOnlyError where it cannot be talked with aloud.
    """
    console = Console(highlight=False)
    checks = tuple(examine(locale, console))
    console.print(page(checks, Path.home()))
    verdict(checks)


def examine(locale: str, console: Console) -> Iterator[Check]:
    """Every part, tried one after the other; takes a few seconds."""
    found, cache = places(cache_folder()), cache_folder()
    with console.status("Each part is being tried.", spinner="simpleDots"):
        yield guarded("microphone", lambda: sound.microphone(console.print))
        yield guarded("speaker", sound.speaker)
        yield guarded("echo", lambda: speech.echo(locale))
        yield guarded("voice", lambda: speech.voice(locale))
        yield guarded("model", lambda: hearing.model(found, cache))
        yield guarded("recognizer", lambda: hearing.recognizer(locale, found, cache))
    yield guarded("terminal", lambda: machine.terminal(console))
    yield guarded("memory", lambda: machine.folder(data_folder(), PROFILES))
    yield machine.versions()


def page(checks: Sequence[Check], home: Path) -> Table:
    """What was found, readable without colour and in a narrow window."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for check in checks:
        found = Text(f"{check.state}: ", style=STYLES[check.state])
        found.append(impersonal(check.found, home), style="default")
        if check.mend:
            found.append(f"\n-> {impersonal(check.mend, home)}", style="bold")
        table.add_row(check.name, found)
    return table


def verdict(checks: Sequence[Check]) -> None:
    """Raise TypedOnlyError where something is broken without which nobody can be talked with."""
    lost = [check.name for check in checks if check.state == "broken"]
    hears, speaks = (not set(lost) & set(parts) for parts in (HEARS, SPEAKS))
    if hears and speaks:
        return
    what = "speak" if hears else "hear" if speaks else "hear or speak"
    raise TypedOnlyError(
        f"It cannot {what} on this machine, so that only typing works: mend what is broken above, "
        "or type with `muscle-calm --typed`."
    )
