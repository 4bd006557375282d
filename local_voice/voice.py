"""Talking aloud: the loop on this machine's microphone and speaker."""

import sys
import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from queue import SimpleQueue

from rich.console import Console

from local_voice.audio.card import CardState, open_card
from local_voice.audio.echo import echo_canceller
from local_voice.companion.captions import Captions
from local_voice.companion.companion import Companion
from local_voice.companion.keyboard import keyboard_of
from local_voice.companion.model import Settings
from local_voice.companion.parts import Parts, parts_on
from local_voice.companion.terminal import Hints, TerminalCaptions
from local_voice.hearing.choose import Engine
from local_voice.hearing.words import load_words
from local_voice.hearing_here import recognizer_here
from local_voice.memory import memory_here, today
from local_voice.own_routines.assembly import assemble_own
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.native import NativeSynthesizer
from local_voice.speech.synthesizer import Voice
from local_voice.terminal.keys import Keys
from skill.core.conversation import Conversation

THREAD_TURN = 0.001  # seconds; Python's usual 5 ms make the speaker's callback late

NEWS: Mapping[CardState, str] = {
    "working": "Sound is there.",
    "lost": "The microphone or the speaker is gone. Plug it in again and we go on.",
    "reopened": "Sound is back.",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How the person wants to talk; names of devices may be parts of them."""

    locale: str = "en-US"
    microphone: str | None = None
    speaker: str | None = None
    engine: Engine | None = None
    voice: Voice = field(default_factory=Voice)
    native: bool = False
    headset: bool = False
    settings: Settings = field(default_factory=Settings)
    name: str | None = None


def talk_aloud(options: Options, console: Console) -> None:
    """Hold spoken conversations until the lines of a pipe are answered; else Ctrl-C ends them.

    Raises AudioError, RecognizerError, ModelError or SpeechError before a word is said, where
    this machine cannot hear or speak.
    """
    sys.setswitchinterval(THREAD_TURN)
    news: SimpleQueue[CardState] = SimpleQueue()
    with ExitStack() as opened:
        canceller = None if options.headset else echo_canceller()
        card = opened.enter_context(
            open_card(
                options.microphone,
                options.speaker,
                reference=canceller.hear_own if canceller else None,
                on_state=news.put,
            )
        )
        settings = replace(options.settings, full_duplex=options.headset or canceller is not None)
        words = load_words(options.locale)
        words = words.called(options.name) if options.name else words
        captions = TerminalCaptions(console, _hints(settings, words.wake[0]))
        opened.callback(captions.close)
        memory = memory_here(captions.note)
        opened.callback(memory.close)
        own = assemble_own(options.locale)
        for fault in own.faults:
            captions.note(str(fault))
        names = (*own.own_names, *(words.wake if options.name else ()))
        parts = parts_on(
            card.microphone,
            card.speaker,
            recognizer_here(options.engine, options.locale, console, captions.note, names),
            NativeSynthesizer() if options.native else EspeakSynthesizer(options.locale),
            options.voice,
            assembly=own.assembly,
            input=keyboard_of(opened.enter_context(Keys())),
            captions=captions,
            clock=time.monotonic,
            keep=memory.keep,
            record=lambda exchange: None,
            clean=canceller.clean if canceller else None,
        )
        companion = Companion(parts, settings, words, memory.recall(), today)
        _warm_up(parts)
        companion.greet()
        while companion.step():
            _report(news, captions)


def _hints(settings: Settings, name: str) -> Hints:
    """What the bottom of the terminal says in each mode."""
    by_voice = "say stop, or press space, to interrupt"
    return Hints(
        asleep=f'asleep: say "{name}", or press space'
        if settings.wakes_by == "name"
        else "press space to talk",
        listening="listening; you can also type",
        speaking=by_voice if settings.full_duplex else "press space to interrupt",
    )


def _warm_up(parts: Parts) -> None:
    """Load what the first answer would otherwise wait for."""
    parts.assembly.hear("hello", Conversation())


def _report(news: SimpleQueue[CardState], captions: Captions) -> None:
    while not news.empty():
        captions.note(NEWS[news.get()])
