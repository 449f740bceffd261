"""Rows of plain SQL as objects of models.

For the few paths that every metric of every training takes: there the ORM needs longer to put a query together than
the database to answer it. The SQL stands where it is used; here is only how a row becomes an object.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC
from functools import cache
from itertools import islice
from typing import Any, Generic, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)
_Convert = Callable[[Any, Any, Any], Any]


class RowsOf(Generic[M]):
    """All columns of a model's table under an alias, and the objects that such rows make."""

    def __init__(self, model: type[M], alias: str) -> None:
        fields = model._meta.concrete_fields
        self.model = model
        self.names = tuple(field.attname for field in fields)
        self.columns = ", ".join(f"{alias}.{connection.ops.quote_name(str(field.column))}" for field in fields)

    def take(self, values: Iterator[Any]) -> M:
        """Make one object of the next values of a row; its related objects load when they are first asked for."""
        row = list(islice(values, len(self.names)))
        for at, convert, expression in _converters(self.model, connection.vendor):
            row[at] = convert(row[at], expression, connection)
        return self.model.from_db("default", self.names, row)


def fetched(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Run one statement and return its rows as the database gave them."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def moment(value: Any) -> Any:
    """Return a time as the ORM would; SQLite gives it without its zone, which is always UTC."""
    return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


@cache
def _converters(model: type[models.Model], _vendor: str) -> list[tuple[int, _Convert, Any]]:
    """What the database's values need to become the field's: JSON to read, time zones to add."""
    columns = [field.get_col(field.model._meta.db_table) for field in model._meta.concrete_fields]
    return [
        (at, convert, column)
        for at, column in enumerate(columns)
        for convert in (*connection.ops.get_db_converters(column), *column.get_db_converters(connection))
    ]
