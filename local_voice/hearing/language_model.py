"""Which words follow which: a trigram model of an open vocabulary, a tree of a closed one."""

import io
from collections.abc import Iterable

Arc = tuple[int, int, float, str]
"""From one node to another, with a probability, by a word."""

START, END = 0, 1
FURTHER = 1e-20
"""What each further word of a phrase costs: what is short is said more often, and a longer phrase
fits any sound better, having more to choose its sounds from."""


def arpa(phrases: Iterable[str]) -> str:
    """A trigram model in ARPA format, where words of the phrases recombine; a second or two of
    work for ten thousand phrases."""
    from pocketsphinx.lm import ArpaBoLM

    model = ArpaBoLM(text="\n".join(phrases), add_start=True)
    model.compute()
    text = io.StringIO()
    model.write(text)
    return text.getvalue()


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
