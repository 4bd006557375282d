"""The public roots are all there, and one that cannot be read does not take the rest along."""

import pytest

from skill.alexa.trust import roots
from skill.alexa.trust.roots import NoRootsError, public_roots, readable
from tests.alexa.trust.pki import between, root


def test_those_that_vouch_for_amazon_are_there() -> None:
    names = {each.subject.rfc4514_string() for each in public_roots()}
    assert any("Amazon Root CA 1" in name for name in names)
    assert any("Starfield Services Root" in name for name in names)


def test_an_odd_one_is_left_out() -> None:
    odd = root().pem.replace(b"MII", b"AAA")
    text = b"# a root\n"
    found = readable(text + root().pem + odd + text + between().pem)
    assert found == [root().certificate, between().certificate]


def test_a_damaged_list_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roots.certifi, "contents", lambda: "")
    with pytest.raises(NoRootsError, match=r"^The list .+ certifi\.$"):
        public_roots()
