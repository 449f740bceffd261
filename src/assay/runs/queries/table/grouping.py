"""Rows of a table under the value that they share: how many runs of all have it, and their mean metrics."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Avg, Count, QuerySet

from assay.pure.numbers import short_number
from assay.runs.columns import AS_TAG, Column, Kind, Pick
from assay.runs.models import MetricSeries, Run
from assay.runs.queries.table.asking import compared, field_of
from assay.runs.queries.table.cells import Cell, Row

# What a table can be grouped by beside params and tags, and the field of a run that holds it.
BY_ATTRIBUTE = {"task": "task__number", "person": "person__name", "status": "status", "group": "group__name"}


@dataclass(frozen=True)
class TableRow:
    run: Run
    cells: Row


@dataclass(frozen=True)
class Group:
    """Rows with one value; `means` stand under the metric columns. A table without groups has one, without a text."""

    rows: list[TableRow]
    text: str = ""
    count: int = 0
    means: list[str] = field(default_factory=list)
    filter: str = ""


@dataclass(frozen=True)
class Facts:
    """Of all runs that fit, by the value they share: how many there are, and the means by series and field."""

    counts: Mapping[object, int]
    means: Mapping[tuple[object, str], Mapping[str, float | None]]


def can_group(column: Column) -> bool:
    if column.kind is Kind.ATTRIBUTE:
        return column.key in BY_ATTRIBUTE or column.key in AS_TAG
    return column.kind in {Kind.PARAM, Kind.TAG}


def groups_of(
    rows: Sequence[TableRow],
    keys: Sequence[Cell | None],
    by: Column,
    columns: Sequence[Column],
    pick: Pick,
    facts: Facts,
) -> Iterator[Group]:
    """Yield the groups in the order of the rows; `keys` holds what each row is grouped by."""
    for text, pairs in groupby(zip(keys, rows, strict=True), key=lambda pair: pair[0].full if pair[0] else ""):
        found = [row for _key, row in pairs]
        value = _value(by, found[0].run, text)
        means = [_mean(facts, value, one, pick) if one.kind is Kind.METRIC else "" for one in columns]
        yield Group(
            rows=found,
            text=text,
            count=facts.counts.get(value, len(found)),
            means=means,
            filter=compared(by, text) if text and by.name not in {f"attributes.{key}" for key in BY_ATTRIBUTE} else "",
        )


def facts_of(
    fitting: QuerySet[Run], by: Column, runs: Sequence[Run], keys: Sequence[Cell | None], metrics: Sequence[str]
) -> Facts:
    """Read what the groups of this page have in common over all runs that fit, in two queries."""
    values = {_value(by, run, key.full if key else "") for run, key in zip(runs, keys, strict=True)}
    path, where = _path(by)
    counted = fitting.filter(**where, **{f"{path}__in": values - {None, ""}}).values(path)
    counts = {row[path]: row["times"] for row in counted.annotate(times=Count("pk")).order_by()}
    within = {f"run__{name}": value for name, value in where.items()} | {f"run__{path}__in": values - {None, ""}}
    series = MetricSeries.objects.filter(run__in=fitting.values("pk"), key__in=metrics, **within)
    means: dict[tuple[object, str], dict[str, float | None]] = defaultdict(dict)
    fields = {f"mean_{name}": Avg(name) for name in ("first", "last", "low", "high")}
    for row in series.values(f"run__{path}", "key").annotate(**fields).order_by() if metrics else []:
        means[row[f"run__{path}"], row["key"]] = {
            name: row[f"mean_{name}"] for name in ("first", "last", "low", "high")
        }
    return Facts(counts, means)


def _path(by: Column) -> tuple[str, dict[str, str]]:
    if by.kind is Kind.ATTRIBUTE and by.key in BY_ATTRIBUTE:
        return BY_ATTRIBUTE[by.key], {}
    relation = "params" if by.kind is Kind.PARAM else "tags"
    return f"{relation}__value", {f"{relation}__key": AS_TAG.get(by.key, by.key)}


def _value(by: Column, run: Run, text: str) -> object:
    """What the database knows the group by."""
    if by.kind is Kind.ATTRIBUTE and by.key in {"task", "status"}:
        return (run.task.number if run.task else None) if by.key == "task" else run.status
    return text


def _mean(facts: Facts, value: object, column: Column, pick: Pick) -> str:
    mean = facts.means.get((value, column.key), {}).get(field_of(column, pick))
    return "" if mean is None else short_number(mean)
