"""How long whole processes take: one question asked, and a cold start as on Lambda."""

import json
import subprocess
import sys
from statistics import median
from time import perf_counter

from skill.alexa.aws_lambda import handler_for
from skill.alexa.skill import build_skill
from tests.alexa.envelopes import APPLICATION, ask, launch, matched
from tests.benchmarks.clock import Row, milliseconds, p50_p99
from tests.benchmarks.endpoint.talks import recorded_by

RUNS = 9
ASK = """
import re, sys
from local_voice.command_line import main
main(["ask", "why is my eyelid twitching"], standalone_mode=False)
# What getrusage tells counts what this process was before it became Python.
sys.stderr.write(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""
IMPORTS = {
    "ours": "from skill.alexa.aws_lambda import handler",
    "hello-world": """
from tests.benchmarks.endpoint.hello_world import builder
handler = builder(os.environ["MUSCLE_CALM_SKILL_ID"]).lambda_handler()
""",
}
COLD = """
import os, sys
os.environ["MUSCLE_CALM_SKILL_ID"] = "{application}"
{imports}
if {answers}:
    import json
    handler(json.loads({event!r}), None)
"""
WARM_ROUNDS = 20
NOTHING = "pass"


def ask_process() -> list[Row]:
    """One question as a process of its own: its time, and its memory at the most."""
    runs = [_run(ASK) for _ in range(RUNS)]
    seconds = median(time for time, _ in runs)
    megabytes = max(int(errors.split()[-1]) for _, errors in runs) / 1024
    return [
        ("muscle-calm ask TEXT, whole process", f"{seconds:.2f} s", "<= 0.5 s"),
        ("its memory at the most", f"{megabytes:.0f} MB", "<= 60 MB"),
    ]


def cold_starts() -> list[Row]:
    """A fresh process as on Lambda, ours beside ask-sdk's hello-world, by turns.

    Once up to where a request could come, and once up to the first answer: ours reads what it
    knows when it is first asked.
    """
    question = ask("CauseIntent", matched("bodyPart", "eyelid", "eyelid"))
    rows = []
    for what, answers, event in (
        ("import", False, question),
        ("import and first welcome", True, launch()),
        ("import and first answer", True, question),
    ):
        times: dict[str, list[float]] = {"ours": [], "hello-world": [], "nothing": []}
        for _ in range(RUNS):
            times["nothing"].append(_run(NOTHING)[0])
            for skill, imports in IMPORTS.items():
                code = COLD.format(
                    application=APPLICATION,
                    imports=imports,
                    answers=answers,
                    event=json.dumps(event),
                )
                times[skill].append(_run(code)[0])
        bare = median(times["nothing"])
        ours, hello = median(times["ours"]) - bare, median(times["hello-world"]) - bare
        measured = f"{ours * 1000:.0f} ms beside {hello * 1000:.0f} ms: {ours / hello:.2f} x"
        rows.append((f"Lambda, cold {what}, ours beside hello-world", measured, "<= 1.3 x"))
    return rows


def warm_turns() -> list[Row]:
    """The Lambda handler once it is warm, without profiles, over all talks of the benchmark."""
    answer = handler_for(build_skill(skill_id=APPLICATION))
    events = list(recorded_by(lambda event: answer(event, None)))
    times = [
        milliseconds(lambda event=event: answer(event, None))
        for _ in range(WARM_ROUNDS)
        for event in events
    ]
    return [p50_p99("Lambda, warm, a turn", times, "p99 <= 5 ms")]


def _run(code: str) -> tuple[float, str]:
    began = perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return perf_counter() - began, done.stderr
