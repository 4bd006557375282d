"""Which words follow which: a trigram model of an open vocabulary, a tree of a closed one."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain, pairwise
from math import log10

Arc = tuple[int, int, float, str]
"""From one node to another, with a probability, by a word."""

START, END = 0, 1
BEGIN, FINISH = "<s>", "</s>"
BACKED_OFF = 0.5
"""The share of what may follow that is left to words that never did in the phrases."""
FURTHER = 1e-20
"""What each further word of a phrase costs: what is short is said more often, and a longer phrase
fits any sound better, having more to choose its sounds from."""


def arpa(phrases: Iterable[str]) -> str:
    """A trigram model in ARPA format, where words of the phrases recombine.

    Backed off by a fixed share, as PocketSphinx's own maker of small models does it, which takes
    three times as long.
    """
    lines = [(BEGIN, *phrase.split(), FINISH) for phrase in phrases]
    words = Counter(chain.from_iterable(lines))
    pairs = Counter(chain.from_iterable(map(pairwise, lines)))
    threes = Counter(
        chain.from_iterable(zip(line, line[1:], line[2:], strict=False) for line in lines)
    )
    total, kept = words.total(), 1 - BACKED_OFF
    word_share = {word: kept * count / total for word, count in words.items()}
    pair_share = {pair: kept * count / words[pair[0]] for pair, count in pairs.items()}
    after_word: dict[str, float] = defaultdict(float)
    after_pair: dict[tuple[str, str], float] = defaultdict(float)
    for first, second in pairs:
        after_word[first] += word_share[second]
    for first, second, third in threes:
        after_pair[first, second] += pair_share[second, third]
    text = ["\\data\\"]
    counts = enumerate((len(words), len(pairs), len(threes)), start=1)
    text += [f"ngram {length}={count}" for length, count in counts]
    text += ["", "\\1-grams:"]
    for word, share in word_share.items():
        text.append(f"{log10(share):.4f} {word} {_backoff(after_word[word]):.4f}")
    text += ["", "\\2-grams:"]
    for (first, second), share in pair_share.items():
        backoff = _backoff(after_pair[first, second])
        text.append(f"{log10(share):.4f} {first} {second} {backoff:.4f}")
    text += ["", "\\3-grams:"]
    for (first, second, third), count in threes.items():
        share = log10(kept * count / pairs[first, second])
        text.append(f"{share:.4f} {first} {second} {third}")
    return "\n".join([*text, "", "\\end\\", ""])


def _backoff(seen: float) -> float:
    """What is left for words not seen here, whose shares elsewhere come to ``1 - seen``."""
    return log10(BACKED_OFF / (1 - seen))


def tree(phrases: Iterable[str], decoys: Iterable[str] = (), decoy: float = 1.0) -> list[Arc]:
    """The phrases as arcs from START to END that share their beginnings.

    A ``decoy`` is so much less likely than a phrase. PocketSphinx takes its acoustic scores for
    far surer than they are, so that a probability has to be tiny to count beside them.

    PocketSphinx would take a grammar too, but its arcs without a word cost minutes to resolve
    where there are many phrases, and keep the sounds of a result from being looked at.
    """
    nodes: dict[tuple[int, float, str], int] = {}
    arcs: dict[Arc, None] = {}
    for weight, said in ((1.0, phrases), (decoy, decoys)):
        for phrase in said:
            *before, last = phrase.split()
            node, share = START, weight
            for word in before:
                following = nodes.setdefault((node, share, word), len(nodes) + 2)
                arcs[node, following, share, word] = None
                node, share = following, FURTHER
            arcs[node, END, share, last] = None
    return list(arcs)
