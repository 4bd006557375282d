"""Leading one routine in the terminal: with sound where there is a speaker, with keys where
somebody sits at them."""

import sys
from typing import TextIO

from rich.console import Console

from local_voice.companion.mouth import Mouth
from local_voice.farewell import INTERRUPTED
from local_voice.guiding.keyed_session import KeyedSession
from local_voice.guiding.player import Player
from local_voice.guiding.session_view import view_on
from local_voice.guiding.timekeeper import Timekeeper, timekeeper
from local_voice.memory import Memory, today
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Voice
from local_voice.speech.voicing import Voicing
from local_voice.terminal.keys import Keys
from skill.assembly import Assembly
from skill.core.routines.phrases import pick
from skill.errors import MuscleCalmError

TICK = 0.025  # seconds between two looks at the keys


class UnansweredError(MuscleCalmError):
    """The routine asks a question first, and the input ended without an answer."""


def lead_in_terminal(
    routine: str,
    minutes: float | None = None,
    *,
    assembly: Assembly,
    memory: Memory,
    console: Console | None = None,
    stdin: TextIO | None = None,
) -> None:
    """Lead a routine that the assembly knows by its id, from its question to its last word.

    How far it came is kept in the ``memory``. Raises SystemExit after Ctrl-C, UnansweredError, and
    SpeechError.
    """
    console = console or Console(highlight=False)
    stdin = stdin or sys.stdin
    view = view_on(console)
    synthesizer, voice = EspeakSynthesizer(assembly.locale), Voice()
    with timekeeper() as time, Keys(stdin) as keys:
        if not time.is_heard:
            console.print("There is no speaker here, so please read along.", style="dim")
        session = KeyedSession(
            assembly,
            Mouth(time.speaker, Voicing(synthesizer), voice),
            Player(time.speaker, synthesizer, voice),
            view,
            memory.recall(),
            today(),
            memory.keep,
        )
        last_words = ""
        try:
            session.start(routine, minutes)
            _run(session, time, keys, stdin)
            last_words = session.words
        except KeyboardInterrupt:
            session.press("q")
            last_words = pick(assembly.assistant.library.routines.phrases.stopped, 0)
            raise SystemExit(INTERRUPTED) from None
        finally:
            session.fall_silent()
            view.close(last_words)
            memory.close()


def _run(session: KeyedSession, time: Timekeeper, keys: Keys, stdin: TextIO) -> None:
    while not session.is_over:
        while key := keys.poll():
            session.press(key)
        session.step()
        time.wait(TICK)
        if session.asks and not keys.is_live:
            session.say(_answer(stdin))
    # Nobody who is falling asleep wants the terminal to light up again.
    while session.is_dark and session.was_led_out and keys.is_live and not keys.poll():
        session.step()
        time.wait(TICK)


def _answer(stdin: TextIO) -> str:
    line = stdin.readline()
    if not line:
        raise UnansweredError(
            "This routine asks a question first, and nobody is there to answer it: "
            "run it in a terminal, or hand the answer over, as in `echo no | muscle-calm routine`."
        )
    return line.strip()
