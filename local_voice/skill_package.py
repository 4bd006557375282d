"""The command that writes what the ASK command line deploys."""

from pathlib import Path

import click

from skill.alexa.handlers import HANDLERS
from skill.alexa.package import Deployment, write_package


def skill_package_command(folder: Path, endpoint: str | None, privacy_url: str | None) -> None:
    """Write the package into a folder and say what is still missing; raises PackageError."""
    files = write_package(folder, Deployment(endpoint, privacy_url), HANDLERS)
    click.echo(f"The skill package is in {folder}, {len(files)} files.")
    if endpoint is None:
        click.echo("Before it can be used it needs an --endpoint.", err=True)
    if privacy_url is None:
        click.echo("Before it can be certified it needs a --privacy-url.", err=True)
    click.echo("Deploy it from there with: ask deploy --target skill-metadata")
