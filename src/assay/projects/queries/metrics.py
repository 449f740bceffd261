"""The metric definitions of projects, as plain values: read once for a page, asked by all its parts."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Aggregate, JSONField, Model, OuterRef, Subquery
from django.db.models.functions import JSONObject

from assay.projects.models import MetricDefinition, MetricFacts
from assay.pure.metrics import Definitions

_FACTS = [name for name in MetricFacts.__dataclass_fields__ if name not in {"formula", "notes"}]


def definitions_of(project_id: int) -> Definitions:
    """Return what the project defined, in one query."""
    return definitions_of_projects([project_id])[project_id]


def definitions_of_projects(ids: Collection[int]) -> dict[int, Definitions]:
    """Return what each of several projects defined, in one query; nothing defined is an empty answer."""
    found: dict[int, list[Mapping[str, Any]]] = {number: [] for number in ids}
    for row in MetricDefinition.objects.present().filter(project__in=ids).values("project_id", *_FACTS):
        found[row.pop("project_id")].append(row)
    return {number: _definitions(rows) for number, rows in found.items()}


def told_metrics(project: str) -> Subquery:
    """Return the definitions as a column `told_metrics` of another query, whose field `project` leads to the project.

    So the page of one project or run needs no query of its own for them; `definitions_told` reads the column.
    """
    facts = JSONObject(**{name: name for name in _FACTS})
    present = MetricDefinition.objects.present().filter(project=OuterRef(project))
    return Subquery(present.values("project").annotate(told=_Gathered(facts)).values("told"))


def definitions_told(row: Model, project_id: int) -> Definitions:
    """Return what the project defined: as the row tells if it was read with `told_metrics`, else in one query."""
    if not hasattr(row, "told_metrics"):
        return definitions_of(project_id)
    return _definitions(row.told_metrics or [])


class _Gathered(Aggregate):
    """All values as one list."""

    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def _definitions(rows: Iterable[Mapping[str, Any]]) -> Definitions:
    return Definitions(MetricDefinition(**row).definition for row in rows)
