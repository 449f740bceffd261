"""Which tables and columns there are: as the migrations say that were applied, whichever program asks.

So an older database can be saved by a newer program before that one changes it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.migrations.loader import MigrationLoader

from assay.backup.kinds import kind_of
from assay.kit.blobs.naming import columns as blob_columns
from assay.kit.schema import Node


@dataclass(frozen=True)
class Column:
    name: str
    kind: str


@dataclass(frozen=True)
class Table:
    """A table with its columns; `counter` is the one whose numbers the database hands out."""

    name: str
    columns: tuple[Column, ...]
    counter: str = ""

    def is_like(self, other: "Table") -> bool:
        """Whether both hold the same; in which order a table was given its columns is of no account."""
        return (self.name, self.counter, self._by_name()) == (other.name, other.counter, other._by_name())

    def _by_name(self) -> list[Column]:
        return sorted(self.columns, key=lambda column: column.name)

    @property
    def selection(self) -> str:
        return ", ".join(connection.ops.quote_name(column.name) for column in self.columns)


def applied_migrations() -> list[Node]:
    """Return the migrations of this database that belong to the program, in the order of their names."""
    loader = MigrationLoader(connection)
    return sorted(node for node in loader.applied_migrations if node in loader.graph.nodes)


def tables_at(nodes: Collection[Node]) -> list[Table]:
    """Return the tables as they are once these migrations are applied, by name."""
    loader = MigrationLoader(None)
    state = loader.project_state([node for node in nodes if node in loader.graph.nodes])
    models = [model for model in state.apps.get_models(include_auto_created=True) if _has_table(model)]
    return sorted((_table(model) for model in models), key=lambda table: table.name)


def blob_selections(tables: Collection[Table]) -> list[str]:
    """Return the queries that name all blobs, as far as these tables know them."""
    found = {(table.name, column.name) for table in tables for column in table.columns}
    quote = connection.ops.quote_name
    places = {(model._meta.db_table, _column(model, field)) for model, field in blob_columns()}
    return [
        f"SELECT DISTINCT {quote(column)} FROM {quote(table)} WHERE {quote(column)} <> ''"  # noqa: S608  our own names
        for table, column in sorted(places & found)
    ]


def _column(model: Any, field: str) -> str:
    return str(model._meta.get_field(field).column)


def _has_table(model: Any) -> bool:
    return model._meta.managed and not model._meta.proxy and not model._meta.swapped


def _table(model: Any) -> Table:
    fields = [field for field in model._meta.local_concrete_fields if field.column]
    counters = [field.column for field in fields if field.get_internal_type().endswith("AutoField")]
    columns = tuple(Column(field.column, kind_of(field)) for field in fields)
    return Table(model._meta.db_table, columns, counter=counters[0] if counters else "")
