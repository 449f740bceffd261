"""The metric definitions of projects, as plain values: read once for a page, asked by all its parts."""

from collections.abc import Collection

from assay.projects.models import MetricDefinition
from assay.pure.metrics import Definitions


def definitions_of(project_id: int) -> Definitions:
    """Return what the project defined, in one query."""
    return definitions_of_projects([project_id])[project_id]


def definitions_of_projects(ids: Collection[int]) -> dict[int, Definitions]:
    """Return what each of several projects defined, in one query; nothing defined is an empty answer."""
    found: dict[int, list[MetricDefinition]] = {number: [] for number in ids}
    for one in MetricDefinition.objects.present().filter(project__in=ids).in_order():
        found[one.project_id].append(one)
    return {number: Definitions(one.definition for one in defined) for number, defined in found.items()}
