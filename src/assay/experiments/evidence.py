"""What a decision rests on, kept as it was: verdict, values with their intervals, runs, day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assay.runs.models import Run

if TYPE_CHECKING:
    from assay.experiments.models import Criterion, Experiment


def evidence_of(experiment: "Experiment", lines: "Sequence[Criterion]") -> dict[str, Any]:
    """Return plain JSON that a page can show without looking at a run again; the verdict was judged just now."""
    runs = Run.objects.of_task(experiment.task_id).order_by("pk")
    return {
        "verdict": experiment.verdict,
        "judged_at": experiment.judged_at.isoformat() if experiment.judged_at else "",
        "runs": list(runs.values_list("uid", flat=True)),
        "criteria": [_line(line) for line in lines if not line.is_stop],
        "stops": [_stop(line) for line in lines if line.is_stop and line.fired_at],
        "kept_things": list(experiment.kept_things),
    }


def _line(line: "Criterion") -> dict[str, Any]:
    return {
        "text": line.text,
        "is_locked_in": line.is_locked_in,
        "state": line.state,
        "value": line.value,
        "threshold": line.threshold,
        "run": line.run.number if line.run else None,
        "finding": line.finding,
    }


def _stop(line: "Criterion") -> dict[str, Any]:
    return {
        "text": line.text,
        "fired_at": line.fired_at.isoformat() if line.fired_at else "",
        "run": line.fired_run.number if line.fired_run else None,
        "value": line.fired_value,
    }
