"""How quick the companion is by ear: the installed program on a virtual sound card.

Speech is synthesized and Vosk's model is the small test model, so that the rows tell of time, not
of accuracy. Where PulseAudio is missing there are no rows.
"""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import process_time

import psutil

from local_voice.audio.endpointing import END_AFTER
from local_voice.audio.sound import BLOCK_BYTES, BLOCK_SECONDS, MIC_RATE
from local_voice.hearing.pocketsphinx import PocketSphinxRecognizer
from local_voice.hearing.recognizer import Recognizer, State
from local_voice.hearing.vocabulary import vocabularies
from local_voice.hearing.vosk import VoskRecognizer, load_model
from local_voice.speech.espeak import EspeakSynthesizer
from local_voice.speech.synthesizer import Voice
from tests.audio.signals import to_microphone
from tests.benchmarks.clock import Row
from tests.companion.process import MODEL, Program, Room, homely
from tests.companion.told import Conversation
from tests.rig import Rig

QUESTION = "why is my calf twitching"
GREETING = "What is bothering you?"
ROUNDS = 7
LISTENING_SECONDS = 10.0
QUIET = 1.2  # seconds after which whoever spoke has ended


def voice_rows() -> Iterator[Row]:
    """Everything a person waits for when talking aloud, and what it costs the machine."""
    with tempfile.TemporaryDirectory(prefix="muscle-calm-") as folder:
        yield from _recognizers(Path(folder))
        yield from _own_cost()
        if shutil.which("pulseaudio") is None:
            yield "talking aloud on a sound card", "not measured: pulseaudio is missing", ""
            return
        # PocketSphinx learnt from people and hears little of the synthetic voice spoken here.
        yield from _talked("vosk", Path(folder))


def _talked(engine: str, folder: Path) -> Iterator[Row]:
    with Rig() as rig, Room(rig) as room:
        env = homely(folder / "home", folder, rig.variables)
        options = ("--headset", "--always-listen", "--recognizer", engine)
        with Program(env, *options) as program:
            ready = room.wait_to_hear(program.started) - program.started
            program.wait_to_see(GREETING)
            room.silence(program.started, QUIET)
            answered, stopped = [], []
            for _ in range(ROUNDS):
                asked = room.say(QUESTION)
                answered.append(room.wait_to_hear(asked) - asked)
                time.sleep(1.0)
                over = room.say("stop")
                stopped.append(room.silence(over, QUIET))
            process = psutil.Process(program.process.pid)
            memory = process.memory_info().rss / 1e6
            before = sum(process.cpu_times()[:2])
            time.sleep(LISTENING_SECONDS)
            share = (sum(process.cpu_times()[:2]) - before) / LISTENING_SECONDS
            program.end()
    waited = median(answered)
    ours = waited - END_AFTER
    yield f"{engine}: start to first word", f"{ready:.1f} s", ""
    yield (
        f"{engine}: end of the question to first sound",
        f"median {waited:.2f} s, without the silence that ends it {ours:.2f} s",
        "<= 0.8 s, <= 0.15 s",
    )
    yield f'{engine}: "stop" to silence', f"median {median(stopped):.2f} s", "<= 0.35 s"
    yield f"{engine}: processor while it listens to silence", f"{share:.0%} of a core", "<= 10 %"
    yield f"{engine}: memory of the process", f"{memory:.0f} MB", "<= 90 MB above the model"


def _recognizers(cache: Path) -> Iterator[Row]:
    made = vocabularies("en-US")
    sentence = EspeakSynthesizer().speak(f"{QUESTION}, and should I see a doctor?", Voice()).sound
    sound = to_microphone(sentence).tobytes()
    PocketSphinxRecognizer(made, cache)  # what is made the first time is not what is measured
    process = psutil.Process()
    for name in ("vosk", "pocketsphinx"):
        memory, began = process.memory_info().rss, process_time()
        recognizer: Recognizer = (
            VoskRecognizer(load_model(MODEL), made)
            if name == "vosk"
            else PocketSphinxRecognizer(made, cache)
        )
        ready = process_time() - began
        more = (process.memory_info().rss - memory) / 1e6
        factors = {state: _real_time_factor(recognizer, state, sound) for state in _STATES}
        shown = ", ".join(f"{state} {factor:.3f}" for state, factor in factors.items())
        yield f"{name}: model and vocabularies ready", f"{ready:.2f} s, {more:.0f} MB", "<= 1 s"
        yield f"{name}: real-time factor", shown, ""
        ends = median(_ending(recognizer, sound) for _ in range(ROUNDS))
        yield f"{name}: from the end of a sentence to its words", f"{ends * 1000:.0f} ms", ""


_STATES: tuple[State, ...] = ("open", "routine", "interrupt")


def _real_time_factor(recognizer: Recognizer, state: State, sound: bytes) -> float:
    recognizer.listen_for(state)
    began = process_time()
    for _ in range(ROUNDS):
        for start in range(0, len(sound) - BLOCK_BYTES, BLOCK_BYTES):
            recognizer.feed(sound[start : start + BLOCK_BYTES])
        recognizer.finish()
    return (process_time() - began) / (ROUNDS * len(sound) / 2 / MIC_RATE)


def _ending(recognizer: Recognizer, sound: bytes) -> float:
    """Seconds that finishing a sentence in the open state takes."""
    recognizer.listen_for("open")
    for start in range(0, len(sound) - BLOCK_BYTES, BLOCK_BYTES):
        recognizer.feed(sound[start : start + BLOCK_BYTES])
    began = process_time()
    recognizer.finish()
    return process_time() - began


def _own_cost() -> Iterator[Row]:
    """The loop without recognizer and devices: hearing, deciding, answering and speaking."""
    talk = Conversation()
    talk.say(QUESTION)
    talk.wait(20.0)
    began, at = process_time(), talk.card.clock()
    for question in ("what about my eyelid", "is it dangerous", "how do i stop it"):
        talk.say(question)
        talk.wait(20.0)
    share = (process_time() - began) / (talk.card.clock() - at)
    blocks = (talk.card.clock() - at) / BLOCK_SECONDS
    yield (
        "the loop beside recognizer and devices",
        f"{share:.1%} of a core, {blocks:.0f} blocks",
        "",
    )
