"""A throw-away certificate authority, and an Alexa of our own that signs with it.

Its certificates have the form of Amazon's. Its clock stands still at the moment that the requests
in ``tests.alexa.envelopes`` are stamped with.
"""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from skill.alexa.trust import Trust, amazon

NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)
ADDRESS = "https://s3.amazonaws.com/echo.api/echo-api-cert-99-ats.pem"
NAME = "echo-api.amazon.com"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
Days = tuple[float, float]
MONTH: Days = (-1, 30)
"""From when until when something is valid, in days from now."""

USES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True)
class Issued:
    """A certificate and the key it is about."""

    certificate: x509.Certificate
    key: Key

    @property
    def pem(self) -> bytes:
        """The certificate as it stands in a file."""
        return self.certificate.public_bytes(Encoding.PEM)


@cache
def rsa_key(owner: str, bits: int = 2048) -> rsa.RSAPrivateKey:
    """The key of ``owner``, the same for as long as the tests run: making one takes a while."""
    return rsa.generate_private_key(65537, bits)


def issue(
    subject: str,
    by: Issued | None = None,
    *,
    key: Key | None = None,
    ca: bool = False,
    path_length: int | None = None,
    names: tuple[x509.GeneralName, ...] | None = (x509.DNSName(NAME),),
    days: Days = MONTH,
    uses: tuple[str, ...] | None = ("digital_signature", "key_encipherment"),
    purpose: x509.ObjectIdentifier = ExtendedKeyUsageOID.SERVER_AUTH,
    more: tuple[x509.ExtensionType, ...] = (),
    now: datetime = NOW,
) -> Issued:
    """A certificate, by itself where there is no issuer; what is None is left out of it."""
    key = key or rsa_key(subject)
    issuer = by or Issued(None, key)  # type: ignore[arg-type]
    public = key.public_key()
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(by.certificate.subject if by else _name(subject))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca, path_length), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()),
            critical=False,
        )
    )
    if ca:
        builder = builder.add_extension(_usage(("key_cert_sign", "crl_sign")), critical=True)
    else:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        if uses is not None:
            builder = builder.add_extension(_usage(uses), critical=True)
        if names is not None:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    for extension in more:
        builder = builder.add_extension(extension, critical=True)
    return Issued(builder.sign(issuer.key, hashes.SHA256()), key)


def authority(subject: str, by: Issued | None = None, **options: object) -> Issued:
    """A certificate that may issue others."""
    return issue(subject, by, ca=True, **{"days": (-3650, 3650)} | options)  # type: ignore[arg-type]


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _usage(uses: tuple[str, ...]) -> x509.KeyUsage:
    return x509.KeyUsage(**{use: use in uses for use in USES})


@cache
def root() -> Issued:
    """The one authority that is trusted."""
    return authority("Root CA 1")


@cache
def between() -> Issued:
    """The authority that issues Alexa's certificates."""
    return authority("RSA 2048 M02", root())


@cache
def leaf() -> Issued:
    """Alexa's certificate."""
    return issue(NAME, between())


@dataclass(frozen=True)
class Signer:
    """Somebody who signs requests and shows certificates."""

    key: Key
    pem: bytes
    address: str = ADDRESS

    def sign(self, body: bytes) -> str:
        """The signature of a body as it goes into the header."""
        if isinstance(self.key, rsa.RSAPrivateKey):
            signature = self.key.sign(body, padding.PKCS1v15(), hashes.SHA256())
        else:
            signature = self.key.sign(body, ec.ECDSA(hashes.SHA256()))
        return base64.b64encode(signature).decode()

    def headers(self, body: bytes) -> dict[str, str]:
        """The headers of a request with this body."""
        return {
            "Content-Type": "application/json; charset=utf-8",
            "SignatureCertChainUrl": self.address,
            "Signature-256": self.sign(body),
        }

    def fetch(self, _: str) -> bytes:
        """The certificates, wherever they are looked for."""
        return self.pem

    def trust(
        self,
        clock: Callable[[], datetime] = lambda: NOW,
        fetch: Callable[[str], bytes] | None = None,
    ) -> Trust:
        """What trusts requests of Alexa's, if its certificates are like these."""
        return amazon(clock=clock, fetch=fetch or self.fetch, roots=[root().certificate])


@cache
def alexa() -> Signer:
    """Alexa."""
    return Signer(leaf().key, leaf().pem + between().pem)


def sha1_signature(key: rsa.RSAPrivateKey, body: bytes) -> str:
    """A signature as in the older header, over SHA-1."""
    return base64.b64encode(key.sign(body, padding.PKCS1v15(), hashes.SHA1())).decode()


def pss_signature(key: rsa.RSAPrivateKey, body: bytes) -> str:
    """A signature with the other padding."""
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
    return base64.b64encode(key.sign(body, pss, hashes.SHA256())).decode()


def fetched_from(files: Mapping[str, bytes]) -> Callable[[str], bytes]:
    """Fetches what is in ``files`` by address."""

    def fetch(address: str) -> bytes:
        try:
            return files[address]
        except KeyError as error:
            raise FileNotFoundError(address) from error

    return fetch
