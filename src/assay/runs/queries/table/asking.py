"""What was asked of the table of runs, and which runs fit it in which order."""

import re
from dataclasses import dataclass, replace

from django.db.models import (
    Case,
    CharField,
    Expression,
    F,
    FilteredRelation,
    FloatField,
    OrderBy,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Cast

from assay.pure.directions import Direction
from assay.pure.filters import Kind as Named
from assay.pure.filters import Name, format_name
from assay.pure.metrics import NOTHING_DEFINED, Definitions
from assay.runs.columns import Column, Kind, Pick
from assay.runs.models import Run
from assay.runs.search import matching_runs
from assay.tasks.models import Task

# Stands among the statuses of the filter, and is none.
DELETED = "DELETED"
# Digits and exponent are few enough that every database can make a number of it.
NUMBER = r"^[+-]?([0-9]{1,30}\.?[0-9]{0,30}|\.[0-9]{1,30})([eE][+-]?[0-9]{1,2})?$"
_COMPARED = re.compile(r"[=<>!]|\b(?:I?LIKE|IN|IS)\b", re.IGNORECASE)
_NEWEST = ("-started_at", "-pk")
_COLUMNS: dict[str, str] = {
    "task": "task__number",
    "started": "started_at",
    "ended": "ended_at",
    "person": "person__name",
    "status": "status",
    "group": "group__name",
    "id": "uid",
}


@dataclass(frozen=True)
class Sorting:
    """Order by a column; a metric by the value that the column shows."""

    column: Column
    is_descending: bool

    def __str__(self) -> str:
        return f"{'-' if self.is_descending else ''}{self.column.name}"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the reader asked for; nothing means all, newest first, with the columns that the table chooses."""

    task: Task | None = None
    status: str = ""
    text: str = ""
    order: Sorting | None = None
    pick: Pick = Pick.LAST
    columns: list[Column] | None = None
    group: Column | None = None
    start: int = 0
    first_column: int = 0
    only_differing: bool = False
    definitions: Definitions = NOTHING_DEFINED

    @property
    def is_on(self) -> bool:
        """Whether this leaves some runs out."""
        return bool(self.task or self.status or self.text)

    def knowing(self, definitions: Definitions) -> "Asked":
        """Return the same, with what the project says of its metrics."""
        order = self.order and replace(self.order, column=self.order.column.knowing(definitions))
        return replace(self, definitions=definitions, order=order)


def fitting(runs: QuerySet[Run], asked: Asked) -> QuerySet[Run]:
    """Return the runs of `runs` that were asked for, in no order. Raises `FilterError`."""
    runs = runs.filter(deleted_at__isnull=asked.status != DELETED)
    if asked.task:
        runs = runs.filter(task=asked.task)
    if asked.status and asked.status != DELETED:
        runs = runs.filter(status=asked.status)
    if asked.text and is_words(asked.text):
        return runs.filter(name__icontains=asked.text)
    return matching_runs(runs, asked.text).order_by() if asked.text else runs


def is_words(text: str) -> bool:
    """Whether the text compares nothing, so that it can only be a part of a name."""
    return not _COMPARED.search(text)


def in_order(runs: QuerySet[Run], asked: Asked) -> QuerySet[Run]:
    """Return the runs by group, then by the column asked for, then newest first; what is missing stands last."""
    keys: list[OrderBy | str] = []
    if asked.group:
        runs, found = _keys(runs, Sorting(asked.group, is_descending=False), asked.pick, "grouped")
        keys += found
    if asked.order:
        runs, found = _keys(runs, asked.order, asked.pick, "ordered")
        keys += found
    return runs.order_by(*keys, *_NEWEST)


def first_order(column: Column) -> Sorting:
    """Return how a first click orders by the column: best or newest first, names from A."""
    if column.kind is Kind.METRIC:
        return Sorting(column, is_descending=column.direction is not Direction.LOWER)
    is_descending = column.kind is Kind.ATTRIBUTE and column.key in {"started", "ended", "duration", "task"}
    return Sorting(column, is_descending=is_descending)


def field_of(column: Column, default: Pick) -> str:
    """Return the field of a series in which the value that the column shows is kept."""
    pick = column.picked(default)
    if pick is Pick.BEST:
        return "low" if column.direction is Direction.LOWER else "high"
    return {Pick.LAST: "last", Pick.MIN: "low", Pick.MAX: "high", Pick.FIRST: "first"}[pick]


def compared(column: Column, value: str) -> str:
    """Return the filter that leaves the runs with this value."""
    kind = Named.PARAM if column.kind is Kind.PARAM else Named.TAG
    quoted = value.replace("'", "''")
    return f"{format_name(Name(kind, column.stored_key))} = '{quoted}'"


def _keys(runs: QuerySet[Run], sorting: Sorting, pick: Pick, alias: str) -> tuple[QuerySet[Run], list[OrderBy | str]]:
    column, is_descending = sorting.column, sorting.is_descending
    if column.store is Kind.ATTRIBUTE:
        expression = F("ended_at") - F("started_at") if column.key == "duration" else F(_COLUMNS[column.key])
        return runs, [OrderBy(expression, descending=is_descending, nulls_last=True)]
    relation = {Kind.METRIC: "series", Kind.PARAM: "params", Kind.TAG: "tags"}[column.store]
    # One row at most, so that the join multiplies nothing.
    joined = FilteredRelation(relation, condition=Q((f"{relation}__key", column.stored_key)))
    runs = runs.annotate(**{alias: joined})
    if column.kind is Kind.METRIC:
        shown = F(f"{alias}__{field_of(column, pick)}")
        return runs, [OrderBy(shown, descending=is_descending, nulls_last=True)]
    texts = OrderBy(F(f"{alias}__value"), descending=is_descending, nulls_last=True)
    return runs, [OrderBy(_number_of(f"{alias}__value"), descending=is_descending, nulls_last=True), texts]


def _number_of(path: str) -> Expression:
    """The text as a number, so that 10 stands behind 9; NULL for what is none."""
    is_number = {f"{path}__regex": NUMBER}
    return Case(
        When(**is_number, then=Cast(F(path), FloatField())),
        default=Cast(Value(None, output_field=CharField()), FloatField()),
    )
