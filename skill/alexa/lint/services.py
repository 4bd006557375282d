"""What the manifest says of the service behind the skill: endpoint, screens, events."""

import re
from collections.abc import Iterator

from skill.alexa.lint.problem import Problem
from skill.alexa.lint.shape import Node

_ADDRESS = re.compile(r"https://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::443)?(?:/\S*)?", re.IGNORECASE)
REQUIRED_VIEWPORTS = {("HUB", "ROUND"), ("HUB", "RECTANGLE"), ("TV", "RECTANGLE")}

_LAMBDA = re.compile(r"arn:aws:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(?::[\w$-]+)?")


def is_address(text: str) -> bool:
    """Whether a text is an https address, at the one port that Alexa calls."""
    return _ADDRESS.fullmatch(text) is not None


def is_function(text: str) -> bool:
    """Whether a text is the ARN of a Lambda function."""
    return _LAMBDA.fullmatch(text) is not None


def endpoint(node: Node) -> Iterator[Problem]:
    """An address that Alexa would not call; no endpoint at all is no mistake yet."""
    if not node.has("endpoint"):
        return
    found = node.node("endpoint").only("uri", "sslCertificateType")
    found.one_of("sslCertificateType", "Trusted", "Wildcard", "SelfSigned")
    uri = found.text("uri")
    if not is_address(uri) and not is_function(uri):
        yield Problem(
            f"{found.path}.uri",
            f"{uri!r} is neither an https address at port 443 nor the ARN of a Lambda function",
        )
    if is_address(uri) and not found.has("sslCertificateType"):
        yield Problem(found.path, "an https endpoint needs its sslCertificateType")


def interfaces(custom: Node) -> Iterator[Problem]:
    """Interfaces the skill does not use, and screens that Amazon requires and it leaves out."""
    for node in custom.nodes("interfaces"):
        node.only("type", "supportedViewports")
        if node.text("type") != "ALEXA_PRESENTATION_APL":
            yield Problem(f"{node.path}.type", f"{node.text('type')} is no interface of the skill")
        offered = set()
        for viewport in node.nodes("supportedViewports"):
            viewport.only("mode", "shape", "minWidth", "maxWidth", "minHeight", "maxHeight")
            offered.add((viewport.text("mode"), viewport.text("shape")))
        for mode, shape in sorted(REQUIRED_VIEWPORTS - offered):
            yield Problem(node.path, f"the viewport {mode} {shape} is required and missing")


def events(node: Node) -> Iterator[Problem]:
    """Subscriptions to events that the skill does not know, or that nobody receives."""
    node.only("endpoint", "subscriptions")
    if not node.has("endpoint"):
        yield Problem(node.path, "events need an endpoint")
    yield from endpoint(node)
    for subscription in node.nodes("subscriptions"):
        subscription.only("eventName").one_of("eventName", "SKILL_ENABLED", "SKILL_DISABLED")
