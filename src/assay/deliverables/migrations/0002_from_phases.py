"""What phases owed as words becomes rows, so that it can be attached to, shared and signed."""

from itertools import groupby
from typing import Any

from django.db import migrations

# What the built-in workflows called the code that two disciplines review.
REVIEWED = (
    "Merged code, reviewed by one data scientist and one engineer",
    "Merged code",
    "Service or batch job in production",
)
CHECKS = (
    "Every public function and module has a docstring",
    "Formatting and linting pass without exceptions",
    "Each run reports the rows that came in and went out",
    "Each run reports its error on held-out data",
    "Each training reports the importance of its features",
    "The memory budget is agreed and kept",
    "The latency budget is agreed and kept",
)


def make_rows(apps: Any, _editor: Any) -> None:
    phases = apps.get_model("projects", "Phase").objects.select_related("project")
    in_order = phases.order_by("project_id", "position", "pk")
    for _project, its in groupby(in_order.iterator(), key=lambda phase: phase.project_id):
        _make_rows_of_one(apps, list(its))
    if apps.get_model("deliverables", "Deliverable").objects.exists():
        # Without an id all of the kind: the worker lets the search find them.
        apps.get_model("search", "Stale").objects.create(subject_kind="deliverable")


def _make_rows_of_one(apps: Any, phases: list[Any]) -> None:
    kind, check = apps.get_model("deliverables", "Deliverable"), apps.get_model("deliverables", "Check")
    rows = [_row(kind, phase, place, str(title)) for phase in phases for place, title in enumerate(phase.deliverables)]
    for number, row in enumerate(rows, start=1):
        row.number = number
    kind.objects.bulk_create(rows)
    check.objects.bulk_create(
        check(deliverable=row, text=text, position=place)
        for row in rows
        if row.review
        for place, text in enumerate(CHECKS)
    )


def _row(kind: Any, phase: Any, position: int, title: str) -> Any:
    is_reviewed = title in REVIEWED
    return kind(
        project_id=phase.project_id,
        phase=phase,
        position=position,
        title=title[:200],
        kind="code" if is_reviewed else "document",
        review="two-disciplines" if is_reviewed else "",
        created_at=phase.project.created_at,
        created_by_id=phase.project.created_by_id,
        state_at=phase.project.created_at,
    )


class Migration(migrations.Migration):
    dependencies = [("deliverables", "0001_initial"), ("search", "0001_documents")]
    operations = [migrations.RunPython(make_rows, migrations.RunPython.noop)]
