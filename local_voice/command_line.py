"""The command line: talk, ask, lead a routine, serve Alexa."""

import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from typing import Any, ParamSpec, TypeVar

import click

from skill.errors import MuscleCalmError

P = ParamSpec("P")
T = TypeVar("T")
LOCALE: Callable[[Any], Any] = click.option(
    "--locale", default="en-US", show_default=True, help="Language and country."
)


def plainly(command: Callable[P, T]) -> Callable[P, T]:
    """One clear sentence and status 1 instead of a traceback, whatever goes wrong."""

    @wraps(command)
    def run(*args: P.args, **options: P.kwargs) -> T:
        try:
            return command(*args, **options)
        except MuscleCalmError as problem:
            raise click.ClickException(str(problem)) from problem
        except BrokenPipeError:
            sys.stderr.close()  # the reader has gone; Python would complain while flushing
            sys.exit(1)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:
            raise click.ClickException(
                f"Something in the program went wrong ({type(fault).__name__}: {fault}). "
                "Please report it with what you typed."
            ) from fault

    return run


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="muscle-calm")
@click.pass_context
@plainly
def main(context: click.Context) -> None:
    """Ask about a twitching muscle; be led through a stretch or a breathing session.

    General information, not medical advice. Without a command it talks with you.
    """
    if context.invoked_subcommand is None:
        from local_voice.talk import talk

        talk()


@main.command()
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--conversation", is_flag=True, help="The lines are one conversation.")
@LOCALE
@plainly
def ask(text: str | None, as_json: bool, conversation: bool, locale: str) -> None:
    """Answer TEXT; without it, every line of standard input."""
    from local_voice.ask import answer_lines

    # Whatever the terminal's locale, lines are UTF-8, and what is not is a mark and no error.
    stdin = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    lines = [text] if text is not None else stdin
    answer_lines(lines, as_json=as_json, one_conversation=conversation, locale=locale)


@main.command()
@LOCALE
@plainly
def routines(locale: str) -> None:
    """List the stretches and breathing sessions."""
    from local_voice.routines import list_routines

    list_routines(locale)


@main.command()
@click.argument("name")
@click.option("--minutes", type=float, help="About how long it should take.")
@click.option("--json", "as_json", is_flag=True, help="Print its timeline instead of leading it.")
@LOCALE
@plainly
def routine(name: str, minutes: float | None, as_json: bool, locale: str) -> None:
    """Lead the routine NAME, said as people say it: "box breathing", "calf stretch"."""
    from local_voice.routines import lead, print_timeline

    if as_json:
        print_timeline(name, minutes, locale)
    else:
        lead(name, minutes, locale)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--allow-unsigned", is_flag=True, help="Answer requests that nobody signed.")
@click.option("--skill-id", envvar="MUSCLE_CALM_SKILL_ID", help="Refuse requests to other skills.")
@plainly
def serve(host: str, port: int, allow_unsigned: bool, skill_id: str | None) -> None:
    """Answer Alexa requests at POST /."""
    from skill.alexa.app import serve as serve_alexa

    serve_alexa(host, port, allow_unsigned=allow_unsigned, skill_id=skill_id)
