"""Hold the skill against Alexa's checklist: ``python -m tests.certification`` prints the table."""

import tempfile
from pathlib import Path

from tests.certification.checklist import as_table
from tests.certification.evidence import Evidence
from tests.certification.states import states


def main() -> None:
    """Print how much was asked, and the table of docs/certification.md."""
    with tempfile.TemporaryDirectory() as folder:
        evidence = Evidence(Path(folder))
        print(f"{evidence.walked.answers.total():,} answers in {len(states())} states\n")
        for part, answers in evidence.walked.answers.items():
            print(f"- {part}: {answers:,}")
        print(f"\n{as_table(lambda item: not list(item.problems(evidence)))}")


if __name__ == "__main__":
    main()
