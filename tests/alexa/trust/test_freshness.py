"""A request is answered within two and a half minutes of when it was made, or not at all."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from skill.alexa.refusal import RefusedRequestError
from skill.alexa.trust.freshness import check_fresh, utc_now

NOW = datetime(2025, 1, 1, 12, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [
        ("IntentRequest", 150),
        ("LaunchRequest", 150),
        ("Brand.New", 150),
        ("AlexaSkillEvent", 150),
        ("AlexaSkillEvent.SkillDisabled", 3600),
    ],
)
@pytest.mark.parametrize("side", [-1, 1])
def test_the_tolerance_is_exact_and_to_both_sides(kind: str, seconds: int, side: int) -> None:
    check_fresh(kind, NOW + side * timedelta(seconds=seconds), NOW)
    with pytest.raises(RefusedRequestError, match="not of this moment"):
        check_fresh(kind, NOW + side * (timedelta(seconds=seconds) + MICROSECOND), NOW)


def test_the_same_moment_may_be_told_in_another_time_zone() -> None:
    check_fresh("LaunchRequest", NOW.astimezone(timezone(timedelta(hours=5, minutes=30))), NOW)


@pytest.mark.parametrize("stamp", [None, NOW.replace(tzinfo=None)])
def test_a_time_that_says_nothing_is_refused(stamp: datetime | None) -> None:
    with pytest.raises(RefusedRequestError, match="no proper time stamp"):
        check_fresh("LaunchRequest", stamp, NOW)


def test_the_clock_of_the_machine_knows_its_zone() -> None:
    check_fresh("LaunchRequest", datetime.now().astimezone(), utc_now())
