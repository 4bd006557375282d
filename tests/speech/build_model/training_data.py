"""Training data: synthetic utterances roughened, their features, and a label every 30 ms."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from multiprocessing import Pool

import kaldi_native_fbank as knf
import numpy as np
from numpy.typing import NDArray
from scipy.signal import fftconvolve, lfilter, resample_poly

from tests.speech.build_model.corpus import random_sentences, template_sentences
from tests.speech.build_model.graph import SILENCE, phone_pdfs
from tests.speech.build_model.lexicon import ACCENTS, Pronunciation
from tests.speech.build_model.phones import PHONES, SIL
from tests.speech.build_model.speak import RATE, Espeak, Samples, Segment, Utterance, flite

SUBSAMPLING = 3
FRAME = 0.01  # seconds
MORE_ACCENTS = (
    *ACCENTS, "gmw/en-GB-x-rp", "gmw/en-GB-scotland", "gmw/en-029", "gmw/en-GB-x-gbclan",
    "gmw/en-US-nyc",
)  # fmt: skip
VARIANTS = (
    "f1", "f2", "f3", "f4", "f5", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "Alex",
    "Alicia", "Andrea", "Andy", "Annie", "Denis", "Gene", "Gene2", "Hugo", "Jacky", "Lee",
    "Marco", "Mario", "Michael", "Mike", "Reed", "Storm", "adam", "aunty", "belinda",
    "benjamin", "boris", "david", "ed", "edward", "ian", "iven", "john", "linda", "max",
    "michel", "paul", "quincy", "rob", "robert", "shelby", "steph", "travis", "victor", "zac",
)  # fmt: skip
FLITE_VOICES = ("kal", "slt", "rms", "awb")
ESPEAK = "espeak"

Pair = tuple[NDArray[np.float16], NDArray[np.int16]]
"""Features of 10 ms frames and labels of 30 ms frames."""


@dataclass(frozen=True, slots=True)
class Job:
    """An utterance to make: with espeak or a flite voice, in so many roughened copies."""

    engine: str
    text: str
    seed: int
    copies: int


def plan(words: Sequence[str], scale: float, copies: int, seed: int) -> list[Job]:
    """The utterances: word salad and sentences for espeak and for every flite voice."""
    rng = random.Random(seed)
    jobs = []
    for engine, repeats, count in [(ESPEAK, 6, 3000), *((voice, 2, 700) for voice in FLITE_VOICES)]:
        texts = random_sentences(words, repeats, rng) + template_sentences(count, rng)
        texts = rng.sample(texts, int(len(texts) * scale))
        jobs += [Job(engine, text, rng.getrandbits(31), copies) for text in texts]
    rng.shuffle(jobs)
    return jobs


def prepare(
    jobs: Sequence[Job], processes: int = 2
) -> tuple[list[Pair], dict[str, Counter[Pronunciation]]]:
    """All features with their labels, and how espeak-ng said the words."""
    pairs: list[Pair] = []
    seen: dict[str, Counter[Pronunciation]] = {}
    # espeak-ng carries state from one utterance to the next: a fresh process for each chunk of a
    # fixed size makes every run alike.
    with Pool(processes, maxtasksperchild=1) as pool:
        for found, words in pool.imap(_prepared, jobs, chunksize=64):
            pairs += found
            for word, phones in words:
                seen.setdefault(word, Counter())[phones] += 1
    return pairs, seen


def mfcc(audio: Samples) -> NDArray[np.float32]:
    """Features of samples in [-1, 1], as ``conf/mfcc.conf`` has Vosk make them."""
    options = knf.MfccOptions()
    options.frame_opts.dither = 0
    options.use_energy = False
    options.num_ceps = options.mel_opts.num_bins = 40
    options.mel_opts.low_freq, options.mel_opts.high_freq = 20, 7600
    extractor = knf.OnlineMfcc(options)
    extractor.accept_waveform(RATE, (audio * 32768).astype(np.float32))
    extractor.input_finished()
    return np.stack([extractor.get_frame(i) for i in range(extractor.num_frames_ready)])


def labels(segments: Sequence[Segment], frames: int) -> NDArray[np.int16]:
    """The pdf of each 30 ms frame; every phone gets one at least where there is room."""
    merged: list[tuple[str, float]] = []
    for phone, start, _ in segments:
        if phone != SIL or not merged or merged[-1][0] != SIL:
            merged.append((phone, start))
    starts, previous = [], -1
    for _, start in merged:
        previous = max(previous + 1, round(start / (FRAME * SUBSAMPLING)))
        starts.append(previous)
    out = np.empty(frames, np.int16)
    for (phone, _), (begin, end) in zip(merged, pairwise([*starts, frames]), strict=True):
        first, rest = phone_pdfs(SILENCE if phone == SIL else PHONES.index(phone))
        out[begin:end] = rest
        out[begin : begin + 1] = first
    return out


def roughened(spoken: Utterance, rng: np.random.Generator) -> Utterance:
    """Other speed, padding, room, tone, noise and level, in 16 bits."""
    audio, segments = spoken.audio, spoken.segments
    if rng.random() < 0.5:
        down = int(rng.integers(88, 113))
        audio = resample_poly(audio, 100, down)
        segments = [(phone, a * 100 / down, b * 100 / down) for phone, a, b in segments]
    before, after = rng.uniform(0.05, 0.7, 2)
    audio = np.concatenate([np.zeros(int(before * RATE)), audio, np.zeros(int(after * RATE))])
    segments = [
        (SIL, 0.0, before),
        *((phone, a + before, b + before) for phone, a, b in segments),
        (SIL, segments[-1][2] + before, len(audio) / RATE),
    ]
    if rng.random() < 0.25:
        size = int(rng.uniform(0.1, 0.4) * RATE)
        fading = np.exp(-6.9 * np.arange(size) / size)
        room = rng.standard_normal(size) * fading * rng.uniform(0.03, 0.12)
        room[0] = 1.0
        audio = fftconvolve(audio, room)[: len(audio)]
    if rng.random() < 0.3:
        audio = lfilter([1.0, rng.uniform(-0.6, 0.6)], [1.0], audio)
    power = audio.std() + 1e-9
    if rng.random() < 0.7:
        level = power * 10 ** (-rng.uniform(3, 35) / 20)
        audio = audio + _noise(len(audio), rng.choice([0.0, 0.0, 0.5, 1.0]), rng) * level
    audio = audio / (np.abs(audio).max() + 1e-9) * 10 ** (rng.uniform(-30, -0.2) / 20)
    return Utterance((np.round(audio * 32768) / 32768).astype(np.float32), segments)


def _noise(size: int, tilt: float, rng: np.random.Generator) -> NDArray[np.float64]:
    """Noise with a 1/f^tilt amplitude spectrum, of unit power."""
    spectrum = np.fft.rfft(rng.standard_normal(size))
    spectrum /= np.maximum(np.arange(len(spectrum)), 20) ** tilt
    wave = np.fft.irfft(spectrum, size)
    return wave / (wave.std() + 1e-9)


def _prepared(job: Job) -> tuple[list[Pair], list[tuple[str, Pronunciation]]]:
    spoken = _spoken(job)
    rng = np.random.default_rng(job.seed)
    found = []
    for _ in range(job.copies):
        rough = roughened(spoken, rng)
        features = mfcc(rough.audio)
        frames = -(-len(features) // SUBSAMPLING)
        found.append((features.astype(np.float16), labels(rough.segments, frames)))
    return found, spoken.words


def _spoken(job: Job) -> Utterance:
    """Speak with the voice that the seed draws."""
    rng = random.Random(job.seed)
    if job.engine != ESPEAK:
        return flite(job.text, job.engine, rng.uniform(0.85, 1.2))
    if rng.random() < 0.4:
        return _espeak().say(job.text, rng.choice(ACCENTS), rng.randint(120, 215), 50)
    voice = f"{rng.choice(MORE_ACCENTS)}+{rng.choice(VARIANTS)}"
    return _espeak().say(job.text, voice, rng.randint(115, 220), rng.randint(20, 80))


@cache
def _espeak() -> Espeak:
    return Espeak()
