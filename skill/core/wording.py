"""Putting sentences into words for one person: whose body part, which variant, which number."""

from collections.abc import Mapping, Sequence

OWNER = {
    "child": "your child's {part}",
    "baby": "your baby's {part}",
    "someone_else": "their {part}",
}


def body_part_words(part: str | None, person: str | None) -> dict[str, str]:
    """What ``{part}`` and ``{your_part}`` stand for: "eyelid" and "your child's eyelid"."""
    if part is None:
        return {"part": "muscle", "your_part": "a muscle"}
    return {"part": part, "your_part": OWNER.get(person or "me", "your {part}").format(part=part)}


def fill(template: str, values: Mapping[str, str]) -> str:
    """A template with its placeholders filled, beginning with a capital letter."""
    text = template
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text[:1].upper() + text[1:]


def variant(variants: Sequence[str], times_used: int) -> str:
    """The variant whose turn it is; the same count always gives the same words."""
    return variants[times_used % len(variants)]


def listed(items: Sequence[str], last: str = "and") -> str:
    """Items as they are said in a row: "a, b, and c"."""
    if len(items) < 3:
        return f" {last} ".join(items)
    return ", ".join(items[:-1]) + f", {last} {items[-1]}"
