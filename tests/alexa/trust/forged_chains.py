"""Certificates that are not Alexa's, not valid now, not meant for this, or none at all."""

from collections.abc import Callable, Mapping
from functools import partial

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID

from tests.alexa.trust.forgery import GENUINE, Forgery, Table, signed
from tests.alexa.trust.pki import (
    NAME,
    Issued,
    Key,
    Signer,
    alexa,
    authority,
    between,
    issue,
    leaf,
    root,
    rsa_key,
)


def _names(*names: str) -> tuple[x509.GeneralName, ...]:
    return tuple(x509.DNSName(name) for name in names)


def _own(**options: object) -> bytes:
    """A chain up to the trusted root, with a first certificate of this kind."""
    return issue(NAME, between(), **options).pem + between().pem  # type: ignore[arg-type]


def _under(issuer: Issued, *more: Issued) -> bytes:
    return issue(NAME, issuer).pem + b"".join(each.pem for each in (issuer, *more))


def _stranger(subject: str = "Root CA 1") -> Issued:
    """An authority that nobody trusts, though it may call itself like one that is."""
    return authority(subject, key=rsa_key("stranger"))


def _lets_only(name: str) -> Issued:
    allowed = x509.NameConstraints(permitted_subtrees=_names(name), excluded_subtrees=None)
    return authority("Constrained CA", root(), more=(allowed,))


def _corrupt() -> bytes:
    der = bytearray(leaf().certificate.public_bytes(Encoding.DER))
    der[-1] ^= 1
    return x509.load_der_x509_certificate(bytes(der)).public_bytes(Encoding.PEM) + between().pem


def _private() -> bytes:
    return leaf().key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


CHAINS: Mapping[str, Callable[[], bytes]] = {
    "expired": lambda: _own(days=(-60, -1)),
    "not yet valid": lambda: _own(days=(1, 60)),
    "self-signed": lambda: issue(NAME).pem,
    "unknown root": lambda: _under(_stranger("Stranger"), _stranger("Stranger")),
    "unknown root with the name of a known one": lambda: _under(_stranger()),
    "known root shown but not used": lambda: issue(NAME).pem + root().pem,
    "name of another site": lambda: _own(names=_names("example.com")),
    "wildcard name": lambda: _own(names=_names("*.amazon.com")),
    "longer name in front": lambda: _own(names=_names(f"x.{NAME}")),
    "longer name behind": lambda: _own(names=_names(f"{NAME}.example.com")),
    "name with a zero in it": lambda: _own(names=_names(f"{NAME}\0.example.com")),
    "name as common name only": lambda: _own(names=None),
    "name as mail address": lambda: _own(names=(x509.RFC822Name(f"alexa@{NAME}"),)),
    "name as link": lambda: _own(names=(x509.UniformResourceIdentifier(f"https://{NAME}"),)),
    "key not for signing": lambda: _own(uses=("key_encipherment",)),
    "key for nothing said": lambda: _own(uses=None),
    "key for issuing": lambda: _own(uses=("digital_signature", "key_cert_sign")),
    "key for clients": lambda: _own(purpose=ExtendedKeyUsageOID.CLIENT_AUTH),
    "key for code": lambda: _own(purpose=ExtendedKeyUsageOID.CODE_SIGNING),
    "authority as signer": lambda: between().pem + root().pem,
    "key of another kind": lambda: _own(key=_curve()),
    "weak key": lambda: _own(key=rsa_key(NAME, 1024)),
    "issuer missing": lambda: leaf().pem,
    "order turned round": lambda: between().pem + leaf().pem,
    "issuer expired": lambda: _under(authority("Old CA", root(), days=(-60, -1))),
    "issuer not yet valid": lambda: _under(authority("New CA", root(), days=(1, 60))),
    "issuer that may not issue": lambda: _under(issue("Any site", between()), between()),
    "issuer of an issuer that may have none": lambda: _under(
        authority("Sub CA", _last_issuer()), _last_issuer()
    ),
    "issuer for other names": lambda: _under(_lets_only("example.com")),
    "issuer with a weak key": lambda: _under(
        authority("Weak CA", root(), key=rsa_key("Weak CA", 1024))
    ),
    "signature of the issuer broken": _corrupt,
    "giant": lambda: alexa().pem + between().pem * 1000,
    "one too many": lambda: alexa().pem + between().pem * 7,
    "cut off": lambda: leaf().pem[:-100],
    "empty": lambda: b"",
    "empty certificate": lambda: b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
    "not PEM": lambda: leaf().certificate.public_bytes(Encoding.DER),
    "page of a web site": lambda: b"<html><body>Not found</body></html>",
    "private key": _private,
    "zeros": lambda: bytes(60_000),
    "garbage in a certificate": lambda: leaf().pem.replace(b"MII", b"AAA"),
}


def _curve() -> Key:
    return ec.derive_private_key(7, ec.SECP256R1())


def _last_issuer() -> Issued:
    return authority("Last CA", root(), path_length=0)


def _shown(make: Callable[[], bytes]) -> Forgery:
    """A genuine body, signed by whomever the first certificate is about."""
    pem = make()
    return signed(GENUINE, Signer(_key_of(pem), pem))


def _key_of(pem: bytes) -> Key:
    """The private key to the first certificate in ``pem``, or Alexa's where there is none."""
    try:
        public = x509.load_pem_x509_certificates(pem)[0].public_key()
    except ValueError:
        return leaf().key
    weak = (rsa_key(NAME, 1024), rsa_key("Any site"), _curve(), between().key, leaf().key)
    return next(key for key in (*weak, rsa_key(NAME)) if key.public_key() == public)


FORGED_CHAINS: Table = {f"chain: {name}": partial(_shown, make) for name, make in CHAINS.items()}
