"""What must hold before the endpoint may start: whose requests, and who can reach it."""

import ipaddress

from skill.errors import MuscleCalmError

ID_BEGINS = "amzn1."
"""How every id that Amazon gives to a skill begins."""


class CannotServeError(MuscleCalmError):
    """The endpoint must not start like this; the message says why in a sentence."""


def check_skill_id(skill_id: str | None, *, allow_unsigned: bool) -> None:
    """Raise CannotServeError where signed requests would be taken for any skill at all."""
    if not skill_id:
        if allow_unsigned:
            return
        raise CannotServeError(
            "Serving needs the id of your skill: give it with --skill-id or in "
            "MUSCLE_CALM_SKILL_ID, or try it out on this machine with --allow-unsigned."
        )
    if not skill_id.startswith(ID_BEGINS):
        raise CannotServeError(
            f"{skill_id!a} is no id of a skill: those of Amazon begin with "
            f'"{ID_BEGINS}ask.skill.", as the developer console shows them.'
        )


def check_reach(host: str, *, allow_unsigned: bool) -> None:
    """Raise CannotServeError where requests that nobody signed could come from elsewhere."""
    if allow_unsigned and not is_loopback(host):
        raise CannotServeError(
            f"Unsigned requests are answered on this machine only, and {host!r} is not loopback."
        )


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address or name."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
