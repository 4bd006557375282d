"""What is written for the ASK command line to deploy."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import skill.alexa.package.contents as contents
import skill.alexa.package.write as writing
from interaction_models import load_model, locales, read_document
from local_voice.command_line import main
from skill.alexa.lint import Problem
from skill.alexa.lint.icons import png_size
from skill.alexa.package import Deployment, PackageError, write_package
from skill.alexa.package.contents import MANIFEST, RESOURCES
from skill.alexa.package.listing import load_listing
from skill.assembly import assemble
from skill.core.conversation import Conversation
from skill.knowledge.tables import KnowledgeError
from tests.alexa.package.mistakes import DEPLOYMENT, DISABLED, FILES, ICONS, made

FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:muscle-calm"


@pytest.fixture(autouse=True)
def models_linted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """FILES were made with the lint of all models; doing that in every test would take a minute."""
    monkeypatch.setattr(contents, "lint_model", lambda _: [])


def manifest(deployment: Deployment = DEPLOYMENT, requests: tuple[str, ...] = (DISABLED,)) -> Any:
    return json.loads(made(deployment, requests)[MANIFEST])["manifest"]


def on_disk(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_all_of_it_is_where_the_command_line_looks(tmp_path: Path) -> None:
    write_package(tmp_path / "new" / "folder", DEPLOYMENT, [DISABLED])
    written = on_disk(tmp_path / "new" / "folder")
    assert written == FILES
    assert sorted(written) == [
        "ask-resources.json",
        "skill-package/assets/images/icon_108.png",
        "skill-package/assets/images/icon_512.png",
        *(f"skill-package/interactionModels/custom/{locale}.json" for locale in locales()),
        "skill-package/skill.json",
    ]


@pytest.mark.parametrize("locale", locales())
def test_the_models_are_written_out_in_full(locale: str) -> None:
    written = json.loads(FILES[f"skill-package/interactionModels/custom/{locale}.json"])
    assert written == read_document(locale)


def test_a_second_run_gives_the_same_bytes_and_writes_nothing(tmp_path: Path) -> None:
    write_package(tmp_path, DEPLOYMENT, [DISABLED])
    first, before = on_disk(tmp_path), (tmp_path / MANIFEST).stat().st_mtime_ns
    write_package(tmp_path, DEPLOYMENT, [DISABLED])
    assert on_disk(tmp_path) == first
    assert (tmp_path / MANIFEST).stat().st_mtime_ns == before


def test_what_others_put_there_is_left_alone(tmp_path: Path) -> None:
    mine = {RESOURCES: b"{}", "skill-package/notes.txt": b"mine", "lambda/index.py": b""}
    for name, content in mine.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    write_package(tmp_path, DEPLOYMENT, [])
    assert on_disk(tmp_path).items() >= mine.items()


def test_what_was_changed_is_written_anew(tmp_path: Path) -> None:
    write_package(tmp_path, Deployment(), [])
    write_package(tmp_path, DEPLOYMENT, [DISABLED])
    assert on_disk(tmp_path) == FILES


@pytest.mark.parametrize(
    "other",
    [
        "",
        "{}",
        '{"manifest": {"publishingInformation": {"locales": {"en-US": {"name": "Pizza"}}}}}',
        '{"manifest": {"publishingInformation": {"locales": []}}}',
    ],
)
def test_another_skill_is_not_written_over(tmp_path: Path, other: str) -> None:
    path = tmp_path / MANIFEST
    path.parent.mkdir()
    path.write_text(other, encoding="utf-8")
    with pytest.raises(PackageError, match="holds another skill's package; choose another folder"):
        write_package(tmp_path, DEPLOYMENT, [])
    assert on_disk(tmp_path) == {MANIFEST: other.encode()}


def test_every_model_is_linted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "lint_model", lambda _: [Problem("here", "is wrong")])
    _, problems = contents.package(DEPLOYMENT, [])
    assert [str(problem) for problem in problems] == [
        f"{locale}: here: is wrong" for locale in locales()
    ]


def test_with_a_mistake_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mistakes = [Problem("here", "is wrong"), Problem("there", "too")]
    monkeypatch.setattr(writing, "package", lambda *_: (FILES, mistakes))
    with pytest.raises(PackageError, match=r"so none was written: here: is wrong \(and 1 more\)$"):
        write_package(tmp_path, DEPLOYMENT, [])
    assert on_disk(tmp_path) == {}


@pytest.mark.parametrize(
    ("deployment", "said"),
    [
        (Deployment("http://example.org"), "The endpoint 'http://example.org' is neither"),
        (Deployment("https://example.org:8443/"), "The endpoint .* is neither an https address"),
        (Deployment("https://localhost/"), "The endpoint .* is neither an https address"),
        (Deployment("arn:aws:lambda:eu-west-1:1:function:x"), "nor the ARN of a Lambda function"),
        (Deployment(""), "The endpoint '' is neither"),
        (Deployment(privacy_url="example.org"), "The privacy page 'example.org' is no https"),
    ],
)
def test_a_wrong_address_is_told_in_one_sentence(
    tmp_path: Path, deployment: Deployment, said: str
) -> None:
    with pytest.raises(PackageError, match=said):
        write_package(tmp_path, deployment, [])
    assert on_disk(tmp_path) == {}


def test_a_folder_that_is_a_file_is_told_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(PackageError, match=r"cannot be written to .* \(.+\); choose another"):
        write_package(path, DEPLOYMENT, [])


@pytest.mark.parametrize(
    ("deployment", "endpoint"),
    [
        (Deployment(), None),
        (Deployment(FUNCTION), {"uri": FUNCTION}),
        (
            Deployment("https://example.org/a"),
            {"uri": "https://example.org/a", "sslCertificateType": "Trusted"},
        ),
    ],
)
def test_the_endpoint_is_the_one_given_and_none_is_made_up(
    deployment: Deployment, endpoint: Any
) -> None:
    found = manifest(deployment)
    assert found["apis"]["custom"].get("endpoint") == endpoint
    assert found.get("events", {}).get("endpoint") == endpoint


def test_only_events_that_are_answered_are_subscribed_to() -> None:
    assert manifest()["events"]["subscriptions"] == [{"eventName": "SKILL_DISABLED"}]
    assert "events" not in manifest(requests=("LaunchRequest",))


@pytest.mark.parametrize("url", [None, "https://example.org/privacy"])
def test_every_locale_names_the_privacy_page_and_none_is_made_up(url: str | None) -> None:
    pages = manifest(Deployment(privacy_url=url))["privacyAndCompliance"]["locales"]
    assert {page.get("privacyPolicyUrl") for page in pages.values()} == {url}
    assert tuple(pages) == locales()


def test_the_page_is_in_the_words_of_the_country() -> None:
    pages = manifest()["publishingInformation"]["locales"]
    assert "when to see a GP" in pages["en-GB"]["description"]
    assert "when to see a doctor" in pages["en-US"]["description"]


@pytest.mark.parametrize("locale", locales())
def test_the_examples_are_understood(locale: str) -> None:
    pages = manifest()["publishingInformation"]["locales"]
    assembly = assemble(locale)
    asked = [phrase.partition(" Calm ")[2] for phrase in pages[locale]["examplePhrases"][1:]]
    meant = [assembly.hear(text, Conversation(locale=locale)).intent.name for text in asked]
    assert meant == ["CauseIntent", "StartRoutineIntent"]


def test_the_invocation_name_is_that_of_the_page() -> None:
    for locale, page in manifest()["publishingInformation"]["locales"].items():
        assert page["name"].lower() == load_model(locale).invocation_name


def test_the_icons_have_the_pixels_their_names_tell() -> None:
    assert {name: png_size(content) for name, content in ICONS.items()} == {
        "icon_108.png": (108, 108),
        "icon_512.png": (512, 512),
    }


@pytest.mark.parametrize("damage", ["= =", 'name = "Muscle Calm"', "name = 1"])
def test_a_damaged_listing_is_told_in_one_sentence(tmp_path: Path, damage: str) -> None:
    (tmp_path / "listing.en-US.toml").write_text(damage, encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"listing\.en-US\.toml cannot be") as caught:
        load_listing("en-US", tmp_path)
    assert "\n" not in str(caught.value)


def test_the_command_says_what_is_still_missing(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["skill-package", str(tmp_path)])
    assert result.exit_code == 0
    assert "Before it can be used it needs an --endpoint." in result.stderr
    assert "Before it can be certified it needs a --privacy-url." in result.stderr
    assert (tmp_path / MANIFEST).exists()


def test_the_command_is_content_with_both_addresses(tmp_path: Path) -> None:
    options = ["--endpoint", FUNCTION, "--privacy-url", "https://example.org/privacy"]
    result = CliRunner().invoke(main, ["skill-package", str(tmp_path), *options])
    assert (result.exit_code, result.stderr) == (0, "")


def test_the_command_ends_with_one_sentence_and_status_1(tmp_path: Path) -> None:
    options = ["skill-package", str(tmp_path), "--endpoint", "ftp://example.org"]
    result = CliRunner().invoke(main, options)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The endpoint 'ftp://example.org' is neither")
    assert result.stderr.count("\n") == 1
