"""The approach becomes the check list of its task; decisions of before keep their evidence."""

from typing import Any

from django.db import migrations

from assay.kit import ranks


def steps_of_approach(apps: Any, schema_editor: Any) -> None:
    """Each step goes to the end of the task's list, ticked by whom and when it was."""
    items = apps.get_model("experiments", "CheckItem").objects.select_related("experiment")
    steps = apps.get_model("tasks", "ChecklistItem").objects
    for item in items.order_by("experiment_id", "position", "pk"):
        task_id = item.experiment.task_id
        last = steps.filter(task_id=task_id).order_by("-rank").values_list("rank", flat=True).first() or ""
        steps.create(
            task_id=task_id,
            text=item.text,
            rank=ranks.between(last, ""),
            done_at=item.done_at,
            done_by_id=item.done_by_id,
        )


def decisions(apps: Any, schema_editor: Any) -> None:
    """The judgements of a closed experiment have not moved since, so they are its evidence."""
    closings = apps.get_model("experiments", "Closing").objects
    runs = apps.get_model("runs", "Run").objects
    concluded = apps.get_model("experiments", "Experiment").objects.filter(concluded_at__isnull=False)
    for one in concluded.exclude(concluded_by=None).iterator():
        counted = runs.filter(task_id=one.task_id, deleted_at=None, created_at__lte=one.concluded_at)
        evidence = {
            "verdict": one.verdict,
            "judged_at": one.judged_at.isoformat() if one.judged_at else "",
            "runs": list(counted.order_by("pk").values_list("uid", flat=True)),
            "criteria": [_line(line) for line in one.criteria.filter(role="criterion").order_by("position", "pk")],
            "stops": [],
            "kept_things": [],
        }
        closings.create(
            experiment=one,
            at=one.concluded_at,
            by_id=one.concluded_by_id,
            outcome=one.outcome,
            kept=one.kept,
            learnings=one.learnings,
            evidence=evidence,
        )


def _line(line: Any) -> dict[str, Any]:
    return {
        "text": line.text,
        "is_locked_in": line.amended_at is None,
        "state": line.state,
        "value": line.value,
        "threshold": line.threshold,
        "run": line.run.number if line.run else None,
        "finding": line.finding,
    }


class Migration(migrations.Migration):
    dependencies = [
        ("experiments", "0005_card"),
        ("runs", "0001_initial"),
        ("tasks", "0002_parts_and_shelves"),
    ]
    operations = [
        migrations.RunPython(steps_of_approach, migrations.RunPython.noop),
        migrations.RunPython(decisions, migrations.RunPython.noop),
    ]
