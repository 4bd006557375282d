"""Reading what is called otherwise in some countries from ``local_words.toml``."""

from pathlib import Path

from skill.core.local_words import LocalWords
from skill.core.plain import from_plain
from skill.knowledge.tables import FOLDER, KnowledgeError, read_table

FILE = "local_words.toml"


def load_local_words(folder: Path = FOLDER) -> LocalWords:
    """The words of every locale; raises KnowledgeError, also where one is given two meanings."""
    found: dict[str, dict[str, str]] = {}
    try:
        groups = read_table(folder / FILE)["words"]
        for group in groups:
            instead = from_plain(dict[str, str], group["instead"])
            for locale in from_plain(tuple[str, ...], group["locales"]):
                words = found.setdefault(locale, {})
                if twice := words.keys() & instead.keys():
                    raise ValueError(f"{locale} has {min(twice)!r} twice")
                words |= instead
    except (KeyError, TypeError, ValueError) as fault:
        raise KnowledgeError(f"The knowledge file {FILE} cannot be used: {fault}.") from fault
    if any(not phrase or not words for table in found.values() for phrase, words in table.items()):
        raise KnowledgeError(f"The knowledge file {FILE} cannot be used: a phrase is empty.")
    return LocalWords(found)
