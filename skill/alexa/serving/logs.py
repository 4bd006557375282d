"""Logs as JSON, one object a line, on standard error.

What a person said or who they are is in none of them. The text of an exception is left out for that
reason: its place in the code tells what to mend.
"""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import TextIO

from skill.alexa.serving.observation import current

REQUESTS = "muscle_calm.requests"
"""The logger with one line for every request."""


class JsonLines(logging.Formatter):
    """A record as one line of JSON, with the id of the request during which it was written."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if observed := current():
            line["request"] = observed.id
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[1] is not None:
            from skill.alexa.handlers import place_of

            if isinstance(record.exc_info[1], Exception):
                line["fault"] = place_of(record.exc_info[1])
        return json.dumps(line)


def log_as_json(stream: TextIO = sys.stderr) -> None:
    """From now on every log of this process is lines of JSON on ``stream``."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # It tells at every burst how many requests wait, which the metrics do as well.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
