"""The one kind of error a user may see."""


class MuscleCalmError(Exception):
    """Something a person can mend; its text is one clear sentence saying what and how."""
