"""Rows of a table under the value that they share: how many runs of all have it, and their mean metrics."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

from django.db.models import Avg, Count, F, QuerySet, Window
from django.db.models.functions import Left

from assay.runs.columns import Column, Kind, Pick
from assay.runs.models import MetricSeries, Run
from assay.runs.queries.table.asking import compared, field_of
from assay.runs.queries.table.cells import MOST_VALUE, Row

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


# By the value that runs share and the metric: the mean of each field over all runs that fit.
Means = Mapping[tuple[object, str], Mapping[str, float | None]]


def can_group(column: Column) -> bool:
    return is_by_attribute(column) or column.store in {Kind.PARAM, Kind.TAG}


def groups_of(
    rows: Sequence[TableRow], texts: Sequence[str], by: Column, columns: Sequence[Column], pick: Pick, means: Means
) -> Iterator[Group]:
    """Yield the groups in the order of the rows, which come of `with_shared`; `texts` holds what each is grouped by."""
    for text, pairs in groupby(zip(texts, rows, strict=True), key=itemgetter(0)):
        found = [row for _text, row in pairs]
        value = _value(by, found[0].run, text)
        yield Group(
            rows=found,
            text=text,
            count=found[0].run.shared_by,  # type: ignore[attr-defined]
            means=[_mean(means, value, one, pick) if one.kind is Kind.METRIC else "" for one in columns],
            filter=compared(by, text) if text and by.name not in {f"attributes.{key}" for key in BY_ATTRIBUTE} else "",
        )


def with_shared(runs: QuerySet[Run], by: Column) -> QuerySet[Run]:
    """Let each run of `in_order` tell how many of all share its value, and the value if a param or tag holds it."""
    if is_by_attribute(by):
        return runs.annotate(shared_by=Window(Count("pk"), partition_by=[F(BY_ATTRIBUTE[by.key])]))
    value = F("grouped__value")
    return runs.annotate(shared_by=Window(Count("pk"), partition_by=[value]), shared=Left(value, MOST_VALUE))


def is_by_attribute(by: Column) -> bool:
    return by.kind is Kind.ATTRIBUTE and by.key in BY_ATTRIBUTE


def means_of(
    fitting: QuerySet[Run], by: Column, runs: Sequence[Run], texts: Sequence[str], metrics: Sequence[Column], pick: Pick
) -> Means:
    """Read the means of the groups of this page over all runs that fit, in one query."""
    if not metrics:
        return {}
    values = {_value(by, run, text) for run, text in zip(runs, texts, strict=True)} - {None, ""}
    path, where = _path(by)
    within = {f"run__{name}": value for name, value in where.items()} | {f"run__{path}__in": values}
    keys = {one.key for one in metrics}
    series = MetricSeries.objects.filter(run__in=fitting.values("pk"), key__in=keys, **within)
    fields = sorted({field_of(one, pick) for one in metrics})
    rows = series.values_list(f"run__{path}", "key").annotate(**{f"mean_{name}": Avg(name) for name in fields})
    return {(value, key): dict(zip(fields, found, strict=True)) for value, key, *found in rows.order_by()}


def _path(by: Column) -> tuple[str, dict[str, str]]:
    if is_by_attribute(by):
        return BY_ATTRIBUTE[by.key], {}
    relation = "params" if by.kind is Kind.PARAM else "tags"
    return f"{relation}__value", {f"{relation}__key": by.stored_key}


def _value(by: Column, run: Run, text: str) -> object:
    """What the database knows the group by."""
    if by.kind is Kind.ATTRIBUTE and by.key in {"task", "status"}:
        return (run.task.number if run.task else None) if by.key == "task" else run.status
    return text


def _mean(means: Means, value: object, column: Column, pick: Pick) -> str:
    mean = means.get((value, column.key), {}).get(field_of(column, pick))
    return "" if mean is None else column.written(mean)
