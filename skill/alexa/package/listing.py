"""What the skill's page in the store says, read from ``listing.LOCALE.toml``."""

from dataclasses import dataclass, replace
from pathlib import Path

from skill.core.plain import from_plain
from skill.knowledge.tables import KnowledgeError, read_table

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Listing:
    """The words of the page. ``examples`` are what a person may say, ``testing`` is for Amazon's
    testers only."""

    name: str
    summary: str
    description: str
    examples: tuple[str, ...]
    keywords: tuple[str, ...]
    testing: str


def load_listing(language: str, folder: Path = FOLDER) -> Listing:
    """The page for the locale a language is written out in; raises KnowledgeError."""
    name = f"listing.{language}.toml"
    table = read_table(folder / name, name)
    try:
        found = from_plain(Listing, table)
    except ValueError as fault:
        raise KnowledgeError(f"The file {name} cannot be used: {fault}.") from fault
    return replace(found, description=found.description.strip(), testing=found.testing.strip())
