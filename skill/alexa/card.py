"""Card -> what stays to be read in the Alexa app."""

from dataclasses import dataclass
from typing import Any

from ask_sdk_model.ui.image import Image
from ask_sdk_model.ui.simple_card import SimpleCard
from ask_sdk_model.ui.standard_card import StandardCard

from skill.alexa.text import clean, size, trimmed
from skill.core.reply import Card

LIMIT = 7_999
"""Characters of a card's title and text together; Alexa refuses more than 8,000."""

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class CardImages:
    """Addresses (https) of one picture in the two sizes Alexa asks for, 720x480 and 1200x800."""

    small: str
    large: str


def card(content: Card, images: CardImages | None = None) -> Any:
    """The SDK's card: a standard one where there is a picture, else a simple one."""
    title = trimmed(clean(content.title), LONGEST_TITLE)
    text = trimmed(clean(content.text), LIMIT - size(title))
    if images is None:
        return SimpleCard(title=title, content=text)
    picture = Image(small_image_url=images.small, large_image_url=images.large)
    return StandardCard(title=title, text=text, image=picture)
