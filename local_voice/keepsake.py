"""Saving what is worth taking along, such as the summary for a doctor, where the person says."""

from collections.abc import Callable
from pathlib import Path

from skill.core.reply import Card

QUESTION = "Save this list? Give a file name, or press Enter for no: "


def offer_to_save(card: Card, ask: Callable[[str], str], tell: Callable[[str], None]) -> None:
    """Ask for a file name until the card is saved or none is given; nothing is overwritten."""
    while name := ask(QUESTION).strip():
        path = Path(name).expanduser()
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(f"{card.title}\n\n{card.text}\n")
        except FileExistsError:
            tell(f"{path} is there already and was left as it is; please give another name.")
        except (OSError, ValueError) as fault:
            reason = getattr(fault, "strerror", None) or "not a file name"
            tell(f"{path} could not be written ({reason}); please give another name.")
        else:
            tell(f"Saved in {path}.")
            return
