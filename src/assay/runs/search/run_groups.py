"""Run groups, which clients call experiments, that fit a filter, in the order asked for."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from assay.pure.filters import Comparison, Fields, FilterError, Kind, Mistake, Operator, parse_filter, parse_order
from assay.runs.models import RunGroup
from assay.runs.models.group import DEFAULT_NAME
from assay.runs.search.conditions import fits, in_order, moment_fits
from assay.runs.search.lookups import JsonText

FIELDS = Fields(
    texts={"name": "name", "experiment_id": "experiment_id"},
    numbers={"creation_time": "creation_time", "last_update_time": "last_update_time"},
    kinds={Kind.TAG},
)
_COLUMNS = {
    "name": "name",
    "experiment_id": "pk",
    "creation_time": "created_at",
    "last_update_time": "updated_at",
}
_IDENTITY = Case(When(task=None, name=DEFAULT_NAME, then=Value("0")), default=Cast("pk", CharField()))


def matching_groups(groups: QuerySet[RunGroup], text: str, orders: Sequence[str] = ()) -> QuerySet[RunGroup]:
    """Return the groups that the filter leaves, in this order, then newest first. Raises `FilterError`."""
    for comparison in parse_filter(text):
        groups = groups.filter(_condition(FIELDS.checked(comparison)))
    found = [FIELDS.ordered(parse_order(order)) for order in orders]
    for order in found:
        if order.name.kind is not Kind.ATTRIBUTE:
            known = ", ".join(_COLUMNS)
            raise FilterError(Mistake.UNKNOWN_KEY, found=f"{order.name.kind}.{order.name.key}"[:40], known=known)
    keys = [in_order(_COLUMNS[order.name.key], is_descending=order.is_descending) for order in found]
    return groups.order_by(*keys, "-created_at", "-pk")


def _condition(comparison: Comparison) -> Any:
    key = comparison.name.key
    if comparison.name.kind is Kind.TAG:
        return note_fits("tags", comparison)
    if isinstance(comparison.value, float):
        return moment_fits(_COLUMNS[key], comparison)
    return fits(_IDENTITY if key == "experiment_id" else F("name"), comparison)


def note_fits(column: str, comparison: Comparison) -> Any:
    """Return the condition on a text in a JSON column of texts."""
    if comparison.operator is Operator.IS_NULL:
        return ~Q((f"{column}__has_key", comparison.name.key))
    if comparison.operator is Operator.IS_NOT_NULL:
        return Q((f"{column}__has_key", comparison.name.key))
    return fits(JsonText(F(column), Value(comparison.name.key)), comparison)
