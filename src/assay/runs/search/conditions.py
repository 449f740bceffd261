"""One comparison of a filter as a condition on a column or an expression."""

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, cast

from django.db.models import F, Q
from django.db.models.expressions import Combinable, Expression, OrderBy

from assay.kit.clock import from_milliseconds
from assay.pure.filters import Comparison, FilterError, Mistake, Operator
from assay.runs.search import lookups

_SIGNS: Mapping[Operator, Any] = {
    Operator.EQUAL: lookups.Equals,
    Operator.DIFFERS: lookups.Differs,
    Operator.BELOW: lookups.Below,
    Operator.AT_MOST: lookups.AtMost,
    Operator.ABOVE: lookups.Above,
    Operator.AT_LEAST: lookups.AtLeast,
    Operator.LIKE: lookups.Like,
    Operator.ILIKE: lookups.ILike,
    Operator.IN: lookups.Within,
    Operator.NOT_IN: lookups.Without,
}
_ROUNDED = timedelta(microseconds=500)


def fits(expression: Combinable, comparison: Comparison) -> Any:
    """Return the condition that texts or numbers compare so; a missing one never does."""
    return _SIGNS[comparison.operator](expression, comparison.value)


def moment_fits(column: str, comparison: Comparison) -> Q:
    """Return the condition that a time compares so with milliseconds. Raises `FilterError` for no time.

    Clients know times rounded to the millisecond, the database knows the microsecond.
    """
    upto, after = _around(comparison)
    match comparison.operator:
        case Operator.ABOVE:
            return Q((f"{column}__gte", after))
        case Operator.AT_LEAST:
            return Q((f"{column}__gte", upto))
        case Operator.BELOW:
            return Q((f"{column}__lt", upto))
        case Operator.AT_MOST:
            return Q((f"{column}__lt", after))
    # Between two milliseconds there is no time that a client knows: `after` is `upto` then.
    within = Q((f"{column}__gte", upto), (f"{column}__lt", after))
    outside = Q((f"{column}__lt", upto)) | Q((f"{column}__gte", after))
    return within if comparison.operator is Operator.EQUAL else outside


def in_order(column: str | Expression, *, is_descending: bool) -> OrderBy:
    """Return the order by this column, missing values last."""
    expression = F(column) if isinstance(column, str) else column
    return OrderBy(expression, descending=is_descending, nulls_last=True)


def _around(comparison: Comparison) -> tuple[datetime, datetime]:
    """Return the first moment that is no longer below the value, and the first that is above it."""
    value = cast("float", comparison.value)
    moments = None
    if math.isfinite(value):
        moments = from_milliseconds(math.ceil(value)), from_milliseconds(math.floor(value) + 1)
    if not moments or moments[0] is None or moments[1] is None or moments[0].year <= 1:
        raise FilterError(Mistake.NOT_A_TIME, comparison.column, found=f"{value:g}")
    return moments[0] - _ROUNDED, moments[1] - _ROUNDED
