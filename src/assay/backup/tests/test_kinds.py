"""Values of both databases become the same, and come back."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from assay.backup import kinds

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "sqlite", "postgresql"),
    [
        ("moment", NOON.replace(tzinfo=None), NOON),
        ("moment", "2026-03-01 12:00:00.123456", NOON),
        ("day", "2026-03-01", date(2026, 3, 1)),
        ("time", "12:30:00", time(12, 30)),
        ("bool", 1, True),
        ("float", 3, 3.0),
        ("duration", 1_500_000, timedelta(seconds=1.5)),
        ("decimal", "1.50", Decimal("1.5")),
        ("uuid", "0" * 32, uuid.UUID(int=0)),
        ("bytes", b"ab", memoryview(b"ab")),
        ("json", '{"a": 1}', '{"a": 1}'),
    ],
)
def test_both_databases_say_the_same(kind: str, sqlite: Any, postgresql: Any) -> None:
    turn = kinds.reader(kind)
    assert turn is not None
    assert turn(sqlite) == turn(postgresql)


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_comes_back_as_it_was(moment: datetime) -> None:
    stored = kinds._moment(moment)
    to_sqlite, to_postgresql = (kinds.writer("moment", vendor) for vendor in ("sqlite", "postgresql"))
    assert to_sqlite is not None
    assert to_postgresql is not None
    assert kinds._moment(to_sqlite(stored)) == stored
    assert to_postgresql(stored) == moment


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('{"b": 1, "a": [1.0, 1e3]}', '{"a": [1, 1000], "b": 1}'),
        ("1e16", "10000000000000000"),
        ("1.2345678901234567e20", "123456789012345670000"),
        ("1e-7", "0.0000001"),
        ('"\\u00fc"', '"ü"'),
        ('{"a":  null}', '{"a": null}'),
    ],
)
def test_json_is_compared_by_what_it_says(one: str, other: str) -> None:
    turn = kinds.compared("json")
    assert turn is not None
    assert turn(one) == turn(other)
    assert turn(one) != turn("2")


def test_every_column_has_a_kind() -> None:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_concrete_fields:
            if field.column:
                assert kinds.kind_of(field)
