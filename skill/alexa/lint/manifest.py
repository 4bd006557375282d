"""The manifest: what Amazon would refuse, and what certification asks of a skill about health.

Keys and limits are those of Amazon's manifest schema 1.0; an unknown key changes nothing there and
is never reported, so that it is one here.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from skill.alexa.lint.icons import ICON_SIZES, icon
from skill.alexa.lint.listing import lint_examples
from skill.alexa.lint.problem import Problem
from skill.alexa.lint.services import endpoint, events, interfaces, is_address
from skill.alexa.lint.shape import Node, ShapeError

MIN_NAME, MAX_NAME = 2, 50
MAX_SUMMARY = 120
MAX_DESCRIPTION = MAX_TESTING = 4_000
MAX_KEYWORDS = 30
DISCLAIMER = ("general information", "not medical advice", "professional")
"""What the description of a skill about health must say."""
REFUSED = {"allowsPurchases": False, "containsAds": False, "isChildDirected": False}


def lint_manifest(
    document: Mapping[str, Any],
    models: Mapping[str, Mapping[str, Any]],
    icons: Mapping[str, bytes],
) -> list[Problem]:
    """Everything wrong with a manifest, given the models by locale and the icons by file name.

    Where it has not the shape of a manifest, only the first such mistake is told.
    """
    try:
        root = Node(document).only("manifest").node("manifest")
        return list(_manifest(root, models, icons))
    except ShapeError as error:
        return [error.problem]


def _manifest(
    root: Node, models: Mapping[str, Mapping[str, Any]], icons: Mapping[str, bytes]
) -> Iterator[Problem]:
    root.only(
        "manifestVersion",
        "publishingInformation",
        "privacyAndCompliance",
        "permissions",
        "apis",
        "events",
    )
    root.one_of("manifestVersion", "1.0")
    root.text("manifestVersion")
    yield from _publishing(root.node("publishingInformation"), models, icons)
    yield from _privacy(root.node("privacyAndCompliance"), models)
    if root.nodes("permissions"):
        yield Problem("manifest.permissions", "the skill asks for no permission")
    custom = root.node("apis").only("custom").node("custom").only("endpoint", "interfaces")
    yield from endpoint(custom)
    yield from interfaces(custom)
    if root.has("events"):
        yield from events(root.node("events"))


def _publishing(
    node: Node, models: Mapping[str, Mapping[str, Any]], icons: Mapping[str, bytes]
) -> Iterator[Problem]:
    node.only(
        "locales",
        "category",
        "testingInstructions",
        "isAvailableWorldwide",
        "distributionCountries",
    )
    if node.text("category") != "HEALTH_AND_FITNESS":
        yield Problem(f"{node.path}.category", "the skill is about health and fitness")
    if not 1 <= len(node.text("testingInstructions")) <= MAX_TESTING:
        yield Problem(
            f"{node.path}.testingInstructions", f"must have 1 to {MAX_TESTING} characters"
        )
    if node.flag("isAvailableWorldwide") == bool(node.texts("distributionCountries")):
        yield Problem(node.path, "it is available either worldwide or in the countries listed")
    pages = node.node("locales")
    yield from _same_locales(pages, models)
    for locale in pages.names():
        if locale in models:
            yield from _page(pages.node(locale), models[locale], icons)


def _page(page: Node, model: Mapping[str, Any], icons: Mapping[str, bytes]) -> Iterator[Problem]:
    page.only("name", "summary", "description", "examplePhrases", "keywords", *ICON_SIZES)
    name, summary, description = map(page.text, ("name", "summary", "description"))
    if not MIN_NAME <= len(name) <= MAX_NAME:
        yield Problem(f"{page.path}.name", f"must have {MIN_NAME} to {MAX_NAME} characters")
    if not 1 <= len(summary) <= MAX_SUMMARY:
        yield Problem(f"{page.path}.summary", f"must have 1 to {MAX_SUMMARY} characters")
    if not 1 <= len(description) <= MAX_DESCRIPTION:
        yield Problem(f"{page.path}.description", f"must have 1 to {MAX_DESCRIPTION} characters")
    for words in DISCLAIMER:
        if words not in " ".join(description.split()):
            yield Problem(f"{page.path}.description", f"must say {words!r}")
    keywords = page.texts("keywords")
    if not 1 <= len(keywords) <= MAX_KEYWORDS or len(set(keywords)) < len(keywords):
        yield Problem(f"{page.path}.keywords", f"must be 1 to {MAX_KEYWORDS}, none twice")
    for problem in lint_examples(page.texts("examplePhrases"), model):
        yield Problem(f"{page.path}.{problem.path}", problem.message)
    for key, pixels in ICON_SIZES.items():
        yield from icon(f"{page.path}.{key}", page.text(key), pixels, icons)


def _privacy(node: Node, models: Mapping[str, Mapping[str, Any]]) -> Iterator[Problem]:
    node.only(
        "allowsPurchases",
        "usesPersonalInfo",
        "usesHealthInfo",
        "isChildDirected",
        "isExportCompliant",
        "containsAds",
        "locales",
    )
    for key, value in REFUSED.items():
        if not node.has(key) or node.flag(key) is not value:
            yield Problem(f"{node.path}.{key}", f"must be {str(value).lower()}")
    if not node.flag("isExportCompliant"):
        yield Problem(f"{node.path}.isExportCompliant", "must be true")
    pages = node.node("locales")
    yield from _same_locales(pages, models)
    for locale in pages.names():
        page = pages.node(locale).only("privacyPolicyUrl")
        if page.has("privacyPolicyUrl"):
            address = page.text("privacyPolicyUrl")
            if not is_address(address):
                yield Problem(f"{page.path}.privacyPolicyUrl", f"{address!r} is no https address")
        elif node.flag("usesPersonalInfo") or node.flag("usesHealthInfo"):
            yield Problem(page.path, "what uses personal information needs a privacyPolicyUrl")


def _same_locales(node: Node, models: Mapping[str, Any]) -> Iterator[Problem]:
    named = set(node.names())
    for locale in sorted(named ^ models.keys()):
        what = "no interaction model" if locale in named else "a model, but no entry here"
        yield Problem(node.path, f"{locale} has {what}")
