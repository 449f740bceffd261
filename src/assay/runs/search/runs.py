"""Runs that fit a filter, in the order asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Case, CharField, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Expression, OrderBy
from django.db.models.functions import Cast, Concat

from assay.pure.filters import (
    Comparison,
    Fields,
    FilterError,
    Kind,
    Mistake,
    Operator,
    Order,
    parse_filter,
    parse_order,
)
from assay.runs.models import DatasetInput, MetricSeries, Param, Run, RunTag
from assay.runs.models.group import DEFAULT_NAME
from assay.runs.search.conditions import fits, in_order, moment_fits

FIELDS = Fields(
    texts={
        "run_id": "run_id",
        "run_name": "run_name",
        **dict.fromkeys(("run name", "Run name", "Run Name"), "run_name"),
        "status": "status",
        "user_id": "user_id",
        "artifact_uri": "artifact_uri",
    },
    numbers={
        **dict.fromkeys(("start_time", "created", "Created"), "start_time"),
        "end_time": "end_time",
    },
    kinds=frozenset(Kind),
)
MOST_ORDERS = 20
# The name of the Default group is its identity, and clients know it as experiment 0.
_EXPERIMENT = Case(
    When(group__task=None, group__name=DEFAULT_NAME, then=Value("0")), default=Cast("group_id", CharField())
)
_COLUMNS: Mapping[str, str | Expression] = {
    "run_id": "uid",
    "run_name": "name",
    "status": "status",
    "user_id": "user_name",
    "start_time": "started_at",
    "end_time": "ended_at",
    "artifact_uri": Concat(Value("mlflow-artifacts:/"), _EXPERIMENT, Value("/"), F("uid"), Value("/artifacts")),
}
_RELATIONS = {Kind.METRIC: "series", Kind.PARAM: "params", Kind.TAG: "tags"}


def matching_runs(runs: QuerySet[Run], text: str, orders: Sequence[str] = ()) -> QuerySet[Run]:
    """Return the runs that the filter leaves, in this order, then newest first. Raises `FilterError`."""
    for comparison in parse_filter(text):
        runs = runs.filter(_condition(FIELDS.checked(comparison)))
    return _ordered(runs, orders)


def _condition(comparison: Comparison) -> Any:
    conditions: Mapping[Kind, Callable[[Comparison], Any]] = {
        Kind.ATTRIBUTE: _attribute,
        Kind.METRIC: _metric,
        Kind.DATASET: _dataset,
    }
    return conditions.get(comparison.name.kind, _note)(comparison)


def _attribute(comparison: Comparison) -> Any:
    column = _COLUMNS[comparison.name.key]
    if isinstance(comparison.value, float):
        return moment_fits(str(column), comparison)
    return fits(F(column) if isinstance(column, str) else column, comparison)


def _metric(comparison: Comparison) -> Exists:
    """By the latest value; NaN, which is stored as nothing, differs from every number and fits no other sign."""
    rows = MetricSeries.objects.filter(run=OuterRef("pk"), key=comparison.name.key)
    if comparison.operator is Operator.DIFFERS:
        return Exists(rows.filter(Q(fits(F("last"), comparison)) | Q(last=None)))
    return Exists(rows.filter(fits(F("last"), comparison)))


def _note(comparison: Comparison) -> Any:
    table = Param if comparison.name.kind is Kind.PARAM else RunTag
    rows = table.objects.filter(run=OuterRef("pk"), key=comparison.name.key)
    if comparison.operator is Operator.IS_NULL:
        return ~Exists(rows)
    if comparison.operator is Operator.IS_NOT_NULL:
        return Exists(rows)
    return Exists(rows.filter(fits(F("value"), comparison)))


def _dataset(comparison: Comparison) -> Exists:
    key = comparison.name.key
    return Exists(DatasetInput.objects.filter(run=OuterRef("pk")).exclude(**{key: ""}).filter(fits(F(key), comparison)))


def _ordered(runs: QuerySet[Run], orders: Sequence[str]) -> QuerySet[Run]:
    if len(orders) > MOST_ORDERS:
        raise FilterError(Mistake.MANY_ORDERS, limit=str(MOST_ORDERS))
    keys: list[OrderBy | str] = []
    for number, text in enumerate(orders):
        runs, found = _order(runs, FIELDS.ordered(parse_order(text)), f"order_{number}")
        keys += found
    return runs.order_by(*keys, "-started_at", "uid")


def _order(runs: QuerySet[Run], order: Order, alias: str) -> tuple[QuerySet[Run], list[OrderBy]]:
    kind, key = order.name.kind, order.name.key
    if kind is Kind.ATTRIBUTE:
        return runs, [in_order(_COLUMNS[key], is_descending=order.is_descending)]
    relation = _RELATIONS[kind]
    # One row at most, so that the join multiplies nothing.
    joined = FilteredRelation(relation, condition=Q((f"{relation}__key", key)))
    runs = runs.annotate(**{alias: joined})
    if kind is not Kind.METRIC:
        return runs, [in_order(f"{alias}__value", is_descending=order.is_descending)]
    # Numbers first, then NaN, then what has no such metric, whichever way the numbers go.
    rank = Case(
        When(**{f"{alias}__last__isnull": False}, then=0), When(**{f"{alias}__isnull": False}, then=1), default=2
    )
    return runs, [OrderBy(rank), in_order(f"{alias}__last", is_descending=order.is_descending)]
