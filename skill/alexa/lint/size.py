"""How large a model may be."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from skill.alexa.lint.problem import Problem

MAX_BYTES = 1_500_000


def document_size(model: Mapping[str, Any]) -> Iterator[Problem]:
    """A model larger than Amazon accepts (1.5 MB as UTF-8)."""
    size = len(json.dumps(model, ensure_ascii=False, default=str).encode())
    if size > MAX_BYTES:
        yield Problem("", f"the model has {size} bytes, more than {MAX_BYTES}")
