"""Screen -> an APL document and its data, for devices that can show one."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from skill.alexa.text import clean, escape, trimmed
from skill.core.reply import Screen

LIMIT = 4_000
"""Characters of text on one screen: some five pages of scrolling on a small display."""

LONGEST_LINE = 200


def render_document(screen: Screen) -> Any:
    """The directive that shows a screen.

    The SDK's APL package takes long to import, so that only devices with a screen pay for it.
    """
    from ask_sdk_model.interfaces.alexa.presentation.apl.render_document_directive import (
        RenderDocumentDirective,
    )

    return RenderDocumentDirective(
        token="reply", document=_document("reply"), datasources={"screen": _data(screen)}
    )


@cache
def _document(name: str) -> dict[str, Any]:
    text = files("skill.alexa.screens").joinpath(f"{name}.json").read_text(encoding="utf-8")
    document: dict[str, Any] = json.loads(text)
    return document


def _data(screen: Screen) -> dict[str, str]:
    # An APL Text reads its text as markup, as SSML does.
    return {
        "title": escape(trimmed(clean(screen.title), LONGEST_LINE)),
        "text": escape(trimmed(clean(screen.text), LIMIT)).replace("\n", "<br/>"),
        "hint": escape(trimmed(clean(screen.hint), LONGEST_LINE)),
    }
