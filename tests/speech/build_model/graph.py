"""The decoding graph: ``HCLr.fst``, the words' phones, and ``Gr.fst``, a bigram language model."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.speech.build_model.fst import Fst, run
from tests.speech.build_model.lexicon import Lexicon
from tests.speech.build_model.phones import PHONES

POSITIONS = ("begin", "end", "internal", "singleton")
NUM_PHONES = 1 + len(POSITIONS) * len(PHONES)
SILENCE = -1
UNKNOWN = "[unk]"
UNKNOWN_PHONE_COST = 2.2  # makes the loop of any phones just dearer than words
DISCOUNT = 0.6
_HALF = -math.log(0.5)


def phone_pdfs(index: int) -> tuple[int, int]:
    """The pdfs of the first frame and of the later ones of PHONES[index], or of SILENCE."""
    return 2 * (index + 1), 2 * (index + 1) + 1


def position_phone(phone: str, position: str) -> int:
    """The id of a phone at a place in a word; silence is 1."""
    return 2 + len(POSITIONS) * PHONES.index(phone) + POSITIONS.index(position)


def write_graph(
    folder: Path,
    work: Path,
    lexicon: Lexicon,
    sentences: Sequence[Sequence[str]],
    prior: Mapping[str, float],
) -> None:
    """Write the ``graph`` folder of a Vosk model; ``work`` takes what is in between."""
    (folder / "phones").mkdir(parents=True, exist_ok=True)
    work.mkdir(parents=True, exist_ok=True)
    ids = {word: number for number, word in enumerate([UNKNOWN, *sorted(lexicon)], 1)}
    _lexicon_fst(lexicon, ids).write(work / "HCL.txt")
    run(
        "fstcompile HCL.txt HCL.fst && LD_PRELOAD=$LOOKAHEAD fstconvert "
        "--fst_type=olabel_lookahead --save_relabel_opairs=relabel.txt HCL.fst HCLr.fst",
        work,
    )
    # The look-ahead matcher needs its own numbers: grammar and word table go by them too.
    pairs = (line.split() for line in (work / "relabel.txt").read_text().splitlines())
    relabel = {int(old): int(new) for old, new in pairs}
    numbers = {word: relabel[number] for word, number in ids.items()}
    table = sorted([("<eps>", 0), *numbers.items()], key=lambda entry: entry[1])
    (work / "words.txt").write_text("".join(f"{word} {number}\n" for word, number in table))
    _bigram_fst(sentences, prior, numbers).write(work / "G.txt")
    run(
        "fstcompile G.txt | fstarcsort --sort_type=ilabel | fstsymbols --isymbols=words.txt "
        "--osymbols=words.txt - | fstconvert --fst_type=const - Gr.fst",
        work,
    )
    for name in ("HCLr.fst", "Gr.fst"):
        (folder / name).write_bytes((work / name).read_bytes())
    # There are no disambiguation symbols: an unused id.
    (folder / "disambig_tid.int").write_text(f"{2 * NUM_PHONES + 1}\n")
    lines = [f"{position_phone(p, position)} {position}" for p in PHONES for position in POSITIONS]
    (folder / "phones" / "word_boundary.int").write_text("\n".join(["1 nonword", *lines]) + "\n")


class _LexiconFst(Fst):
    """Words one after another with optional silence between them, which ``loop`` leads to."""

    def __init__(self) -> None:
        super().__init__()
        start, self.loop, self._silence = self.state(), self.state(), self.state()
        forward, again = _transitions(1)
        self.arc(start, self.loop, 0, 0, _HALF)
        self.arc(start, self._silence, forward, 0, _HALF)
        self.arc(self._silence, self._silence, again)
        self.arc(self._silence, self.loop, 0)
        self.final(self.loop)

    def phone(self, source: int, name: str, position: str, cost: float = 0.0) -> int:
        """The state a phone leads to."""
        forward, again = _transitions(position_phone(name, position))
        target = self.state()
        self.arc(source, target, forward, 0, cost)
        self.arc(target, target, again)
        return target

    def word_end(self, state: int, label: int) -> None:
        """Say the word, with or without silence after it."""
        self.arc(state, self.loop, 0, label, _HALF)
        self.arc(state, self._silence, _transitions(1)[0], label, _HALF)


def _lexicon_fst(lexicon: Lexicon, ids: Mapping[str, int]) -> Fst:
    """A prefix tree of all pronunciations; [unk] is a loop over all phones."""
    fst = _LexiconFst()
    tree: dict[tuple[int, str, str], int] = {}
    for word in sorted(lexicon):
        for phones in sorted(lexicon[word]):
            state = fst.loop
            for index, name in enumerate(phones):
                key = (state, name, _position(index, len(phones)))
                if key not in tree:
                    tree[key] = fst.phone(*key)
                state = tree[key]
            fst.word_end(state, ids[word])
    first, rest = fst.state(), fst.state()
    fst.arc(fst.loop, first, 0, ids[UNKNOWN])
    for name in PHONES:
        fst.arc(fst.phone(first, name, "begin", UNKNOWN_PHONE_COST), rest, 0)
        fst.arc(fst.phone(rest, name, "internal", UNKNOWN_PHONE_COST), rest, 0)
        fst.word_end(fst.phone(rest, name, "end", UNKNOWN_PHONE_COST), 0)
    return fst


def _position(index: int, length: int) -> str:
    if index == 0:
        return "singleton" if length == 1 else "begin"
    return "end" if index == length - 1 else "internal"


def _transitions(phone: int) -> tuple[int, int]:
    """The transition ids into a phone and around it: see ``kaldi_format.transition_model``."""
    return 2 * phone, 2 * phone - 1


def _bigram_fst(
    sentences: Sequence[Sequence[str]], prior: Mapping[str, float], ids: Mapping[str, int]
) -> Fst:
    """A bigram with absolute discounting; ``prior`` holds the pseudo-count of every word."""
    bigrams: dict[str, Counter[str]] = {}
    unigrams = Counter[str]()
    unigrams.update({**prior, "</s>": 1.0})  # type: ignore[arg-type]
    for words in sentences:
        for before, word in zip(["<s>", *words], [*words, "</s>"], strict=True):
            bigrams.setdefault(before, Counter())[word] += 1
            unigrams[word] += 1
    total = unigrams.total()
    share = {word: count / total for word, count in unigrams.items()}
    fst = Fst()
    state = {"<s>": fst.state()}
    state.update({word: fst.state() for word in sorted(bigrams) if word != "<s>"})
    backoff = fst.state()
    for before, counts in bigrams.items():
        seen = counts.total()
        left = DISCOUNT * len(counts) / seen
        fst.arc(state[before], backoff, 0, 0, -math.log(left))
        for word, count in sorted(counts.items()):
            cost = -math.log((count - DISCOUNT) / seen + left * share[word])
            if word == "</s>":
                fst.final(state[before], cost)
            else:
                fst.arc(state[before], state.get(word, backoff), ids[word], ids[word], cost)
    for word in sorted(prior):
        cost = -math.log(share[word])
        fst.arc(backoff, state.get(word, backoff), ids[word], ids[word], cost)
    fst.final(backoff, -math.log(share["</s>"]))
    return fst
