"""Kinds of columns: how a value of SQLite or PostgreSQL becomes one that depends on neither, and comes back.

A stored value is a number, a truth, a text, bytes or nothing. Moments are microseconds since 1970, durations
microseconds; a JSON value stays the text it was, and only its digest looks at what it says.
"""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.db import models

Turn = Callable[[Any], Any] | None

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Beyond this a JSON number is compared as the float it is nearest to.
_EXACT = 2**53

KINDS = {
    **dict.fromkeys(["AutoField", "BigAutoField", "SmallAutoField", "IntegerField", "BigIntegerField"], "int"),
    **dict.fromkeys(["SmallIntegerField", "PositiveIntegerField", "PositiveBigIntegerField"], "int"),
    **dict.fromkeys(["PositiveSmallIntegerField"], "int"),
    **dict.fromkeys(["CharField", "TextField", "SlugField", "FileField", "FilePathField"], "text"),
    "BooleanField": "bool",
    "FloatField": "float",
    "DecimalField": "decimal",
    "BinaryField": "bytes",
    "DateTimeField": "moment",
    "DateField": "day",
    "TimeField": "time",
    "DurationField": "duration",
    "JSONField": "json",
    "UUIDField": "uuid",
    "GenericIPAddressField": "address",
}


class UnknownKind(Exception):
    """A column of a kind that no backup knows."""


def kind_of(field: "models.Field[Any, Any]") -> str:
    """Return the kind of a model's field; that of a foreign key is its target's."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    try:
        return KINDS[field.get_internal_type()]
    except KeyError:
        raise UnknownKind(f"{field} is a {field.get_internal_type()}; teach assay.backup.kinds this kind.") from None


def reader(kind: str) -> Turn:
    """Return how a value that either database's driver gave is stored; None for as it is."""
    return _READERS.get(kind)


def writer(kind: str, vendor: str) -> Turn:
    """Return how a stored value is given to the database's driver; None for as it is."""
    return (_TO_POSTGRESQL if vendor == "postgresql" else _TO_SQLITE).get(kind)


def compared(kind: str) -> Turn:
    """Return what of a stored value its digest looks at; None for all of it."""
    return _canonical_json if kind == "json" else None


def _moment(value: Any) -> int:
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    aware = found if found.tzinfo else found.replace(tzinfo=UTC)
    return (aware - EPOCH) // _MICROSECOND


def _iso(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _duration(value: Any) -> int:
    return value // _MICROSECOND if isinstance(value, timedelta) else int(value)


def _decimal(value: Any) -> str:
    plain = format(Decimal(str(value)), "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _json(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _hex(value: Any) -> str:
    return str(value).replace("-", "")


def _canonical_json(text: str) -> str:
    """Say the same for what both databases make of one value: they order keys and write numbers differently."""
    value = json.loads(text, parse_float=_number, parse_int=_number)
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _number(said: str) -> int | float:
    near = float(said)
    if abs(near) >= _EXACT or not near.is_integer():
        return near
    return int(near)


def _sqlite_moment(value: int) -> str:
    return str((EPOCH + value * _MICROSECOND).replace(tzinfo=None))


_READERS: dict[str, Callable[[Any], Any]] = {
    "bool": bool,
    "float": float,
    "bytes": bytes,
    "moment": _moment,
    "day": _iso,
    "time": _iso,
    "duration": _duration,
    "decimal": _decimal,
    "json": _json,
    "uuid": _hex,
    "address": str,
}
_TO_SQLITE: dict[str, Callable[[Any], Any]] = {"bool": int, "moment": _sqlite_moment}
_TO_POSTGRESQL: dict[str, Callable[[Any], Any]] = {
    "moment": lambda value: EPOCH + value * _MICROSECOND,
    "duration": lambda value: value * _MICROSECOND,
}
