"""However spoilt a request is, it is answered within the limits, with 200 or 400."""

from tests.alexa.fuzz import faults, fuzz


def test_spoilt_requests_break_nothing() -> None:
    outcomes, wrong = fuzz(1500, seed=7)
    assert wrong == []
    assert set(outcomes) == {"200", "400"}
    assert min(outcomes.values()) > 50


def test_what_is_wrong_would_be_seen() -> None:
    assert faults(500, b"") == ["status 500"]
    assert faults(200, b'{"response": {"outputSpeech": {"ssml": "%s"}}}' % (b"a" * 8000)) == [
        "longer than Alexa says"
    ]
    assert faults(200, b'{"response": {}, "x": "%s"}' % (b"a" * 122_880)) == [
        "larger than Alexa takes"
    ]
