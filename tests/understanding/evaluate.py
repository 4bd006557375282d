"""Measure understanding: ``python tests/understanding/evaluate.py [--wrong]`` prints a table.

Measures the committed weights on the model's own samples, on ``paraphrases.toml``, and, where a
folder of shared evaluation data is found (``$MUSCLE_CALM_SHARED``, or ``../shared`` beside the
checkout), on real questions and on requests that are not ours. Nothing is trained on any of them.
"""

import os
import sys
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from interaction_models.model import load_model  # noqa: E402
from skill.core.intent import Heard  # noqa: E402
from skill.understanding import Understanding  # noqa: E402
from skill.understanding.tables import read_table  # noqa: E402
from skill.understanding.topic import Topic  # noqa: E402
from skill.understanding.variations import Draw, filled  # noqa: E402
from skill.understanding.weights import DATA  # noqa: E402

Right = Callable[[Heard], bool]

FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True, slots=True)
class Case:
    """An utterance, what is right, and in short what was wanted."""

    text: str
    right: Right
    wanted: str


def any_of(*intents: str) -> Right:
    """Right where one of these intents is chosen, or offered as a rival."""
    return lambda heard: bool({heard.intent.name, *(r.name for r in heard.rivals)} & {*intents})


def by_person(*people: str) -> Right:
    """Right where the answer will be about one of these people."""
    return lambda heard: heard.intent.slot("person") in people


def either(*ways: Right) -> Right:
    """Right where one of several is."""
    return lambda heard: any(way(heard) for way in ways)


def heard_as(*intents: str, slot: str, value: str) -> Right:
    """Right where an intent has a slot filled with a value."""
    return lambda heard: heard.intent.name in intents and heard.intent.slot(slot) == value


TOLD = ("SymptomIntent", "DescribeIntent", "WorryIntent", "CheckIntent")
KINDS: dict[str, Right] = {
    "cause": any_of("CauseIntent"),
    "when_to_worry": any_of("WorryIntent", "ConditionWorryIntent", "CheckIntent"),
    "relief": any_of("ReliefIntent"),
    "als_worry": any_of("ConditionWorryIntent"),
    "child": either(
        by_person("child", "baby"),
        lambda heard: "sleep_myoclonus" in heard.intent.slots.values(),
    ),
    "medication": either(
        any_of("MedicineIntent"),
        heard_as("WhatIsIntent", slot="condition", value="serotonin_syndrome"),
    ),
    "nutrition/supplement": either(
        any_of("NutritionIntent"),
        *(
            heard_as("CauseIntent", slot="trigger", value=value)
            for value in ("magnesium", "potassium", "calcium", "vitamin_d", "vitamin_b12")
        ),
    ),
    "sleep/night": any_of("SleepIntent", "CauseIntent"),
    "duration": any_of("DurationIntent"),
    "symptom_check": any_of(*TOLD, "ConditionWorryIntent", "CauseIntent"),
    "treatment": either(
        any_of("TreatmentIntent", "ReliefIntent"),
        heard_as("MedicineIntent", slot="medicine", value="botox"),
    ),
    "pregnancy": either(
        by_person("pregnant"), heard_as("CauseIntent", slot="trigger", value="pregnancy")
    ),
    "exercise": either(
        any_of("ExerciseIntent"), heard_as("CauseIntent", slot="trigger", value="exercise")
    ),
}


def shared_folder() -> Path | None:
    """Where the shared evaluation data is, if it is anywhere."""
    named = os.environ.get("MUSCLE_CALM_SHARED")
    folder = Path(named) if named else ROOT.parent / "shared"
    return folder / "evaluation" if (folder / "evaluation").is_dir() else None


def own_samples() -> Iterator[Case]:
    """Every sample of the model, its slots filled three times."""
    model = load_model("en-US")
    topic = Topic.from_tables(read_table(DATA / "topic.toml"))
    draw = Draw(seed=3)
    for intent in model.intents:
        for sample in intent.samples:
            for text in filled(sample, intent.slots, model, 3, draw, topic.without(intent.name)):
                yield Case(
                    text, lambda heard, name=intent.name: heard.intent.name == name, intent.name
                )  # type: ignore[misc]


def paraphrases(ours: bool) -> Iterator[Case]:
    """``paraphrases.toml``: what is ours, or what is not."""
    groups = tomllib.loads((Path(__file__).parent / "paraphrases.toml").read_text("utf-8"))["group"]
    for group in groups:
        if (group["intents"] != [FALLBACK]) == ours:
            for text in group["texts"]:
                yield Case(text, any_of(*group["intents"]), " or ".join(group["intents"]))


def real_questions(path: Path) -> Iterator[Case]:
    """The real questions, each with its kind."""
    import yaml

    for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]:
        kind = entry["intent"].split("[")[0]
        yield Case(entry["question"], KINDS[kind], entry["intent"])


def foreign(path: Path) -> Iterator[Case]:
    """Lines that are to be declined."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield Case(line.strip(), any_of(FALLBACK), FALLBACK)


def measure(name: str, cases: Iterable[Case], us: Understanding, show: bool) -> list[float]:
    """Print one row of the table; the milliseconds each utterance took."""
    right = rejected = total = 0
    times: list[float] = []
    for case in cases:
        started = time.perf_counter()
        heard = us.interpret(case.text)
        times.append((time.perf_counter() - started) * 1e3)
        total += 1
        good = case.right(heard)
        right += good
        rejected += not good and heard.intent.name == FALLBACK
        if show and not good:
            got = f"{heard.intent.name} {dict(heard.intent.slots)} ({heard.decided_by})"
            print(f"  {case.text!r}: {got}, wanted {case.wanted}")
    wrong = total - right - rejected
    print(
        f"{name:<28}{total:>6}{right / total:>8.1%}{rejected / total:>10.1%}{wrong / total:>8.1%}"
    )
    return times


def main() -> None:
    """Print the table."""
    show = "--wrong" in sys.argv
    started = time.perf_counter()
    us = Understanding.load()
    loading = (time.perf_counter() - started) * 1e3
    print(f"{'set':<28}{'cases':>6}{'right':>8}{'declined':>10}{'wrong':>8}")
    measure("own samples, expanded", own_samples(), us, show)
    times = measure("paraphrases", paraphrases(True), us, show)
    times += measure("not ours", paraphrases(False), us, show)
    folder = shared_folder()
    if folder is None:
        print("(no shared evaluation data: set MUSCLE_CALM_SHARED to measure real questions)")
    else:
        times += measure(
            "real questions",
            real_questions(folder / "questions_dev.yaml"),
            us,
            "--real" in sys.argv,
        )
        for name in ("near_domain_negatives_dev", "out_of_scope_dev"):
            times += measure(name, foreign(folder / f"{name}.txt"), us, "--real" in sys.argv)
    times.sort()
    p50, p99 = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"text to intent: p50 {p50:.2f} ms, p99 {p99:.2f} ms; loaded in {loading:.0f} ms")


if __name__ == "__main__":
    main()
