"""What the clock does to experiments. Nothing closes by itself: a timebox is a day to decide."""

from datetime import datetime, timedelta

from django.db import transaction

from assay.activity.recording import record
from assay.experiments.events import TimeboxEnded
from assay.experiments.judging import judge_experiment
from assay.experiments.models import Criterion, Experiment
from assay.experiments.reading import under_way
from assay.experiments.stopping import look_at_clock, stops_among
from assay.kit.clock import now
from assay.kit.jobs import job
from assay.pure.criteria import mentions_elapsed
from assay.runs.marking import hold
from assay.runs.models import Run

# Where a day begins first, so long before it does in UTC.
FIRST_ZONE = timedelta(hours=14)


@job(every_minutes=1)
def look_at_the_clock(at: datetime | None = None) -> None:
    """Fire the stop conditions on elapsed time and tell once when a timebox has ended."""
    moment = at or now()
    for task_id in sorted(_timed_tasks()):
        _fire_by_time(task_id, at=moment)
    for task_id in sorted(_ended_tasks(moment)):
        _tell_end(task_id, at=moment)


def _timed_tasks() -> set[int]:
    """Tasks of started experiments with a condition on elapsed time that has not fired."""
    waiting = Criterion.objects.filter(
        role="stop",
        fired_at=None,
        withdrawn_at=None,
        experiment__locked_at__isnull=False,
        experiment__concluded_at=None,
        text__icontains="elapsed",
    ).select_related("experiment")
    return {line.experiment.task_id for line in waiting if mentions_elapsed(line.condition)}


def _ended_tasks(at: datetime) -> set[int]:
    """Tasks whose day to decide is over where their assignee is; elsewhere it may end half a day earlier."""
    waiting = Experiment.objects.under_way().with_task().filter(timebox_ended_at=None)
    near = waiting.filter(decide_on__lt=(at + FIRST_ZONE).date())
    return {one.task_id for one in near if one.is_past_timebox(one.task.calendar, at=at)}


@transaction.atomic
def _fire_by_time(task_id: int, *, at: datetime) -> None:
    hold(Run.objects.of_task(task_id).going_on())  # time asks them to stop
    experiment = under_way(task_id)
    if experiment is None:
        return
    look_at_clock(experiment, stops_among(experiment.criteria.in_order()), at=at)
    judge_experiment(experiment, at=at)


@transaction.atomic
def _tell_end(task_id: int, *, at: datetime) -> None:
    experiment = under_way(task_id)
    if experiment is None or experiment.timebox_ended_at is not None:
        return
    experiment.timebox_ended_at = at
    experiment.save(update_fields=["timebox_ended_at"])
    record(TimeboxEnded(days=experiment.timebox_days or 0), on=experiment, by=None, at=at)
