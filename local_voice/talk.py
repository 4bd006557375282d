"""Talking by keyboard: a line typed, an answer printed."""

import sys
from collections.abc import Callable
from dataclasses import replace

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from local_voice.keepsake import offer_to_save
from local_voice.memory import Memory, memory_here, today
from local_voice.own_routines.assembly import assemble_own
from skill.assembly import Assembly
from skill.core.conversation import Conversation
from skill.core.forgetting import not_forgotten_yet
from skill.core.reply import Reply
from skill.core.urgency import Urgency

STYLES = {
    Urgency.EMERGENCY_NOW: "bold red",
    Urgency.URGENT_SAME_DAY: "bold yellow",
    Urgency.DOCTOR_SOON: "yellow",
}


def talk(locale: str = "en-US", console: Console | None = None) -> None:
    """Hold one conversation after another until the person closes the input."""
    console = console or Console()
    console.print("[dim]Type a question; Ctrl-D leaves. General information, not advice.[/dim]")
    own = assemble_own(locale)
    for fault in own.faults:
        console.print(f"[dim]{escape(str(fault))}[/dim]")
    show = show_on(console, keeps=sys.stdin is not None and sys.stdin.isatty())

    def read() -> str:
        if sys.stdin is None:  # the program was started with it closed
            raise EOFError
        return console.input("[cyan]you [/cyan] ")

    memory = memory_here(lambda text: console.print(escape(text), style="yellow"))
    converse(own.assembly, read, show, memory)


def show_on(console: Console, *, keeps: bool = False) -> Callable[[Reply], None]:
    """A way to show replies: coloured by urgency, as plain text where there is no colour.

    ``keeps``: offer to save what is worth taking along; only where a person sits at the keys.
    """

    def show(reply: Reply) -> None:
        style = STYLES.get(reply.urgency) if reply.urgency is not None else None
        line = Table.grid(padding=(0, 1))
        line.add_row("[green]calm[/green]", escape(reply.text))
        console.print(line, style=style)
        if keeps and reply.card is not None and reply.card.keepsake:
            console.print(escape(reply.card.text), highlight=False)
            offer_to_save(reply.card, console.input, lambda text: console.print(escape(text)))

    return show


def converse(
    assembly: Assembly, read: Callable[[], str], show: Callable[[Reply], None], memory: Memory
) -> None:
    """Greet, then answer line by line; the end of the input ends it."""
    conversation, profile = Conversation(locale=assembly.locale), memory.recall()
    turn = assembly.assistant.welcome(conversation, profile)
    show(turn.reply)
    while True:
        try:
            text = read()
        except (EOFError, KeyboardInterrupt):
            break
        heard = replace(assembly.hear(text, turn.conversation), day=today())
        turn = assembly.assistant.respond(heard, turn.conversation, turn.profile)
        if not memory.keep(turn.profile, forgets=turn.forgets):
            turn = not_forgotten_yet(turn)
        show(turn.reply)
        if turn.reply.ends and turn.conversation.urgency is not Urgency.EMERGENCY_NOW:
            break
    memory.close()
