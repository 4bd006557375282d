"""Asking without talking: lines in, answers out, as text or as JSON."""

import json
from collections.abc import Iterable
from time import perf_counter
from typing import Any

import click

from local_voice.memory import forgetting_here
from local_voice.own_routines.assembly import assemble_own
from skill.assembly import Assembly
from skill.core.conversation import Conversation
from skill.core.draft import Turn
from skill.core.forgetting import not_forgotten_yet
from skill.core.intent import Heard
from skill.core.profile import Profile


def answer_lines(
    lines: Iterable[str],
    *,
    as_json: bool,
    one_conversation: bool,
    locale: str,
    explains: bool = False,
) -> None:
    """Print the answer to each line; each is a conversation of its own unless told otherwise.

    ``explains`` shows how the line was understood, too.
    """
    if explains:  # what draws tables takes a while to load
        from local_voice.explain import as_json as explained_as_json
        from local_voice.explain import print_explained
    assembly = assemble_own(locale).assembly
    forget = forgetting_here(lambda text: click.echo(text, err=True))
    conversation, profile = Conversation(locale=locale), Profile()
    for line in lines:
        began = perf_counter()
        text = line.rstrip("\r\n")
        heard = assembly.hear(text, conversation)
        turn = assembly.assistant.respond(heard, conversation, profile)
        if turn.forgets and not forget(turn.profile, forgets=True):
            turn = not_forgotten_yet(turn)
        milliseconds = (perf_counter() - began) * 1000
        path = assembly.explain(text, conversation) if explains else ()
        if as_json:
            found = described(text, heard, turn, assembly, milliseconds)
            found |= explained_as_json(heard, path) if path else {}
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            if path:
                print_explained(heard, path)
            click.echo(turn.reply.text)
        if one_conversation:
            conversation, profile = turn.conversation, turn.profile


def described(
    text: str, heard: Heard, turn: Turn, assembly: Assembly, milliseconds: float
) -> dict[str, Any]:
    """One turn as a JSON object; the names are a contract with whoever reads it."""
    reply = turn.reply
    known = assembly.assistant.library.knowledge.sources
    return {
        "heard": text,
        "intent": heard.intent.name,
        "slots": dict(heard.intent.slots),
        "speech": reply.text,
        "reprompt": reply.reprompt,
        "urgency": reply.urgency.label if reply.urgency is not None else None,
        "ends": reply.ends,
        "sources": [f"{known[id].organisation}: {known[id].title}" for id in reply.sources],
        "milliseconds": round(milliseconds, 3),
    }
