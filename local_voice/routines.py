"""Routines on the command line: the list, one's timeline, and leading one in text."""

import json
import time
from collections.abc import Callable
from difflib import get_close_matches

import click
from rich.console import Console
from rich.table import Table

from interaction_models import load_model, model_for
from skill.assembly import assemble
from skill.core.routines.model import Routine
from skill.core.routines.timeline import TimedStep, expand
from skill.core.routines.variants import fit
from skill.core.wording import listed
from skill.errors import MuscleCalmError


class UnknownRoutineError(MuscleCalmError):
    """No routine goes by that name."""


def list_routines(locale: str) -> None:
    """Print every routine with its length and what it is for."""
    table = Table(box=None, pad_edge=False)
    for heading in ("say", "takes", "for"):
        table.add_column(heading, overflow="fold")
    for routine in assemble(locale).assistant.library.routines.routines.values():
        table.add_row(routine.name, _clock(routine.total_seconds), routine.goal)
    Console().print(table)


def print_timeline(name: str, minutes: float | None, locale: str) -> None:
    """Print a routine's timeline as JSON, unplayed; seconds from its start."""
    routine = _fitted(find(name, locale), minutes)
    steps = expand(routine)
    timeline = {
        "routine": routine.id,
        "seconds": steps[-1].end,
        "steps": [
            {
                "start": step.start,
                "seconds": step.seconds,
                "kind": step.kind,
                "text": step.text,
                "side": step.side,
            }
            for step in steps
        ],
    }
    click.echo(json.dumps(timeline, ensure_ascii=False))


def lead(name: str, minutes: float | None, locale: str) -> None:
    """Lead a routine in text and in real time; Ctrl-C stops it."""
    library = assemble(locale).assistant.library.routines
    routine = _fitted(find(name, locale), minutes)
    console = Console(highlight=False)
    console.print(f"[bold]{routine.name}[/bold]  [dim]{_clock(routine.total_seconds)}[/dim]")
    if routine.not_for:
        console.print(f"[yellow]Leave it out with: {listed(routine.not_for, 'or')}.[/yellow]")
    console.print(routine.safety or library.phrases.safety[0])
    try:
        play(expand(routine), lambda text: console.print(text), time.monotonic, time.sleep)
        console.print(library.phrases.closing[0])
    except KeyboardInterrupt:
        console.print(library.phrases.stopped[0])


def play(
    steps: tuple[TimedStep, ...],
    show: Callable[[str], None],
    clock: Callable[[], float],
    wait: Callable[[float], None],
) -> None:
    """Show each step when its time has come; every wait is reckoned from the start, so that
    small delays do not add up."""
    began = clock()
    for step in steps:
        wait(max(0.0, began + step.start - clock()))
        side = f"{step.side}: " if step.side and step.first else ""
        show(f"{side}{step.text or step.word or step.cue}")
    wait(max(0.0, began + steps[-1].end - clock()))


def find(name: str, locale: str) -> Routine:
    """The routine people call that; raises UnknownRoutineError, naming those that sound alike."""
    routines = assemble(locale).assistant.library.routines.routines
    ids = {
        spoken: id
        for id, forms in load_model(model_for(locale)).type("Routine").values.items()
        for spoken in (id.replace("_", " "), *forms)
    }
    wanted = " ".join(name.lower().replace("_", " ").replace("-", " ").split())
    if wanted in ids:
        return routines[ids[wanted]]
    near = dict.fromkeys(ids[match] for match in get_close_matches(wanted, ids, n=3, cutoff=0.5))
    names = [routines[id].name for id in near] or [routine.name for routine in routines.values()][
        :3
    ]
    raise UnknownRoutineError(
        f"There is no routine called {name!r}. Did you mean {listed(names, 'or')}? "
        "`muscle-calm routines` lists them all."
    )


def _fitted(routine: Routine, minutes: float | None) -> Routine:
    return routine if minutes is None else fit(routine, minutes)[0]


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
