"""Measure understanding: ``python -m tests.understanding.evaluate`` prints a table.

With the ``[bench]`` extra installed, peers are measured on the same sets in the same run. Sets of
real questions are read where a folder of shared evaluation data is found; nothing is trained on
any of them. ``--help`` tells how to measure another interaction model.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.understanding.evaluation.command import main

if __name__ == "__main__":
    sys.exit(main())
