"""Every way to write the address of Alexa's certificates comes to one, and no other passes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.refusal import RefusedRequestError
from skill.alexa.trust.address import canonical
from tests.alexa.trust.forged_addresses import ADDRESSES

FILE = "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@pytest.mark.parametrize(
    "address",
    [
        FILE,
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/./echo.api/x/../echo-api-cert.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api/echo-api-cert.pem",
    ],
)
def test_all_ways_to_write_it_are_one_address(address: str) -> None:
    assert canonical(address) == FILE


def test_a_folder_below_is_alexas_too() -> None:
    address = "https://s3.amazonaws.com/echo.api/2026/echo-api-cert-14-ats.pem"
    assert canonical(address) == address


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_what_looks_like_it_is_refused(address: str) -> None:
    with pytest.raises(RefusedRequestError, match=r"^The address .+\.$"):
        canonical(address)


def test_a_missing_one_is_refused() -> None:
    with pytest.raises(RefusedRequestError, match="missing"):
        canonical(None)


@given(st.text() | st.from_regex(r"https://[ -~]*s3\.amazonaws\.com[ -~]*/echo\.api/[ -~]*"))
def test_whatever_passes_is_a_plain_file_in_alexas_folder(address: str) -> None:
    try:
        found = canonical(address)
    except RefusedRequestError:
        return
    assert found.startswith("https://s3.amazonaws.com/echo.api/")
    assert not set(found) & set("%\\?#@;")
    assert not {"", ".", ".."} & set(found.removeprefix("https://").split("/"))
    assert canonical(found) == found
