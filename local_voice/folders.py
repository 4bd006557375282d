"""Where the companion keeps what it keeps, on each system where it belongs."""

from pathlib import Path

from platformdirs import user_cache_path, user_data_path

APP = "muscle-calm"
PROFILES = "profiles.sqlite"


def data_folder() -> Path:
    """What a person would miss: preferences, routines of their own."""
    return user_data_path(APP, appauthor=False)


def cache_folder() -> Path:
    """What can be fetched or made again: speech models."""
    return user_cache_path(APP, appauthor=False)
