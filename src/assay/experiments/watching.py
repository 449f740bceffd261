"""What happens to an experiment while its runs log: stop conditions first, then the verdict.

Runs inside the transaction of the ingest. Whatever goes wrong here must not cost a training its metrics: the
work stands in a savepoint of its own, and a fault is logged with its trace.
"""

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import ParamSpec

from django.db import transaction

from assay.experiments.baselines import baseline_of
from assay.experiments.judging import judge_experiment
from assay.experiments.models import Criterion
from assay.experiments.reading import under_way, watched_lines
from assay.experiments.repeating import facts_of_run
from assay.experiments.stopping import fire, firings_on, stops_among
from assay.kit.clock import now
from assay.pure.criteria import MetricRef, metrics_named
from assay.pure.matching import series_for
from assay.pure.reasons import ReasonCode
from assay.pure.verdict import RunFacts, State, judge
from assay.runs.hooks import Before, Fresh, IngestHook
from assay.runs.models import Run

P = ParamSpec("P")
log = logging.getLogger(__name__)


def _never_fails(work: Callable[P, None]) -> Callable[P, None]:
    @wraps(work)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with transaction.atomic():
                work(*args, **kwargs)
        except Exception:
            log.exception("The verdict could not be brought up to date; the metrics are stored.")

    return guarded


@_never_fails
def after_points(run: Run, fresh: Fresh, before: Before) -> None:
    """Look at the fresh points if a line of the experiment names one of their metrics."""
    if run.task_id is None:
        return
    lines = watched_lines(run.task_id)
    touched = [line for line in lines if _names_one_of(line, fresh)]
    if not touched:
        return
    named = {metric for line in touched for metric in metrics_named(line.condition)}
    moment, facts = now(), facts_of_run(run, metrics=named)
    firings = firings_on(stops_among(touched), run, facts, fresh=fresh, before=before, at=moment)
    if not firings and not any(may_change(line, facts) for line in touched):
        return
    experiment = under_way(run.task_id)
    if experiment is not None:
        for line, firing in firings:
            fire(line, firing, experiment=experiment, run=run, at=moment)
        judge_experiment(experiment, at=moment)


@_never_fails
def after_status(run: Run) -> None:
    """A run started, ended, came or changed what it says of itself: judge again."""
    if run.task_id is not None:
        _judge_again(run.task_id)


@_never_fails
def after_unlink(run: Run, task_id: int) -> None:
    """A run left: what it had met may be met no longer."""
    _judge_again(task_id)


WATCH = IngestHook(after_points=after_points, after_status=after_status, after_unlink=after_unlink)


def may_change(line: Criterion, facts: RunFacts) -> bool:
    """Say whether a fresh value of this one run can change what is said of a success criterion.

    Most points of most trainings cannot: while a run still trains it takes nothing from what a finished run has
    met, and it lifts what finished runs have missed only by reaching the target itself. So the other runs are
    read again only when it matters.
    """
    if line.is_stop:
        return False
    is_over = facts.is_finished or facts.is_failed
    if is_over or not _is_settled(line):
        return True
    alone = judge(line.condition, [facts], baseline_of(line.experiment))
    return line.state == State.NOT_MET and alone.reason.code is ReasonCode.REACHED_WHILE_RUNNING


def _is_settled(line: Criterion) -> bool:
    """True if finished runs decided the line, be it that their interval straddles the threshold."""
    is_straddling = line.state == State.NOT_PROVEN and bool(line.finding.get("estimate", {}).get("finished"))
    return is_straddling or line.state in {State.MET, State.NOT_MET}


def _judge_again(task_id: int) -> None:
    experiment = under_way(task_id)
    if experiment is not None:
        judge_experiment(experiment, at=now())


def _names_one_of(line: Criterion, keys: Iterable[str]) -> bool:
    """True if a metric of the line is among `keys`, also where the run as a whole declares the split."""
    keys = list(keys)
    return any(
        series_for(metric, keys) or series_for(MetricRef(metric.name), keys) for metric in metrics_named(line.condition)
    )
