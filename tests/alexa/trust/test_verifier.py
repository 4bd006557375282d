"""A request that differs from what Alexa signed, wherever it counts, is not let in."""

import base64
import json
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.alexa.compat import (
    VERIFY_SIGNATURE_APP_CONFIG,
    VERIFY_TIMESTAMP_APP_CONFIG,
    AbstractVerifier,
    SkillAdapter,
)
from skill.alexa.refusal import RefusedRequestError
from skill.alexa.trust.address import canonical
from skill.alexa.trust.verifier import ADDRESS, SIGNATURE
from tests.alexa.envelopes import APPLICATION, ask, matched
from tests.alexa.fakes import echo_skill
from tests.alexa.trust.pki import alexa, fetched_from

BODY = json.dumps(ask("CauseIntent", matched("bodyPart", "eye", "eyelid"))).encode()
GENUINE = alexa().headers(BODY)
TRUST = alexa().trust(fetch=fetched_from({alexa().address: alexa().pem}))


def let_in(headers: dict[str, str], body: bytes | str) -> bool:
    try:
        TRUST.signature.verify(headers, body)
    except RefusedRequestError:
        return False
    return True


def test_what_alexa_signed_is_let_in_as_bytes_and_as_text() -> None:
    assert let_in(GENUINE, BODY)
    assert let_in(GENUINE, BODY.decode())


@st.composite
def mutations(draw: st.DrawFn, of: bytes) -> bytes:
    """Bytes that are nearly these: some changed, left out, put in, doubled or swapped."""
    data = bytearray(of)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(data)))
        end = draw(st.integers(at, min(len(data), at + 8)))
        piece = draw(st.binary(max_size=6) | st.just(bytes(data[at:end]) * 2) | st.just(of))
        data[at:end] = piece
    return bytes(data)


@given(
    address=mutations(GENUINE[ADDRESS].encode()),
    signature=mutations(GENUINE[SIGNATURE].encode()),
    body=mutations(BODY),
    keep=st.sets(st.sampled_from(["address", "signature", "body"]), max_size=3),
)
@settings(max_examples=500)
def test_only_what_is_the_same_where_it_counts_is_let_in(
    address: bytes, signature: bytes, body: bytes, keep: set[str]
) -> None:
    url = GENUINE[ADDRESS] if "address" in keep else address.decode("latin-1")
    signed = GENUINE[SIGNATURE] if "signature" in keep else signature.decode("latin-1")
    said = BODY if "body" in keep else body
    if let_in({ADDRESS: url, SIGNATURE: signed}, said):
        assert canonical(url) == GENUINE[ADDRESS]
        assert base64.b64decode(signed) == base64.b64decode(GENUINE[SIGNATURE])
        assert said == BODY
    else:
        assert (url, signed, said) != (GENUINE[ADDRESS], GENUINE[SIGNATURE], BODY)


@given(st.integers(0, len(BODY) * 8 - 1))
@settings(max_examples=300)
def test_every_single_bit_of_the_body_counts(bit: int) -> None:
    flipped = bytearray(BODY)
    flipped[bit // 8] ^= 1 << bit % 8
    assert not let_in(GENUINE, bytes(flipped))


@given(st.integers(0, 256 * 8 - 1))
@settings(max_examples=300)
def test_every_single_bit_of_the_signature_counts(bit: int) -> None:
    flipped = bytearray(base64.b64decode(GENUINE[SIGNATURE]))
    flipped[bit // 8] ^= 1 << bit % 8
    assert not let_in(GENUINE | {SIGNATURE: base64.b64encode(flipped).decode()}, BODY)


def test_they_are_verifiers_of_the_sdk() -> None:
    assert isinstance(TRUST.signature, AbstractVerifier)
    assert isinstance(TRUST.freshness, AbstractVerifier)


@pytest.fixture
def post() -> Any:
    """Posts to the SDK's own adapter, which shows verifiers a body as text, after parsing it."""
    app = Flask(__name__)
    app.config.update(
        {VERIFY_SIGNATURE_APP_CONFIG: False, VERIFY_TIMESTAMP_APP_CONFIG: False, "TESTING": True}
    )
    verifiers = [TRUST.signature, TRUST.freshness]
    SkillAdapter(echo_skill(APPLICATION), APPLICATION, verifiers, app).register(app, "/")
    return app.test_client().post


def test_the_sdks_own_adapter_lets_alexa_in_by_them(post: Any) -> None:
    assert post("/", data=BODY, headers=GENUINE).status_code == 200


def test_the_sdks_own_adapter_lets_nobody_else_in_by_them(post: Any) -> None:
    with pytest.raises(RefusedRequestError):
        post("/", data=BODY + b" ", headers=GENUINE)
