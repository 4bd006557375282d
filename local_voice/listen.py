"""Answering recorded speech: the loop on a file instead of a microphone."""

import json
from contextlib import ExitStack
from pathlib import Path

import click

from local_voice.ask import described
from local_voice.audio.file_card import FileCard
from local_voice.audio.wav_writer import WavWriter
from local_voice.companion.captions import NoCaptions
from local_voice.companion.companion import Companion
from local_voice.companion.keyboard import NoKeyboard
from local_voice.companion.model import Mode, Settings
from local_voice.companion.parts import Exchange, parts_on
from local_voice.folders import cache_folder
from local_voice.hearing.choose import Engine, recognizer_for
from local_voice.hearing.words import load_words
from local_voice.memory import forgetting_here
from local_voice.models import places
from local_voice.own_routines.assembly import assemble_own
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Voice
from skill.assembly import Assembly
from skill.core.profile import Profile
from skill.errors import MuscleCalmError

ALL_EARS = Settings(wakes_by="always", full_duplex=True)


class NothingHeardError(MuscleCalmError):
    """A recording without a word that was understood."""


def listen(
    path: Path, *, as_json: bool, reply: Path | None, engine: Engine | None, locale: str
) -> None:
    """Print the answer to every utterance of a recording, and write the spoken answers to a file.

    Raises WavError, RecognizerError, SpeechError, or NothingHeardError where nobody speaks.
    """
    own = assemble_own(locale)
    assembly = own.assembly
    heard: list[str] = []

    def tell(exchange: Exchange) -> None:
        heard.append(exchange.text)
        click.echo(_as_json(exchange, assembly) if as_json else _as_text(exchange))

    with ExitStack() as open_files:
        writer = open_files.enter_context(WavWriter(reply)) if reply is not None else None
        card = FileCard(path, writer.write if writer is not None else None)
        open_files.callback(card.close)
        parts = parts_on(
            card,
            card.speaker,
            recognizer_for(engine, locale, places(cache_folder()), cache_folder(), own.own_names),
            EspeakSynthesizer(locale),
            Voice(),
            assembly=assembly,
            input=NoKeyboard(),
            captions=NoCaptions(),
            clock=card.clock,
            keep=forgetting_here(lambda text: click.echo(text, err=True)),
            record=tell,
        )
        companion = Companion(parts, ALL_EARS, load_words(locale), Profile())
        card.waits = lambda: companion.mode is Mode.SPEAKING
        while companion.step():
            pass
        if not heard:
            raise NothingHeardError(
                f"Nothing that was said in {path} could be understood: record it again, close to "
                "the microphone."
            )


def _as_json(exchange: Exchange, assembly: Assembly) -> str:
    found = described(exchange.text, exchange.heard, exchange.turn, assembly, exchange.milliseconds)
    return json.dumps(found, ensure_ascii=False)


def _as_text(exchange: Exchange) -> str:
    return f"you   {exchange.text}\ncalm  {exchange.turn.reply.text}"
