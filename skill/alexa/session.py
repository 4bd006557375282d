"""Session attributes <-> the conversation and the profile, as plain JSON with a version."""

import json
from collections.abc import Mapping
from typing import Any

from skill.core.conversation import Conversation
from skill.core.profile import Profile

VERSION = 1
"""Of these attributes as a whole; the conversation in them has one of its own."""

LARGEST = 60_000
"""Characters of the attributes as JSON; the response around them may have 120 KB in all."""


def load(attributes: Mapping[str, Any] | None, locale: str) -> tuple[Conversation, Profile]:
    """What :func:`keep` wrote one turn ago; fresh ones where there is nothing that fits."""
    kept = attributes if attributes and attributes.get("version") == VERSION else {}
    conversation = Conversation.from_json(kept.get("conversation"), locale=locale)
    return conversation, Profile.from_json(kept.get("profile"))


def keep(conversation: Conversation, profile: Profile) -> dict[str, Any]:
    """Both as session attributes.

    A conversation grown beyond all reason is let go of, since a response with it would be refused.
    """
    attributes = {
        "version": VERSION,
        "conversation": conversation.to_json(),
        "profile": profile.to_json(),
    }
    if len(json.dumps(attributes)) > LARGEST:
        return keep(Conversation(locale=conversation.locale, country=conversation.country), profile)
    return attributes
