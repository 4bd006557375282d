"""Writing the skill package into a folder, from which the ASK command line deploys it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from skill.alexa.lint.services import is_address, is_function
from skill.alexa.package.contents import MANIFEST, RESOURCES, Files, package
from skill.alexa.package.manifest import Deployment
from skill.errors import MuscleCalmError


class PackageError(MuscleCalmError):
    """The package has a mistake, or no place to be written to."""


def write_package(folder: Path, deployment: Deployment, requests: Iterable[str]) -> Files:
    """Write the package into a folder, and tell which files it has.

    They are written anew where they differ; the same sources give the same files, byte for byte.
    Files of others are left alone, an ``ask-resources.json`` that is there already among them.
    Raises PackageError where an address is wrong, the lint finds a mistake, the folder holds
    another skill, or it cannot be written to.
    """
    _refuse_wrong(deployment)
    files, problems = package(deployment, requests)
    if problems:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise PackageError(
            f"The skill package has a mistake, so none was written: {problems[0]}{more}"
        )
    try:
        if (folder / MANIFEST).exists() and _names(folder / MANIFEST) != _names_in(files[MANIFEST]):
            raise PackageError(f"{folder} holds another skill's package; choose another folder.")
        for name, content in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            kept = path.read_bytes() if path.exists() else None
            if kept != content and not (kept is not None and name == RESOURCES):
                _replace(path, content)
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise PackageError(
            f"The skill package cannot be written to {folder} ({reason}); choose another folder."
        ) from fault
    return files


def _refuse_wrong(deployment: Deployment) -> None:
    endpoint, page = deployment.endpoint, deployment.privacy_url
    if endpoint is not None and not is_address(endpoint) and not is_function(endpoint):
        raise PackageError(
            f"The endpoint {endpoint!r} is neither an https address (without a port) nor the ARN "
            "of a Lambda function."
        )
    if page is not None and not is_address(page):
        raise PackageError(f"The privacy page {page!r} is no https address.")


def _names(path: Path) -> set[str] | None:
    """What a skill is called in each of its locales, None where that is not to be made out."""
    return _names_in(path.read_bytes())


def _names_in(manifest: bytes) -> set[str] | None:
    try:
        pages: Any = json.loads(manifest)["manifest"]["publishingInformation"]["locales"]
        return {page["name"] for page in pages.values()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _replace(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)
