"""The card of a weights file: what it was made of, how well it does, and what it is not for."""

from pathlib import Path

from skill.understanding.held_out import ONE_IN, HeldOut, Score
from skill.understanding.weights import FORMAT, Weights

_KINDS = ("sample", "spoken", "pattern", "background")

_TEXT = """# What `{name}` knows, and how well

Written by `python -m skill.understanding.train` together with the weights; do not edit.

## What it is
Format {format}: the utterances of {intents} intents to be matched word for word, the words for
{values} ways to say {kinds} types of slots, and a softmax regression over {classes} classes
({features} features, {weights} weights) for what nobody wrote down. It turns one utterance into an
intent with slots, offers two where they are close, or declines. It learns nothing while running.

## What it was made of
Files: {inputs}.

All utterances were written for this project. None was taken from users, from recordings, or from
the sets it is measured on. Patterns are written out at random from a fixed seed.
Counted are utterances with their slots filled in, the same with words mistyped or left out aside.

| class | samples | spoken | from patterns | background |
|---|---:|---:|---:|---:|
{table}

## How well
Every {ordinal} utterance that somebody wrote was left out, the model trained without them, and
those asked: as in a conversation about the topic what is ours, out of the blue what is not.

| left out | asked | right | declined | wrong |
|---|---:|---:|---:|---:|
| ours | {ours} |
| not ours | {not_ours} |

These were thought of by the people who wrote the rest, so strangers are harder to understand:
`python -m tests.understanding.evaluate` measures that, and other programs beside this one.

## Limits
- English only. Words were collected for America, Britain, Australia, Canada and India; other ways
  of speaking, and people who learnt English late, are less well covered.
- It goes by words, not by meaning: negations and long stories can be misread. Warning signs are
  therefore looked for apart from this, in the whole of what was said, before it is used.
- Half sentences that other illnesses share with twitching ("is it hereditary") are declined unless
  the talk is about twitching already.
- No clinician has reviewed the utterances or the slot values.

## Use
Made for finding which prepared answer about twitching muscles is asked for. Not for diagnosis, for
triage, or for telling how a person is; and not for another domain without training it on one.
"""


def card_path(weights: Path) -> Path:
    """Where the card of a weights file is: beside it."""
    return weights.with_suffix(".card.md")


def card(name: str, held_out: HeldOut, weights: Weights) -> str:
    """The text of the card of a file; the same weights and figures give the same text."""
    return _TEXT.format(
        name=name,
        format=FORMAT,
        intents=len(weights.slots),
        values=len(weights.surfaces),
        kinds=len({kind for options in weights.surfaces.values() for kind, _ in options}),
        classes=len(weights.classes),
        features=len(weights.features),
        weights=sum(len(pairs) // 2 for pairs in weights.features.values()),
        inputs=", ".join(f"`{name}`" for name in weights.inputs),
        table="\n".join(_row(name, held_out) for name in sorted(held_out.learnt)),
        ordinal=f"{ONE_IN}th",
        ours=_cells(held_out.ours),
        not_ours=_cells(held_out.not_ours),
    )


def _row(name: str, held_out: HeldOut) -> str:
    counts = " | ".join(str(held_out.learnt[name][kind]) for kind in _KINDS)
    shown = f"not ours: {name[1:]}" if name.startswith("_") else name
    return f"| {shown} | {counts} |"


def _cells(score: Score) -> str:
    declined = score.total - score.right - score.wrong
    shares = (part / max(score.total, 1) for part in (score.right, declined, score.wrong))
    return f"{score.total} | " + " | ".join(f"{share:.1%}" for share in shares)
