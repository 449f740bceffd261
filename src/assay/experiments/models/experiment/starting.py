"""How an experiment starts: the gate, and the lock on what was promised."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.calendars import Calendar, calendar_of
from assay.activity.recording import record, touch
from assay.experiments.baselines import baseline_of, frozen
from assay.experiments.events import ExperimentStarted
from assay.experiments.judging import judge_experiment
from assay.experiments.models.experiment.writing import check_is_draft, locked
from assay.kit.clock import now
from assay.pure.criteria import Comparison, FromBaseline, MetricRef, atoms, format_metric
from assay.tasks.gates import GateClosed

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.experiments.models.criterion import Criterion
    from assay.experiments.models.experiment.model import Experiment


class Starting:
    """Verbs of the start."""

    def missing(self, lines: "Sequence[Criterion] | None" = None) -> list[str]:
        """Return what the plan still needs before it can start, in words; `lines` if they are at hand."""
        experiment = cast("Experiment", self)
        if lines is None:
            lines = list(experiment.criteria.in_order()) if experiment.pk else []
        checks = [
            (bool(experiment.hypothesis.strip()), _("a hypothesis")),
            (any(not line.is_stop for line in lines), _("at least one success criterion")),
            (bool(experiment.timebox_days), _("a timebox")),
        ]
        return [words for is_there, words in checks if not is_there] + _missing_baseline(experiment, lines)

    @transaction.atomic
    def start(self, *, by: "Person", at: datetime | None = None) -> None:
        """Lock the plan and set the day to decide. Raises `GateClosed` with what is missing.

        Moving the task into an active column calls this; a task that comes back from waiting stays started.
        """
        experiment = locked(cast("Experiment", self))
        check_is_draft(experiment)
        if missing := tuple(experiment.missing()):
            raise GateClosed(
                _("Before this experiment can start it needs: %(missing)s.") % {"missing": "; ".join(missing)},
                missing=missing,
            )
        _lock_plan(experiment, by=by, at=at or now())

    def redate(self, calendar: Calendar) -> None:
        """Move the day to decide to where the timebox ends on this calendar, unless its end has been told."""
        experiment = cast("Experiment", self)
        if experiment.started_at is None or not experiment.timebox_days or experiment.timebox_ended_at:
            return
        ends_on = calendar.end_of(experiment.started_at, experiment.total_days)
        if experiment.decide_on != ends_on:
            experiment.decide_on = ends_on
            experiment.save(update_fields=["decide_on"])
            touch(experiment)


def _lock_plan(experiment: "Experiment", *, by: "Person", at: datetime) -> None:
    baseline = baseline_of(experiment)
    experiment.baseline_values, experiment.baseline_repeats = dict(baseline.values), frozen(baseline)
    experiment.started_at = experiment.locked_at = at
    experiment.started_by = by
    # The task is given to whoever starts it only after this.
    calendar = calendar_of(experiment.task.assignee or by, workspace_id=by.workspace_id)
    experiment.decide_on = calendar.end_of(at, experiment.timebox_days or 1)
    experiment.version += 1
    experiment.save()
    lines = list(experiment.criteria.in_order())
    happening = ExperimentStarted(
        criteria=[line.text for line in lines if not line.is_stop],
        stops=[line.text for line in lines if line.is_stop],
        decide_on=experiment.decide_on.isoformat(),
    )
    record(happening, on=experiment, by=by, at=at)
    judge_experiment(experiment, at=at)


def _missing_baseline(experiment: "Experiment", lines: "Sequence[Criterion]") -> list[str]:
    named = _metrics_of_baseline(lines)
    baseline = baseline_of(experiment)
    unknown = [format_metric(metric) for metric in named if baseline.value_of(metric) is None]
    if unknown:
        return [_("a baseline number for %(metrics)s") % {"metrics": ", ".join(unknown)}]
    if experiment.makes_baseline or baseline.values or experiment.baseline_run_id:
        return []
    return [_("a baseline: numbers, a run, or that this experiment makes the baseline")]


def _metrics_of_baseline(lines: "Sequence[Criterion]") -> list[MetricRef]:
    """The metrics that any line compares with the baseline, each once."""
    found = {
        atom.metric
        for line in lines
        for atom in atoms(line.condition)
        if isinstance(atom, Comparison) and isinstance(atom.value, FromBaseline)
    }
    return sorted(found, key=format_metric)
