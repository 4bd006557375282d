"""Profiles in DynamoDB: a real server of its protocol, and all the ways it can fail."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from skill.core.profile import Profile
from skill.profiles.in_time import InTime
from skill.profiles.setting import store_from
from skill.profiles.store import Kept, ProfileError, ProfileStore
from tests.profiles.dynamodb_server import SLOW, Manner, Table
from tests.profiles.patience import Patience

WHO = "alexa:1"
SLOWER = Kept().followed_by(Profile(greeted=True, pace=1.25, routines_done=3, days=(739_001,)))


def store_at(table: Table) -> ProfileStore:
    store = store_from(f"dynamodb:{table.name}")
    assert store is not None
    return store


def test_what_is_kept_is_there_for_the_next_function(table: Table) -> None:
    assert store_at(table).load(WHO) == Kept()
    assert store_at(table).save(WHO, SLOWER, since=Kept())
    assert store_at(table).load(WHO) == SLOWER
    assert store_at(table).load("alexa:2") == Kept()


def test_nothing_is_written_over_that_was_not_seen(table: Table) -> None:
    store = store_at(table)
    assert store.save(WHO, SLOWER, since=Kept())
    assert not store.save(WHO, Kept().followed_by(Profile()), since=Kept())
    newer = SLOWER.followed_by(Profile(quiet=True))
    assert store.save(WHO, newer, since=SLOWER)
    assert not store.save(WHO, SLOWER.followed_by(Profile()), since=SLOWER)
    assert store.load(WHO) == newer
    store.forget(WHO)
    store.forget(WHO)
    assert not store.save(WHO, newer.followed_by(Profile()), since=newer)
    assert store.load(WHO) == Kept()


def test_one_store_serves_many_threads(table: Table) -> None:
    store = store_at(table)

    def visit(person: str) -> Kept:
        kept = store.load(person)
        for done in range(3):
            new = kept.followed_by(Profile(routines_done=done))
            assert store.save(person, new, since=kept)
            assert not store.save(person, kept.followed_by(Profile()), since=kept)
            kept = new
        assert store.load(person) == kept
        return kept

    people = [f"alexa:{number}" for number in range(16)]
    with ThreadPoolExecutor(8) as threads:
        assert len({kept.version for kept in threads.map(visit, people)}) == len(people)


def test_nothing_is_used_that_boto3_does_not_allow_threads_to_share(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_at(table)  # the import of the SDK's adapter makes a resource, and uses it for nothing

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a resource is not for many threads")

    monkeypatch.setattr("boto3.resources.factory.ResourceFactory.load_from_definition", refuse)
    store = store_at(table)
    assert store.save(WHO, SLOWER, since=Kept())
    assert store.load(WHO) == SLOWER
    store.forget(WHO)


def test_an_item_holds_texts_only(table: Table) -> None:
    store_at(table).save(WHO, SLOWER, since=Kept())
    item = table.resource.get_item(Key={"id": WHO})["Item"]
    assert item.keys() == {"id", "attributes"}
    assert item["attributes"].keys() == {"profile", "record", "version"}
    assert all(isinstance(value, str) for value in item["attributes"].values())


@pytest.mark.parametrize("profile", ["{half", "", "[]", '{"pace": "fast"}'])
def test_a_profile_that_cannot_be_read_is_an_empty_one_and_can_be_written_over(
    table: Table, profile: str
) -> None:
    store = store_at(table)
    attributes = {"profile": profile, "record": "r", "version": "v"}
    table.resource.put_item(Item={"id": WHO, "attributes": attributes})
    found = store.load(WHO)
    assert found.profile == Profile()
    assert store.save(WHO, found.followed_by(SLOWER.profile), since=found)


@pytest.mark.parametrize(
    ("manner", "kind"),
    [
        ("throttling", "ProvisionedThroughputExceededException"),
        ("garbage", "NotDynamoDBError"),
        ("hanging up", "ConnectionClosedError"),
        ("slow", "ReadTimeoutError|in time"),
        ("dripping", "in time"),
    ],
)
def test_whatever_the_table_does_it_costs_little_time_and_one_sentence(
    table: Table, manner: Manner, kind: str, patience: Patience
) -> None:
    if manner in ("slow", "dripping"):
        patience.short()
    table.manner = manner
    shared = InTime(store_at(table))
    for question in (
        lambda store: store.load(WHO),
        lambda store: store.save(WHO, SLOWER, since=Kept()),
        lambda store: store.forget(WHO),
    ):
        shared.resting_until = 0.0
        begun = time.monotonic()
        with pytest.raises(ProfileError, match=kind) as problem:
            question(shared.for_one_request())
        assert time.monotonic() - begun < SLOW / 6
        assert WHO not in str(problem.value)
        assert "\n" not in str(problem.value)
    patience.long()
    table.manner = "obliging"
    assert store_at(table).load(WHO) == Kept()


def test_a_table_that_is_missing_or_nowhere_is_one_sentence(
    aws: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ProfileError, match=r"ResourceNotFoundException.*check its name"):
        store_at(aws).load(WHO)
    monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1")
    with pytest.raises(ProfileError, match="EndpointConnectionError"):
        store_at(aws).save(WHO, SLOWER, since=Kept())
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    with pytest.raises(ProfileError, match="NoCredentialsError"):
        store_at(aws).forget(WHO)


def test_a_save_that_got_there_unheard_is_there(table: Table) -> None:
    table.manner = "forgetful"
    # botocore asks twice, and the second time it is too late.
    with pytest.raises(ProfileError):
        store_at(table).save(WHO, SLOWER, since=Kept())
    table.manner = "obliging"
    assert store_at(table).load(WHO) == SLOWER
