"""Counting tries: for all processes, in time, and without writing when nothing is counted."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assay.kit.addresses import UNKNOWN, address_in, address_of, network_of
from assay.kit.clock import now
from assay.kit.limits import Limit, TooOften, sweep_tallies
from assay.kit.models import Tally

pytestmark = pytest.mark.django_db
LIMIT = Limit("knocking", most=3, seconds=60)


def test_a_few_tries_are_free_then_one_waits() -> None:
    at = now()
    for _ in range(3):
        assert LIMIT.seconds_left("me", at=at) == 0
        LIMIT.count("me", at=at)
    assert LIMIT.seconds_left("me", at=at + timedelta(seconds=20)) == 40
    with pytest.raises(TooOften):
        LIMIT.check("me", at=at)


def test_somebody_else_is_counted_apart() -> None:
    for _ in range(3):
        LIMIT.count("me")
    assert LIMIT.seconds_left("you") == 0


def test_when_the_time_is_over_the_count_begins_anew() -> None:
    at = now()
    for _ in range(5):
        LIMIT.count("me", at=at)
    later = at + timedelta(seconds=61)
    assert LIMIT.seconds_left("me", at=later) == 0
    LIMIT.count("me", at=later)
    assert Tally.objects.get().count == 1


def test_asking_writes_nothing() -> None:
    LIMIT.count("me")
    with CaptureQueriesContext(
        connection,
    ) as seen:
        LIMIT.seconds_left("me")
    assert [query["sql"][:6] for query in seen] == ["SELECT"]


def test_only_the_first_of_two_has_a_claim() -> None:
    at = now()
    assert LIMIT.claim("code", at=at)
    assert not LIMIT.claim("code", at=at)
    assert LIMIT.claim("code", at=at + timedelta(seconds=61))


def test_what_is_over_is_swept() -> None:
    LIMIT.count("me", at=now() - timedelta(hours=1))
    LIMIT.count("you")
    sweep_tallies.work()
    assert Tally.objects.count() == 1


def test_nobody_can_read_who_tried_what() -> None:
    LIMIT.count("ana@northwind.example")
    assert "ana" not in Tally.objects.get().key


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.9"),
        (0, "1.2.3.4", "10.0.0.9"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (3, "1.2.3.4", "1.2.3.4"),
        (1, "not an address", UNKNOWN),
    ],
)
def test_only_what_our_proxies_wrote_is_believed(settings, proxies, forwarded, address) -> None:
    settings.PROXIES = proxies
    meta = {"REMOTE_ADDR": "10.0.0.9"} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    assert address_of(SimpleNamespace(META=meta)) == address
    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    assert address_in({"client": ("10.0.0.9", 1), "headers": headers}) == address


def test_a_household_of_ipv6_is_one_place() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::2") == "2001:db8::/64"
    assert network_of("1.2.3.4") == "1.2.3.4"
