"""What an image must be like, as far as its Dockerfile tells."""

import re

from tests.deployment.dockerfile import DOCKERFILE, Instruction, only, read

ROOT = DOCKERFILE.parents[1]
KNOWN = {
    "FROM", "WORKDIR", "RUN", "COPY", "ENV", "VOLUME", "USER", "EXPOSE", "STOPSIGNAL",
    "HEALTHCHECK", "ENTRYPOINT",
}  # fmt: skip
BUILD, FINAL = read()


def option(entrypoint: Instruction, name: str) -> str:
    return entrypoint.words[entrypoint.words.index(name) + 1]


def test_only_instructions_that_exist_are_used() -> None:
    assert {each.name for each in (*BUILD, *FINAL)} <= KNOWN


def test_both_stages_start_from_the_same_version_of_the_same_image() -> None:
    bases = [only(stage, "FROM").value.split()[0] for stage in (BUILD, FINAL)]
    assert bases[0] == bases[1]
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", bases[0])


def test_everything_copied_is_there_and_not_ignored() -> None:
    ignore = (ROOT / "deploy/Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    copied = [each.words for each in BUILD if each.name == "COPY"]
    for *sources, _ in copied:
        for source in sources:
            assert (ROOT / source).exists(), source
            assert f"!{source}" in ignore, source
    assert ignore.index("**/__pycache__") > ignore.index("!skill"), "the last line that fits counts"


def test_it_is_nobody_in_particular_who_serves() -> None:
    user = only(FINAL, "USER").value
    assert user.isdigit(), "a number: Kubernetes cannot tell that a name is not root"
    assert int(user) > 0
    last_run = max(place for place, each in enumerate(FINAL) if each.name in ("RUN", "COPY"))
    assert FINAL.index(only(FINAL, "USER")) > last_run, "and may change nothing it serves from"


def test_what_is_exposed_is_what_is_served_and_asked_for_its_health() -> None:
    from skill.alexa.serving.healthcheck import DEFAULT

    entrypoint = only(FINAL, "ENTRYPOINT")
    port = only(FINAL, "EXPOSE").value
    assert option(entrypoint, "--port") == port
    assert option(entrypoint, "--host") == "0.0.0.0"
    assert f"http://127.0.0.1:{port}/healthz" == DEFAULT
    check = only(FINAL, "HEALTHCHECK").value
    assert check.endswith('CMD ["python", "-m", "skill.alexa.serving.healthcheck"]')


def test_no_shell_stands_between_a_signal_and_the_server() -> None:
    assert only(FINAL, "ENTRYPOINT").value.startswith("[")
    assert only(FINAL, "STOPSIGNAL").value == "SIGTERM"
