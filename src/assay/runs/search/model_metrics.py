"""The metrics that a logged model keeps in JSON, within SQL.

The column holds `{"any name": {"key": …, "value": …, "step": …, "timestamp": …, "dataset_name": …}}`; NaN and the
infinities are the texts that the protocol has for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import BooleanField, F, Field, FloatField, Func

from assay.pure.filters import Operator
from assay.runs.search.lookups import Sql

_ROWS: Mapping[str, str] = {"sqlite": "json_each({0})", "postgresql": "jsonb_each({0})"}
_FIELD: Mapping[str, str] = {"sqlite": "json_extract(found.value, '$.{0}')", "postgresql": "(found.value ->> '{0}')"}
_NUMBER: Mapping[str, str] = {
    "sqlite": (
        "(CASE json_extract(found.value, '$.value') WHEN 'Infinity' THEN 9e999 WHEN '-Infinity' THEN -9e999 "
        "WHEN 'NaN' THEN NULL ELSE json_extract(found.value, '$.value') END)"
    ),
    "postgresql": "CAST(NULLIF(found.value ->> 'value', 'NaN') AS double precision)",
}
_WHOLE: Mapping[str, str] = {
    "sqlite": "json_extract(found.value, '$.{0}')",
    "postgresql": "CAST(found.value ->> '{0}' AS bigint)",
}


@dataclass(frozen=True)
class Dataset:
    """A dataset by name; without a digest, in all its versions."""

    name: str
    digest: str = ""


class LatestMetric(Func):
    """The value that was logged last, of this metric on one of these datasets; NULL for none and for NaN."""

    kind: "ClassVar[type[Field[Any, Any]]]" = FloatField

    def __init__(self, key: str = "", *, datasets: Sequence[Dataset] = ()) -> None:
        super().__init__(F("metrics"), output_field=self.kind())
        self.key, self.datasets = key, tuple(datasets)

    def as_sql(self, compiler: Any, connection: Any, *_named: Any, **_context: Any) -> Sql:
        vendor = connection.vendor
        rows, values = self._rows(compiler, vendor)
        order = ", ".join(f"{_WHOLE[vendor].format(name)} DESC" for name in ("timestamp", "step"))
        return f"(SELECT {_NUMBER[vendor]} {rows} ORDER BY {order} LIMIT 1)", tuple(values)

    def _rows(self, compiler: Any, vendor: str) -> tuple[str, list[Any]]:
        """Return FROM and WHERE: our own names of columns, and marks for everything that was asked."""
        column, values = compiler.compile(self.source_expressions[0])
        field, conditions = _FIELD[vendor], []
        if self.key:
            conditions.append(f"{field.format('key')} = %s")
            values = [*values, self.key]
        if self.datasets:
            on_one, names = _on(self.datasets, field)
            conditions.append(on_one)
            values = [*values, *names]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        return f"FROM {_ROWS[vendor].format(column)} AS found{where}", list(values)


class HasMetric(LatestMetric):
    """Whether the model has such a metric; with an operator, one whose value compares so."""

    kind = BooleanField

    def __init__(
        self, key: str = "", operator: Operator | None = None, value: Any = None, *, datasets: Sequence[Dataset] = ()
    ) -> None:
        super().__init__(key, datasets=datasets)
        self.operator, self.value = operator, value

    def as_sql(self, compiler: Any, connection: Any, *_named: Any, **_context: Any) -> Sql:
        rows, values = self._rows(compiler, connection.vendor)
        if self.operator is None:
            return f"EXISTS (SELECT 1 {rows})", tuple(values)
        sign = "<>" if self.operator is Operator.DIFFERS else str(self.operator)
        return f"EXISTS (SELECT 1 {rows} AND {_NUMBER[connection.vendor]} {sign} %s)", (*values, self.value)


def _on(datasets: Sequence[Dataset], field: str) -> tuple[str, list[str]]:
    """Return the condition that a metric was logged on one of the datasets."""
    parts, values = [], []
    for one in datasets:
        part = f"{field.format('dataset_name')} = %s"
        values.append(one.name)
        if one.digest:
            part += f" AND {field.format('dataset_digest')} = %s"
            values.append(one.digest)
        parts.append(f"({part})")
    return f"({' OR '.join(parts)})", values
