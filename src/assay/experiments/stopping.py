"""Stop conditions: looked at with each fresh point, and by the clock where they name elapsed time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.experiments.baselines import baseline_of
from assay.experiments.events import StopFired
from assay.experiments.findings import finite, firing_data
from assay.experiments.models import Criterion, Experiment
from assay.experiments.repeating import facts_with_marks
from assay.experiments.series import windows_of
from assay.experiments.wording import stored_sentence
from assay.pure.criteria import format_condition, mentions_elapsed, metrics_named
from assay.pure.verdict import Baseline, Firing, RunFacts, first_firing
from assay.runs.hooks import Before, Fresh, IngestHook
from assay.runs.models import Run
from assay.runs.stopping import ask_by_rule, refuse_points


def firings_on(
    stops: Sequence[Criterion], run: Run, facts: RunFacts, *, fresh: Fresh, before: Before, at: datetime
) -> list[tuple[Criterion, Firing]]:
    """Return what the fresh points of `run` make true; each condition fires once for a run."""
    found = []
    for line in stops:
        if run.uid in line.fired_uids:
            continue
        windows = windows_of(line.condition, run, facts, fresh=fresh, before=before)
        since, baseline = elapsed(line.experiment, at=at), baseline_of(line.experiment)
        if windows and (firing := first_firing(line.stop_rule, windows, elapsed=since, baseline=baseline)):
            found.append((line, firing))
    return found


def look_at_clock(experiment: Experiment, stops: Sequence[Criterion], *, at: datetime) -> None:
    """Fire what the passing of time makes true, alone or together with what the runs have logged."""
    baseline = baseline_of(experiment)
    for line in stops:
        if line.fired_at or not mentions_elapsed(line.condition):
            continue
        found = _by_time(line, experiment, baseline, elapsed(experiment, at=at))
        if found:
            fire(line, found[0], experiment=experiment, run=found[1], at=at)


def elapsed(experiment: Experiment, *, at: datetime) -> timedelta | None:
    """Calendar time since the start, in absolute hours."""
    return at - experiment.started_at if experiment.started_at else None


def fire(line: Criterion, firing: Firing, *, experiment: Experiment, run: Run | None, at: datetime) -> None:
    """Write down that the condition fired, with its value, once for a run, and ask the run to stop; time asks all.

    The caller holds the lock of the experiment.
    """
    line.refresh_from_db()
    if run is not None and run.uid in line.fired_uids:
        return
    _store_firing(line, firing, run, at=at)
    told = firing_data(firing, _numbers(run), runs=[])
    for one in [run] if run is not None else _under_way(experiment):
        ask_by_rule(one, rule=line.text, because=_because(line, told["reasons"]), at=at)
    happening = StopFired(
        text=format_condition(firing.rule.condition),
        run=run.number if run else None,
        then=told["then"],
        reasons=told["reasons"],
    )
    record(happening, on=experiment, by=None, at=at)


def _by_time(
    line: Criterion, experiment: Experiment, baseline: Baseline, passed: timedelta | None
) -> tuple[Firing, Run | None] | None:
    """The first firing of a condition that names elapsed time: for all runs, or for one of them."""
    if firing := first_firing(line.stop_rule, {}, elapsed=passed, baseline=baseline):
        return firing, None
    facts = facts_with_marks(experiment.task_id, metrics=metrics_named(line.condition))
    logged = {one.ref: one for one in facts if one.series}
    for run in experiment.task.runs.filter(uid__in=logged).order_by("number"):
        windows = windows_of(line.condition, run, logged[run.uid], fresh={}, before={})
        if windows and (firing := first_firing(line.stop_rule, windows, elapsed=passed, baseline=baseline)):
            return firing, run
    return None


def _store_firing(line: Criterion, firing: Firing, run: Run | None, *, at: datetime) -> None:
    runs = [*line.fired_uids, run.uid] if run else line.fired_uids
    if line.fired_at is None:
        line.fired_at, line.fired_run = at, run
        line.fired_value, line.fired_step = finite(firing.value), firing.step
        line.finding = firing_data(firing, _numbers(run), runs=runs)
    else:
        line.finding = {**line.finding, "runs": runs}
    line.save(update_fields=["fired_at", "fired_run", "fired_value", "fired_step", "finding"])


def _under_way(experiment: Experiment) -> list[Run]:
    """The runs that time stops; their rows are held before the experiment's, see `jobs`."""
    return list(experiment.task.runs.alive().going_on().order_by("pk").select_related("task__project"))


def _because(line: Criterion, reasons: Sequence[Mapping[str, Any]]) -> str:
    return f"{line.text} ({'; '.join(stored_sentence(dict(reason)) for reason in reasons)})"


def end_if_hard(run: Run) -> None:
    """Refuse the points of a run that is asked to stop where its experiment wants so."""
    if run.task is None or not Experiment.objects.under_way().filter(task=run.task, stops_hard=True).exists():
        return
    because = run.stop_because
    if run.stop_asked_by is not None:
        because = ": ".join(part for part in (run.stop_asked_by.name, because) if part)
    refuse_points(run, because=_("stopped by card %(key)s: %(because)s") % {"key": run.task.key, "because": because})


ENDING = IngestHook(after_stop_asked=end_if_hard)


def _numbers(run: Run | None) -> Mapping[str, int]:
    return {run.uid: run.number} if run else {}


def stops_among(lines: Iterable[Criterion]) -> list[Criterion]:
    """The stop conditions that still count: withdrawn ones no longer fire."""
    return [line for line in lines if line.is_stop and line.is_current]
