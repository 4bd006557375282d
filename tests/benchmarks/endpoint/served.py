"""A server process to be measured: ``python -m tests.benchmarks.endpoint.served FOLDER SKILL``.

Ours and hello-world run on the same server, with the same limits, threads, logs and metrics, and
check signatures with the same code; only the skill and its serializer differ.
"""

import sys
from pathlib import Path

from skill.alexa.serving import endpoint
from tests.alexa.envelopes import APPLICATION
from tests.alexa.serving.signed import trust_in
from tests.benchmarks.endpoint.hello_world import hello_world


def main(folder: str, skill: str) -> None:
    """Serve until told to end."""
    if skill == "hello-world":
        endpoint.build_skill = lambda **options: hello_world(options["skill_id"])  # type: ignore[assignment]
    endpoint.serve(
        port=0,
        skill_id=APPLICATION,
        trust=trust_in(Path(folder)),
        announce=lambda line: print(line, flush=True),
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
