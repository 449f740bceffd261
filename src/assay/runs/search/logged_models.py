"""Logged models that fit a filter, in the order asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from assay.pure.filters import Comparison, Fields, FilterError, Kind, Mistake, Name, parse_filter
from assay.runs.models import LoggedModel, ModelStatus
from assay.runs.search.conditions import fits, in_order, moment_fits
from assay.runs.search.model_metrics import Dataset, HasMetric, LatestMetric
from assay.runs.search.run_groups import note_fits

FIELDS = Fields(
    texts={name: name for name in ("name", "model_id", "model_type", "status", "source_run_id")},
    numbers={
        **dict.fromkeys(("creation_timestamp", "creation_time", "creation_timestamp_ms"), "creation_timestamp"),
        **dict.fromkeys(
            ("last_updated_timestamp", "last_updated_time", "last_updated_timestamp_ms"), "last_updated_timestamp"
        ),
    },
    kinds=(Kind.METRIC, Kind.PARAM, Kind.TAG),
)
_COLUMNS = {
    "name": "name",
    "model_id": "uid",
    "model_type": "model_type",
    "status": "status",
    "source_run_id": "run__uid",
    "creation_timestamp": "created_at",
    "last_updated_timestamp": "updated_at",
}
_STATUS = {status.removeprefix("LOGGED_MODEL_"): status for status in ModelStatus.values}
MOST_ORDERS = 20
MOST_DATASETS = 20


@dataclass(frozen=True)
class ModelOrder:
    """By an attribute, or by `metrics.…`, there on one dataset only if it is named."""

    field: str
    is_descending: bool = False
    dataset: Dataset | None = None


def matching_models(
    models: QuerySet[LoggedModel],
    text: str,
    *,
    orders: Sequence[ModelOrder] = (),
    datasets: Sequence[Dataset] = (),
) -> QuerySet[LoggedModel]:
    """Return the models that the filter leaves, in this order, then newest first. Raises `FilterError`.

    With `datasets` only metrics that were logged on one of these count.
    """
    if len(datasets) > MOST_DATASETS or len(orders) > MOST_ORDERS:
        raise FilterError(Mistake.MANY_ORDERS, limit=str(MOST_ORDERS))
    found = [FIELDS.checked(comparison) for comparison in parse_filter(text)]
    for comparison in found:
        models = models.filter(_condition(comparison, datasets))
    if datasets and not any(one.name.kind is Kind.METRIC for one in found):
        models = models.filter(HasMetric(datasets=datasets))
    return models.order_by(*[_order(order) for order in orders], "-created_at", "uid")


def _condition(comparison: Comparison, datasets: Sequence[Dataset]) -> Any:
    name, value = comparison.name, comparison.value
    if name.kind is Kind.METRIC:
        return HasMetric(name.key, comparison.operator, value, datasets=datasets)
    if name.kind in {Kind.PARAM, Kind.TAG}:
        return note_fits("params" if name.kind is Kind.PARAM else "tags", comparison)
    if isinstance(value, float):
        return moment_fits(_COLUMNS[name.key], comparison)
    if name.key == "status" and isinstance(value, str):
        comparison = replace(comparison, value=_STATUS.get(value, value))
    return fits(F(_COLUMNS[name.key]), comparison)


def _order(order: ModelOrder) -> OrderBy:
    """A field is spelled plainly here, without quotes: what follows `metrics.` is the name of the metric."""
    kind, dot, key = order.field.partition(".")
    if dot and kind in {"metrics", "metric"} and key:
        latest = LatestMetric(key, datasets=[order.dataset] if order.dataset else [])
        return in_order(latest, is_descending=order.is_descending)
    if dot and kind not in {"attributes", "attribute"}:
        known = f"{Kind.ATTRIBUTE}, {Kind.METRIC}"
        raise FilterError(Mistake.UNKNOWN_KIND, found=kind[:40], known=known)
    name = FIELDS.named(Name(Kind.ATTRIBUTE, key if dot else kind), 1)
    return in_order(_COLUMNS[name.key], is_descending=order.is_descending)
