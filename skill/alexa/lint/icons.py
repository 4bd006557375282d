"""The icons of the skill's page in the store."""

import struct
from collections.abc import Iterator, Mapping

from skill.alexa.lint.problem import Problem

ICON_SIZES = {"smallIconUri": 108, "largeIconUri": 512}
"""Pixels of each side."""
ASSETS = "file://assets/images/"
"""How the manifest names what lies in the package's folder of images."""

_PNG = b"\x89PNG\r\n\x1a\n"


def icon(path: str, uri: str, pixels: int, icons: Mapping[str, bytes]) -> Iterator[Problem]:
    """An icon that is not in the package, is no PNG, or has another size than Amazon wants."""
    content = icons.get(uri.removeprefix(ASSETS))
    if not uri.startswith(ASSETS) or content is None:
        yield Problem(path, f"there is no icon {uri!r}")
    elif (size := png_size(content)) != (pixels, pixels):
        has = f"has {size[0]} by {size[1]} pixels" if size else "is no PNG"
        yield Problem(path, f"the icon {has}; it must be a PNG of {pixels} by {pixels}")


def png_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG in pixels, None where it is none."""
    if not content.startswith(_PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height
