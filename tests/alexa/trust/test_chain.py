"""Chains in the form that Amazon gives them are trusted, until the first of them expires."""

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.x509.verification import Store

from skill.alexa.refusal import RefusedRequestError
from skill.alexa.trust.chain import signing_key
from tests.alexa.trust.forged_chains import CHAINS
from tests.alexa.trust.pki import (
    NAME,
    NOW,
    Issued,
    alexa,
    authority,
    between,
    issue,
    leaf,
    root,
    rsa_key,
)


def store(*roots: Issued) -> Store:
    return Store([each.certificate for each in roots or (root(),)])


def test_the_key_is_that_of_the_first_certificate() -> None:
    found = signing_key(alexa().pem, store(), NOW)
    assert found.key == leaf().key.public_key()


def test_a_chain_may_have_several_authorities_and_the_root_itself() -> None:
    sub = authority("Sub CA", between())
    pem = issue(NAME, sub).pem + sub.pem + between().pem + root().pem
    assert signing_key(pem, store(), NOW).key == leaf().key.public_key()


def test_other_names_may_stand_beside_alexas() -> None:
    names = (x509.DNSName("www.example.com"), x509.DNSName(NAME))
    pem = issue(NAME, between(), names=names).pem + between().pem
    assert signing_key(pem, store(), NOW)


def test_words_around_the_certificates_do_no_harm() -> None:
    pem = (
        b"subject: Alexa\n" + leaf().pem + b"\nissuer:\r\n" + between().pem.replace(b"\n", b"\r\n")
    )
    assert signing_key(pem, store(), NOW)


@pytest.mark.parametrize("first", ["leaf", "issuer", "root"])
def test_it_lasts_until_the_first_of_them_expires(first: str) -> None:
    days = {"leaf": 30.0, "issuer": 30.0, "root": 30.0} | {first: 3.0}
    top = authority("Own Root", days=(-9, days["root"]))
    middle = authority("Own CA", top, days=(-9, days["issuer"]))
    pem = issue(NAME, middle, days=(-9, days["leaf"])).pem + middle.pem
    assert signing_key(pem, store(top), NOW).expires == NOW + timedelta(days=3)


@pytest.mark.parametrize("name", CHAINS)
def test_any_other_chain_is_refused(name: str) -> None:
    with pytest.raises(RefusedRequestError, match="not to be trusted"):
        signing_key(CHAINS[name](), store(), NOW)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("expired", "not valid at validation time"),
        ("not yet valid", "not valid at validation time"),
        ("unknown root", "candidates exhausted"),
        ("wildcard name", "wildcard"),
        ("key not for signing", "something else"),
        ("key of another kind", "another kind"),
        ("weak key", "weak"),
        ("issuer for other names", "no permitted name constraints"),
    ],
)
def test_the_reason_is_the_one_meant(name: str, why: str) -> None:
    with pytest.raises(RefusedRequestError) as refused:
        signing_key(CHAINS[name](), store(), NOW)
    assert why in str(refused.value.__cause__)


class TestAmazonsForm:
    """Leaf, an "Amazon RSA 2048" authority, and two roots cross-signed by an older one each.

    Amazon's files hold these four; the root that vouches for the cross-signed ones is public.
    """

    @staticmethod
    def chain(now: datetime) -> tuple[bytes, Issued, Issued]:
        """The file as it was ``now``, the newest root by itself, and the oldest."""
        long = {"days": (-4000, 5000), "now": now}
        class_2 = authority("Starfield Class 2", **long)
        services = authority("Starfield Services Root G2", class_2, **long)
        crossed = authority("Amazon Root CA 1", services, **long)
        newest = authority("Amazon Root CA 1", **long)
        m02 = authority("Amazon RSA 2048 M02", newest, **long)
        signer = issue(NAME, m02, days=(-200, 190), now=now, key=rsa_key("signer"))
        return signer.pem + m02.pem + crossed.pem + services.pem, newest, class_2

    @pytest.mark.parametrize("year", [2019, 2023, 2026])
    @pytest.mark.parametrize("known", ["newest root", "oldest root", "both"])
    def test_it_is_trusted_at_its_date(self, year: int, known: str) -> None:
        now = datetime(year, 6, 1, tzinfo=UTC)
        pem, newest, oldest = self.chain(now)
        roots = {"newest root": (newest,), "oldest root": (oldest,), "both": (newest, oldest)}
        found = signing_key(pem, store(*roots[known]), now)
        assert found.key == rsa_key("signer").public_key()
        assert found.expires == now + timedelta(days=190)

    def test_it_is_not_trusted_years_later(self) -> None:
        now = datetime(2019, 6, 1, tzinfo=UTC)
        pem, newest, oldest = self.chain(now)
        with pytest.raises(RefusedRequestError):
            signing_key(pem, store(newest, oldest), now + timedelta(days=4 * 365))
