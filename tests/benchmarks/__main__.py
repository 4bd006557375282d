"""Measures Muscle Calm on this machine: ``python -m tests.benchmarks``.

Prints a table; what is compared is measured side by side in the same run. Nothing here is
asserted: machines differ, and this one may be busy.
"""

from rich.console import Console
from rich.table import Table

from tests.benchmarks.endpoint.compare import endpoint_rows
from tests.benchmarks.memory import conversation_growth
from tests.benchmarks.processes import ask_process, cold_starts, warm_turns
from tests.benchmarks.trust import trust_times
from tests.benchmarks.turns import safety_times, turn_times, understanding_times
from tests.benchmarks.voice import voice_rows


def main() -> None:
    """Run every measurement and print what came out beside what is aimed for."""
    table = Table(title="Muscle Calm, measured here", box=None, pad_edge=False)
    for heading in ("what", "measured", "aim"):
        table.add_column(heading, overflow="fold")
    for row in (
        *turn_times(),
        *understanding_times(),
        *safety_times(),
        *ask_process(),
        *cold_starts(),
        *warm_turns(),
        *endpoint_rows(),
        *trust_times(),
        *conversation_growth(),
        *voice_rows(),
    ):
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
