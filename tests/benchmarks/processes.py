"""How long whole processes take: one question asked, and a cold start as on Lambda."""

import subprocess
import sys
from statistics import median
from time import perf_counter

from tests.benchmarks.clock import Row

RUNS = 9
ASK = """
import resource, sys
from local_voice.command_line import main
main(["ask", "why is my eyelid twitching"], standalone_mode=False)
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss))
"""
SKILL = "import skill.alexa.aws_lambda"
HELLO_WORLD = """
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type
builder = SkillBuilder()
@builder.request_handler(can_handle_func=is_request_type("LaunchRequest"))
def hello(handler_input):
    return handler_input.response_builder.speak("hello").response
handler = builder.lambda_handler()
"""
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


def cold_imports() -> list[Row]:
    """Importing the skill beside importing ask-sdk's hello-world, by turns."""
    ours, theirs, bare = [], [], []
    for _ in range(RUNS):
        ours.append(_run(SKILL)[0])
        theirs.append(_run(HELLO_WORLD)[0])
        bare.append(_run(NOTHING)[0])
    skill, hello = median(ours) - median(bare), median(theirs) - median(bare)
    measured = f"{skill * 1000:.0f} ms beside {hello * 1000:.0f} ms: {skill / hello:.2f} x"
    return [("Lambda cold import, ours beside hello-world", measured, "<= 1.3 x")]


def _run(code: str) -> tuple[float, str]:
    began = perf_counter()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return perf_counter() - began, done.stderr
