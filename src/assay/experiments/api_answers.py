"""What the API says of experiments, as the schemas have it."""

from typing import Any

from django.utils.translation import gettext as _

from assay.experiments.models import Criterion, Experiment, Extension, NextStep
from assay.experiments.models.experiment.writing import TEXTS
from assay.experiments.queries import lines_of
from assay.experiments.schemas import State
from assay.experiments.wording import headline, stored_sentence
from assay.tasks.models import Task

_AS_STORED = (
    "hypothesis",
    "baseline_note",
    "makes_baseline",
    "stops_hard",
    "timebox_days",
    "started_at",
    "concluded_at",
    "proposed",
    "outcome_because",
    "kept",
    "kept_because",
    "kept_things",
    "observations",
    "learnings",
    "version",
    *TEXTS,
)


def row(experiment: Experiment) -> dict[str, Any]:
    """One of a list."""
    states: list[tuple[bool, State]] = [(experiment.is_concluded, "concluded"), (experiment.is_locked, "started")]
    return {
        "key": experiment.task.key,
        "title": experiment.task.title,
        "state": next((state for holds, state in states if holds), "draft"),
        "verdict": experiment.verdict,
        "outcome": experiment.outcome if experiment.is_concluded else "",
        "decide_on": experiment.decide_on,
    }


def whole(task: Task) -> dict[str, Any]:
    """The experiment of the task with all that belongs to it."""
    experiment = Experiment.seen(task)
    lines = lines_of(experiment)
    run = experiment.baseline_run
    return {
        **row(experiment),
        **{name: getattr(experiment, name) for name in _AS_STORED},
        "extensions": [_extension(one) for one in _extensions(experiment)],
        "parameters": {one.name: one.text for one in experiment.planned},
        "resources": experiment.planned_resources,
        "baseline": dict(experiment.baseline().values),
        "baseline_run": run.uid if run else None,
        "criteria": [_criterion(line) for line in lines if not line.is_stop],
        "stop_conditions": [_stop(line) for line in lines if line.is_stop],
        "next_steps": [_step(step) for step in experiment.steps.in_order().with_task()] if experiment.pk else [],
        "checks": [item.text for item in task.checks.in_order()],
        "result": verdict(experiment, lines),
    }


def verdict(experiment: Experiment, lines: list[Criterion]) -> dict[str, Any]:
    """The headline and its criteria."""
    counted = [line for line in lines if not line.is_stop and line.is_locked_in]
    return {
        "state": experiment.verdict,
        "title": headline(experiment.verdict) if experiment.verdict else _("Not started"),
        "met": sum(line.state == "met" for line in counted),
        "criteria": len(counted),
        "runs": experiment.run_count,
        "judged_at": experiment.judged_at,
        "lines": [_criterion(line) for line in lines if not line.is_stop],
    }


def _extensions(experiment: Experiment) -> list[Extension]:
    return list(experiment.extensions.in_order().select_related("by")) if experiment.extra_days else []


def _extension(one: Extension) -> dict[str, Any]:
    return {"days": one.days, "because": one.because, "at": one.at, "by": one.by.name}


def _step(step: NextStep) -> dict[str, Any]:
    return {"id": step.pk, "text": step.text, "kind": step.kind, "task": step.task.key if step.task else None}


def _line(line: Criterion) -> dict[str, Any]:
    return {
        "text": line.text,
        "amended": not line.is_locked_in,
        "withdrawn": not line.is_current,
        "reason": line.withdrawn_because or line.reason,
    }


def _criterion(line: Criterion) -> dict[str, Any]:
    return {
        **_line(line),
        "state": line.state,
        "value": line.value,
        "estimate": line.finding.get("estimate") or None,
        "threshold": line.threshold.get("value"),
        "run": line.run.uid if line.run else None,
        "because": stored_sentence(line.finding.get("reason", {})),
    }


def _stop(line: Criterion) -> dict[str, Any]:
    return {
        **_line(line),
        "fired_at": line.fired_at,
        "run": line.fired_run.uid if line.fired_run else None,
        "value": line.fired_value,
        "step": line.fired_step,
        "because": "; ".join(stored_sentence(reason) for reason in line.finding.get("reasons", [])),
    }
