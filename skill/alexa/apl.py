"""Screen -> an APL document and its data, for devices that can show one."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from skill.alexa.text import clean, escape, trimmed
from skill.core.reply import Guidance, Pause, Screen

LIMIT = 4_000
"""Characters of text on one screen: some five pages of scrolling on a small display."""

LONGEST_LINE = 200

SMALL, LARGE = 0.45, 1.0
"""How much of its size the circle of a session has when it is empty and when it is full."""

SIZES = {"inhale": LARGE, "exhale": SMALL, "stretch": LARGE, "move": LARGE, "rest": SMALL}
"""Where the circle goes with a step; with any other it stays as it is."""


def render_document(screen: Screen) -> Any:
    """The directive that shows a screen.

    The SDK's APL package takes long to import, so that only devices with a screen pay for it.
    """
    from ask_sdk_model.interfaces.alexa.presentation.apl.render_document_directive import (
        RenderDocumentDirective,
    )

    guidance = screen.guidance
    if guidance is None:
        document = _document("reply")
    else:
        document = {**_document("session"), "onMount": _breathing(guidance)}
    return RenderDocumentDirective(
        token="reply", document=document, datasources={"screen": _data(screen)}
    )


@cache
def _document(name: str) -> dict[str, Any]:
    text = files("skill.alexa.screens").joinpath(f"{name}.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def _data(screen: Screen) -> dict[str, str]:
    # An APL Text reads its text as markup, as SSML does.
    data = {
        "title": escape(trimmed(clean(screen.title), LONGEST_LINE)),
        "text": escape(trimmed(clean(screen.text), LIMIT)).replace("\n", "<br/>"),
        "hint": escape(trimmed(clean(screen.hint), LONGEST_LINE)),
    }
    if screen.guidance is not None:
        data["step"] = escape(trimmed(clean(screen.guidance.step), LONGEST_LINE))
        data["left"] = escape(trimmed(clean(screen.guidance.left), LONGEST_LINE))
    return data


def _breathing(guidance: Guidance) -> list[dict[str, Any]]:
    """What the circle does: it grows with a breath in or an effort, and shrinks as that goes."""
    commands: list[dict[str, Any]] = []
    size, wait = SMALL, guidance.after
    for move in guidance.moves:
        to = size if isinstance(move, Pause) else SIZES.get(move.kind, size)
        if to == size:
            wait += move.seconds
            continue
        commands.append(
            {
                "type": "AnimateItem",
                "componentId": "circle",
                "delay": round(wait * 1000),
                "duration": round(move.seconds * 1000),
                "easing": "ease-in-out",
                "value": [
                    {"property": "transform", "from": [{"scale": size}], "to": [{"scale": to}]}
                ],
            }
        )
        size, wait = to, 0.0
    return [{"type": "Sequential", "screenLock": True, "commands": commands}]
