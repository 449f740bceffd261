"""What a decision rests on, kept as it was: verdict, values with their intervals, runs, day."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from assay.pure.verdict import RunFacts

if TYPE_CHECKING:
    from assay.experiments.models import Criterion, Experiment


def evidence_of(experiment: "Experiment", lines: "Sequence[Criterion]", runs: Sequence[RunFacts]) -> dict[str, Any]:
    """Return plain JSON that a page can show without looking at a run again."""
    return {
        "verdict": experiment.verdict,
        "judged_at": experiment.judged_at.isoformat() if experiment.judged_at else "",
        "runs": [run.ref for run in runs],
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
