"""Where profiles are kept, as one line of configuration."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skill.profiles.store import ProfileStore

PROFILES = "MUSCLE_CALM_PROFILES"
"""The environment variable: ``sqlite:PATH``, ``dynamodb:TABLE``, or unset to keep nothing."""

TABLE = "muscle-calm-profiles"
"""What the DynamoDB table is called unless told otherwise."""


def store_from(setting: str | None) -> "ProfileStore | None":
    """The store that a setting names; None where it is empty. Asks nothing of the network.

    Imports what that store needs and no more: a function that keeps nothing starts without.
    Raises ProfileError for a setting of another form, and where a package or a region is missing.
    """
    if not setting:
        return None
    kind, _, place = setting.partition(":")
    if kind == "sqlite" and place:
        from skill.profiles.sqlite import SqliteProfiles

        return SqliteProfiles(Path(place).expanduser())
    if kind == "dynamodb" and place:
        from skill.profiles import aws

        aws.checked(place)
        client = aws.client()  # first, for without a region the next line fails
        from skill.profiles.dynamodb import DynamoProfiles

        return DynamoProfiles(place, client)
    from skill.profiles.store import ProfileError

    raise ProfileError(
        f"{PROFILES} is {setting!r}, which names no place for profiles; "
        "write sqlite:PATH or dynamodb:TABLE, or leave it out to keep nothing."
    )
