"""Starting a conversation: aloud where this machine can hear and speak, else typed."""

from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from local_voice.talk import talk
from skill.errors import MuscleCalmError

if TYPE_CHECKING:
    from local_voice.hearing.choose import Engine


def start(
    *,
    typed: bool,
    always_listen: bool,
    push_to_talk: bool,
    wake_word: str | None,
    headset: bool,
    microphone: str | None,
    speaker: str | None,
    recognizer: "Engine | None",
    voice: str,
    rate: int,
    native_voice: bool,
    locale: str,
) -> None:
    """Talk aloud; where that cannot be done and nobody insisted on it, say why and talk typed.

    Raises the error itself where an option about sound was given.
    """
    if always_listen and push_to_talk:
        raise click.UsageError("Give either --always-listen or --push-to-talk, not both.")
    insists = always_listen or push_to_talk or headset or native_voice
    chosen = (wake_word, microphone, speaker, recognizer)
    if typed:
        talk(locale)
        return
    try:
        from local_voice.companion.model import Settings
        from local_voice.speech.synthesizer import Voice
        from local_voice.voice import Options, talk_aloud

        options = Options(
            locale=locale,
            microphone=microphone,
            speaker=speaker,
            engine=recognizer,
            voice=Voice(voice, rate),
            native=native_voice,
            headset=headset,
            name=wake_word,
            settings=Settings(
                wakes_by="always" if always_listen else "key" if push_to_talk else "name",
                overhears=always_listen,
            ),
        )
        talk_aloud(options, Console(highlight=False))
    except (MuscleCalmError, ImportError) as problem:
        if insists or any(chosen):
            raise
        Console(stderr=True, highlight=False).print(f"[yellow]{escape(str(problem))}[/yellow]")
        talk(locale)


def list_devices() -> None:
    """Print the microphones and speakers there are; raises AudioError."""
    from local_voice.audio.driver import list_devices as all_devices

    table = Table(box=None, pad_edge=False)
    for heading in ("", "name", "through", ""):
        table.add_column(heading, overflow="fold")
    for device in all_devices():
        usual = "the usual one" if device.is_default else ""
        table.add_row(device.kind, device.name, device.backend, usual)
    Console(highlight=False).print(table)


def list_voices(locale: str) -> None:
    """Print the names of the voices there are; raises SpeechError."""
    from local_voice.speech.espeak import EspeakSynthesizer

    for name in EspeakSynthesizer(locale).voices():
        click.echo(name)
