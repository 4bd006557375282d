"""An endpoint on a real socket, for as long as a test needs it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from flask import Flask
from waitress import create_server


@contextmanager
def serving(app: Flask) -> Iterator[int]:
    """Serve ``app`` on a free port of this machine, and give the port."""
    server = create_server(app, host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        # Workers first: one that is just done would wake a loop that is closed already.
        server.task_dispatcher.shutdown()
        # Closed by its own loop, which ends with the last thing it watches. Woken by something else
        # meanwhile, it may be closed before it is called.
        with suppress(OSError):
            server.trigger.pull_trigger(server.close)
        thread.join(10)
