"""Where Alexa says its certificates are: ``SignatureCertChainUrl``.

The rules are Amazon's, "Manually verify that the request was sent by Alexa": the protocol is https,
the host s3.amazonaws.com, the path starts with /echo.api/ once dots in it are resolved, and a port
is 443. Where they leave a choice, this is strict: a path of plain characters only, no query. So one
file has one address, and nobody can make it look like many.
"""

import posixpath
import re
from urllib.parse import urlsplit

from skill.alexa.refusal import Reason, RefusedRequestError

HOST = "s3.amazonaws.com"
FOLDER = "/echo.api/"
LONGEST = 512
"""Characters of an address; those of Alexa have about fifty."""

_PLAIN = re.compile(r"[!-~]+")
_PATH = re.compile(r"(/[A-Za-z0-9._~-]+)+")


def canonical(address: str | None) -> str:
    """The one form of the address of a file of Alexa's.

    Raises RefusedRequestError where the address is missing or is not Alexa's.
    """
    if not address:
        raise RefusedRequestError(Reason.HEADERS, "The address of the certificates is missing.")
    if len(address) > LONGEST or not _PLAIN.fullmatch(address):
        raise _not_alexas()
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise _not_alexas() from error
    # Parts with an empty value leave their mark ("?", "#", ":", "@") in the address only.
    authority = parts.netloc.lower()
    at_home = (
        parts.scheme == "https"
        and authority in (HOST, f"{HOST}:443")
        and "?" not in address
        and "#" not in address
    )
    path = _resolved(parts.path)
    if not at_home or not path.startswith(FOLDER):
        raise _not_alexas()
    return f"https://{HOST}{path}"


def _resolved(path: str) -> str:
    """A path without dots, or nothing for one that is not plain."""
    return posixpath.normpath(path) if _PATH.fullmatch(path) else ""


def _not_alexas() -> RefusedRequestError:
    return RefusedRequestError(Reason.HEADERS, "The address of the certificates is not Alexa's.")
