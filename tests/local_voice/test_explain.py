"""`ask --explain`: the path through the stages, for people and for programs."""

import json

from click.testing import CliRunner

from local_voice.command_line import main

TABLE = """\
stage      what came out                                         why
normalise  why is my calf i mean my thigh twitching and should   words in one form
           i worry
tag        why is my {BodyPart} i mean my {BodyPart}             calf, thigh, twitching, anxiety
           {Condition|Symptom} and should i {Trigger}
exact      none                                                  it is no sample
correct    why is my thigh twitching and should i worry          something was taken back
exact      none                                                  it is no sample
divide     WorryIntent and then CauseIntent                      each part is understood by itself
  part     why is my thigh twitching                             CauseIntent, by exact
  part     should i worry                                        WorryIntent, by exact
resolve    bodyPart thigh, bodyPart thigh                        slots filled

intent: WorryIntent bodyPart=thigh, decided by parts
also asked: CauseIntent bodyPart=thigh
"""


def ask(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["ask", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_path_is_a_table_above_the_answer() -> None:
    said = ask("--explain", "why is my calf, I mean my thigh, twitching and should I worry?")
    lines = [line.rstrip() for line in said.splitlines()]
    table = TABLE.splitlines()
    assert lines[: len(table)] == table
    assert lines[len(table)] == ""
    assert "You also asked what causes it." in lines[-1]


def test_a_plain_question_takes_a_short_path() -> None:
    said = ask("--explain", "why does my eyelid twitch")
    assert "a sample, word for word" in said
    assert "intent: CauseIntent bodyPart=eyelid, decided by exact" in said


def test_as_json_the_steps_stand_beside_the_answer() -> None:
    found = json.loads(ask("--explain", "--json", "why is it twitching and should I worry"))
    assert [step["stage"] for step in found["explain"]] == [
        "normalise", "tag", "exact", "divide", "resolve",
    ]  # fmt: skip
    parts = found["explain"][3]["steps"]
    assert [part["outcome"] for part in parts] == ["why is it twitching", "should i worry"]
    assert parts[1]["steps"][-1]["outcome"] == "WorryIntent"
    assert found["also"] == [{"intent": "CauseIntent", "slots": {}}]
    assert found["rivals"] == []


def test_without_it_nothing_is_explained() -> None:
    assert "explain" not in json.loads(ask("--json", "why does my eyelid twitch"))


def test_what_cannot_be_shown_is_left_out() -> None:
    said = ask("--explain", "my story \x1b[31m begins with an eyelid that twitched and goes on")
    assert "\x1b" not in said.splitlines()[0] + said.split("intent:")[0]
