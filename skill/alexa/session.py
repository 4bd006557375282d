"""Session attributes <-> the conversation and the profile in hand, as plain JSON with a version."""

import json
from collections.abc import Mapping
from typing import Any

from skill.core.conversation import Conversation
from skill.profiles.keeping import Held

VERSION = 1
"""Of these attributes as a whole; the conversation in them has one of its own."""

LARGEST = 60_000
"""Characters of the attributes as JSON; the response around them may have 120 KB in all."""


def load(attributes: Mapping[str, Any] | None, locale: str) -> tuple[Conversation, Held]:
    """What :func:`keep` wrote one turn ago; fresh ones where there is nothing that fits."""
    kept = attributes if attributes and attributes.get("version") == VERSION else {}
    conversation = Conversation.from_json(kept.get("conversation"), locale=locale)
    return conversation, Held.from_json(kept)


def keep(conversation: Conversation, held: Held) -> dict[str, Any]:
    """Both as session attributes.

    What has grown beyond all reason is let go of, since a response with it would be refused.
    """
    fresh = Conversation(locale=conversation.locale, country=conversation.country)
    for kept in ((conversation, held), (fresh, held)):
        attributes = _attributes(*kept)
        if len(json.dumps(attributes)) <= LARGEST:
            return attributes
    return _attributes(fresh, Held())


def _attributes(conversation: Conversation, held: Held) -> dict[str, Any]:
    return {"version": VERSION, "conversation": conversation.to_json(), **held.to_json()}
