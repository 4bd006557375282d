"""The command: ``python -m tests.understanding.evaluate``."""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from skill.errors import MuscleCalmError
from skill.understanding.beginning import begin
from skill.understanding.tables import DataError
from skill.understanding.weights import DATA, model_path
from tests.understanding.evaluation.figures import Figures
from tests.understanding.evaluation.measure import PEERS, measure_peer, measure_us
from tests.understanding.evaluation.real import shared_folder
from tests.understanding.evaluation.setting import Setting
from tests.understanding.evaluation.table import OURS, behind, markdown


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table: 0, or 1 with one sentence where something cannot be read."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.understanding.evaluate",
        description="How well utterances are understood, beside what else could be used.",
    )
    parser.add_argument("--alone", action="store_true", help="measure no peers")
    parser.add_argument("--wrong", metavar="SET", help="show our mistakes in sets named like it")
    parser.add_argument(
        "--folder", type=Path, action="append", default=[], help="more real questions"
    )
    parser.add_argument("--model", type=Path, help="an Alexa interaction model, instead of ours")
    parser.add_argument("--data", type=Path, help="a folder like skill/understanding/data")
    parser.add_argument("--utterances", type=Path, help="JSON lines of text, intent and slots")
    options = parser.parse_args(arguments)
    model = options.model or model_path("en-US")
    ours = model.resolve() == model_path("en-US").resolve()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        data = options.data or (DATA if ours else folder / "data")
        setting = Setting(model, data, options.utterances, tuple(options.folder))
        try:
            if data.parent == folder:
                begin(data, setting.model())
            setting.sets()
            measured = _measured(setting, folder, peers=not options.alone, show=options.wrong)
        except (MuscleCalmError, DataError, OSError) as error:
            print(error, file=sys.stderr)
            return 1
    _print(measured)
    if setting.is_ours and not options.utterances and shared_folder() is None:
        print("\nNo real questions found: MUSCLE_CALM_SHARED names the folder they are in.")
    return 0


def _measured(
    setting: Setting, folder: Path, *, peers: bool, show: str | None
) -> dict[str, Figures | None]:
    measured: dict[str, Figures | None] = {OURS: measure_us(setting, folder, show)}
    for peer in PEERS if peers else ():
        print(f"{peer.name} ...", file=sys.stderr)
        measured[peer.name] = measure_peer(peer, setting, folder) if peer.is_installed() else None
    return measured


def _print(measured: dict[str, Figures | None]) -> None:
    ours = measured[OURS]
    assert ours is not None
    for mistake in ours.mistakes:
        print(mistake)
    print(markdown(measured))
    if any(figures for name, figures in measured.items() if name != OURS):
        print("\nA peer is ahead in:" if behind(measured) else "\nNo peer is ahead in anything.")
        for row, peers in behind(measured).items():
            print(f"- {row}: {', '.join(peers)}")
