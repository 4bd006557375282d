"""The name the skill is called by."""

import re
from collections.abc import Iterator

from skill.alexa.lint.draft import Draft
from skill.alexa.lint.problem import Problem

LAUNCH_WORDS = frozenset(
    {
        "run",
        "start",
        "play",
        "resume",
        "use",
        "launch",
        "ask",
        "open",
        "tell",
        "load",
        "begin",
        "enable",
    }
)
CONNECTING_WORDS = frozenset(
    {"to", "from", "in", "using", "with", "about", "for", "that", "by", "if", "and", "whether"}
)
WAKE_WORDS = frozenset({"alexa", "amazon", "echo", "skill", "app"})
_ALLOWED = re.compile(r"[a-z.' ]+")


def invocation_name(draft: Draft) -> Iterator[Problem]:
    """Amazon's rules for an invocation name: two words, plain letters, no word of its grammar."""
    path, name = "interactionModel.languageModel.invocationName", draft.invocation_name
    words = name.split()
    if len(words) < 2:
        yield Problem(path, f"{name!r} needs two words or more")
    if not _ALLOWED.fullmatch(name):
        yield Problem(path, f"{name!r} may have lower-case letters, spaces, apostrophes, periods")
    for word in words:
        if word in LAUNCH_WORDS | CONNECTING_WORDS | WAKE_WORDS:
            yield Problem(path, f"{name!r} may not have the word {word!r}")
