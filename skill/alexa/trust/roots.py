"""The certificate authorities that everyone trusts, as certifi lists them."""

import re
import warnings

import certifi
from cryptography import x509
from cryptography.utils import CryptographyDeprecationWarning

from skill.errors import MuscleCalmError

_CERTIFICATE = re.compile(
    rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", flags=re.DOTALL
)


class NoRootsError(MuscleCalmError):
    """There is nothing that trust could start from."""


def public_roots() -> list[x509.Certificate]:
    """The roots of certifi; raises NoRootsError where none of them can be read."""
    roots = readable(certifi.contents().encode())
    if not roots:
        raise NoRootsError(
            "The list of certificate authorities is damaged: "
            "install it again with pip install --force-reinstall certifi."
        )
    return roots


def readable(bundle: bytes) -> list[x509.Certificate]:
    """The certificates of a bundle one by one, so that an odd one does not take the rest along.

    Some public roots have serial numbers that a future cryptography will refuse to read.
    """
    roots = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for each in _CERTIFICATE.findall(bundle):
            try:
                roots.append(x509.load_pem_x509_certificate(each))
            except ValueError:
                continue
    return roots
