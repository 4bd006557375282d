"""The command line: talk, ask, lead a routine, serve Alexa."""

import sys
from collections.abc import Callable
from functools import wraps
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from skill.errors import MuscleCalmError
from skill.profiles.setting import TABLE

if TYPE_CHECKING:
    from local_voice.hearing.choose import Engine

P = ParamSpec("P")
T = TypeVar("T")
RECOGNIZER: Callable[[Any], Any] = click.option(
    "--recognizer", type=click.Choice(["vosk", "pocketsphinx"]), help="What hears; else the best."
)
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
@click.option("--typed", is_flag=True, help="Type instead of speaking.")
@click.option("--always-listen", is_flag=True, help="Listen without being called by name.")
@click.option("--push-to-talk", is_flag=True, help="Listen only after the space bar.")
@click.option("--wake-word", metavar="NAME", help='Its name, instead of "muscle calm".')
@click.option("--headset", is_flag=True, help="You wear headphones: interrupt it by voice.")
@click.option("--microphone", metavar="NAME", help="A part of the microphone's name.")
@click.option("--speaker", metavar="NAME", help="A part of the speaker's name.")
@click.option("--list-devices", is_flag=True, help="List microphones and speakers.")
@RECOGNIZER
@click.option("--voice", metavar="NAME", default="", help='The voice; "list" names them all.')
@click.option("--rate", type=click.IntRange(80, 500), default=165, help="Words a minute.")
@click.option("--native-voice", is_flag=True, help="The system's voice, on macOS and Windows.")
@LOCALE
@click.pass_context
@plainly
def main(context: click.Context, /, **options: Any) -> None:
    """Ask about a twitching muscle; be led through a stretch or a breathing session.

    General information, not medical advice. Without a command it talks with you: aloud where
    there is a microphone, else typed.
    """
    if context.invoked_subcommand is None:
        from local_voice.farewell import until_ctrl_c

        with until_ctrl_c():
            from local_voice.start import list_devices, list_voices, start

            if options.pop("list_devices"):
                list_devices()
            elif options["voice"] == "list":
                list_voices(options["locale"])
            else:
                start(**options)


@main.command()
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--conversation", is_flag=True, help="The lines are one conversation.")
@click.option("--explain", is_flag=True, help="Show how it was understood, stage by stage.")
@LOCALE
@plainly
def ask(text: str | None, as_json: bool, conversation: bool, explain: bool, locale: str) -> None:
    """Answer TEXT; without it, every line of standard input."""
    from local_voice.ask import answer_lines

    # Whatever the terminal's locale, lines are UTF-8, and what is not is a mark and no error.
    stdin = TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace")
    lines = [text] if text is not None else stdin
    answer_lines(
        lines,
        as_json=as_json,
        one_conversation=conversation,
        locale=locale,
        explains=explain,
    )


@main.command()
@click.argument("recording", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--reply", type=click.Path(path_type=Path), help="Write the spoken answers here.")
@RECOGNIZER
@LOCALE
@plainly
def listen(
    recording: Path, as_json: bool, reply: Path | None, recognizer: "Engine | None", locale: str
) -> None:
    """Answer what is said in a RECORDING, a wav file."""
    from local_voice.listen import listen as listen_to

    listen_to(recording, as_json=as_json, reply=reply, engine=recognizer, locale=locale)


@main.group()
def model() -> None:
    """Fetch, list and verify speech models for Vosk."""


@model.command()
@click.option("--url", help="Another address to fetch a model from.")
@click.option("--sha256", help="The SHA-256 of what is there.")
@plainly
def download(url: str | None, sha256: str | None) -> None:
    """Fetch the official small English model."""
    from local_voice.models import download_command

    download_command(url, sha256)


@model.command("list")
@plainly
def list_models() -> None:
    """List the models found, and which one is used."""
    from local_voice.models import list_command

    list_command()


@model.command()
@plainly
def verify() -> None:
    """Check every file of every model."""
    from local_voice.models import verify_command

    verify_command()


@main.command()
@LOCALE
@plainly
def doctor(locale: str) -> None:
    """Try what is needed to talk aloud, and tell how to mend what does not work."""
    from local_voice.doctor.examine import doctor as examine

    examine(locale)


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
    from local_voice.farewell import or_interrupted

    with or_interrupted():
        from local_voice.routines import lead, print_timeline

        if as_json:
            print_timeline(name, minutes, locale)
        else:
            lead(name, minutes, locale)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--skill-id", envvar="MUSCLE_CALM_SKILL_ID", help="The id of your skill.")
@click.option("--allow-unsigned", is_flag=True, help="Answer anybody, on this machine only.")
@click.option("--metrics-host", default="127.0.0.1", show_default=True)
@click.option("--metrics-port", type=click.IntRange(0, 65535), help="Publish metrics here.")
@plainly
def serve(**options: Any) -> None:
    """Answer Alexa's requests at POST /, behind a proxy that does TLS; see docs/go-live.md."""
    from skill.alexa.serving.endpoint import serve as serve_alexa

    serve_alexa(**options, announce=click.echo)


@main.command("skill-package")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--endpoint", metavar="ADDRESS", help="The https address or Lambda ARN it runs at.")
@click.option("--privacy-url", metavar="URL", help="The page that says what is kept of a person.")
@plainly
def skill_package(folder: Path, endpoint: str | None, privacy_url: str | None) -> None:
    """Write into DIR what the ASK command line deploys: manifest, models and icons."""
    from local_voice.skill_package import skill_package_command

    skill_package_command(folder, endpoint, privacy_url)


@main.command("profiles-table")
@click.option("--name", default=TABLE, show_default=True, help="Its name.")
@click.option("--region", help="The AWS region; else the one that is set up.")
@plainly
def profiles_table(name: str, region: str | None) -> None:
    """Make the DynamoDB table that the skill keeps preferences in."""
    from skill.profiles.table import make_table

    click.echo(make_table(name, region))
