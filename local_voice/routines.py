"""Routines on the command line: the list, one's timeline, and leading one."""

import json
from difflib import get_close_matches

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from interaction_models import load_model, model_for
from local_voice.memory import memory_here
from local_voice.own_routines.assembly import OwnAssembly, assemble_own
from skill.assembly import assemble
from skill.core.routines import own_names, spoken
from skill.core.routines.model import Routine
from skill.core.routines.timeline import expand
from skill.core.routines.variants import Remark, fit
from skill.core.wording import listed
from skill.errors import MuscleCalmError

WIDEST = 88  # columns; longer lines are hard to read


class UnknownRoutineError(MuscleCalmError):
    """No routine goes by that name."""


def list_routines(locale: str) -> None:
    """Print every routine with its length, what it is for and who should leave it out; a person's
    own too, and on the standard error what is wrong with the files of those that are missing."""
    own = assemble_own(locale)
    console = Console(highlight=False)
    width = min(console.width, WIDEST)
    for routine in own.assembly.assistant.library.routines.routines.values():
        heading = Text.assemble(
            (routine.name, "bold"), "  ", (_clock(routine.total_seconds), "dim")
        )
        about = Text(routine.goal)
        if routine.not_for:
            about.append(f"\nNot with: {'; '.join(routine.not_for)}.", "yellow")
        if routine.own:
            about.append("\nYour own; nobody has checked it.", "yellow")
        console.print(heading, Padding(about, (0, 0, 0, 2)), width=width)
    for fault in own.faults:
        click.echo(str(fault), err=True)


def print_timeline(name: str, minutes: float | None, locale: str) -> None:
    """Print a routine's timeline as JSON, unplayed; seconds from its start.

    Where it cannot be as long as was wished for, a sentence on the standard error says so.
    """
    routine = find(name, locale)
    if minutes is not None:
        routine, remark = fit(routine, minutes)
        if remark is not None:
            click.echo(_remark(remark, routine, locale), err=True)
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
    """Lead a routine in real time; Ctrl-C stops it."""
    from local_voice.guiding.lead import lead_in_terminal

    own = assemble_own(locale)
    memory = memory_here(lambda text: click.echo(text, err=True))
    lead_in_terminal(_find(name, own).id, minutes, assembly=own.assembly, memory=memory)


def find(name: str, locale: str) -> Routine:
    """The routine people call that, one of their own included.

    Raises UnknownRoutineError, naming those that sound alike, and RoutineFileError where it is the
    person's own and its file cannot be used.
    """
    return _find(name, assemble_own(locale))


def _find(name: str, own: OwnAssembly) -> Routine:
    library = own.assembly.assistant.library.routines
    routines, model = library.routines, load_model(model_for(own.assembly.locale))

    def as_said(text: str) -> str:
        return " ".join(own_names.essential(text, library.phrases))

    ids = {
        as_said(spoken): id
        for id, forms in model.type("Routine").values.items()
        for spoken in (id, *forms)
    }
    ids |= {as_said(form): r.id for r in routines.values() if r.own for form in (r.id, r.name)}
    wanted = as_said(name)
    if wanted in ids:
        return routines[ids[wanted]]
    for fault in own.faults:
        if wanted and wanted in map(as_said, fault.called):
            raise fault
    near = dict.fromkeys(ids[match] for match in get_close_matches(wanted, ids, n=3, cutoff=0.5))
    names = [routines[id].name for id in near] or [routine.name for routine in routines.values()][
        :3
    ]
    raise UnknownRoutineError(
        f"There is no routine called {name!r}. Did you mean {listed(names, 'or')}? "
        "`muscle-calm routines` lists them all."
    )


def _remark(remark: Remark, routine: Routine, locale: str) -> str:
    phrases = assemble(locale).assistant.library.routines.phrases
    length = spoken.time(routine.total_seconds, phrases)
    words: str = getattr(phrases, remark)[0]
    return spoken.sentence(words.format(name=routine.name, time=length))


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"
