"""Runs that have fallen silent: they never said that they ended, and have logged nothing for long.

Nothing is written while a training logs: a job reads the summaries of the series of all runs under way, in one query.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from assay.activity.recording import record, touch
from assay.kit.clock import from_milliseconds, now
from assay.kit.jobs import job
from assay.kit.rows import fetched, moment
from assay.runs import hooks
from assay.runs.events import RunSilent
from assay.runs.marks import PARENT_TAG
from assay.runs.models import Run, RunStatus, RunTag
from assay.runs.telling import tell

SILENT_AFTER = timedelta(hours=2)
# A training that logs every three hours is not silent after two; one late point is no silence either.
USUAL_GAPS = 2
# So many changes in one go of the job, each told in a transaction of its own; the rest comes a minute later.
A_BATCH = 200
# The moment of the latest point by the clock of the training, and the mean gap of its busiest series.
_UNDER_WAY = """
    SELECT r.id, r.uid, r.started_at, r.resumed_at, r.silent_since, MAX(s.last_at_ms),
    MIN(CASE WHEN s.count > 1 THEN (s.last_at_ms - s.first_at_ms) / (s.count - 1) END)
    FROM runs_run r LEFT JOIN runs_metricseries s ON s.run_id = r.id
    WHERE r.status = 'RUNNING' AND r.deleted_at IS NULL
    GROUP BY r.id, r.uid, r.started_at, r.resumed_at, r.silent_since"""


@job(every_minutes=1)
def look_for_silence(at: datetime | None = None) -> None:
    """Tell once of each run that fell silent, and take it back of those that log again."""
    at = at or now()
    silent: dict[str, tuple[int, datetime]] = {}
    again = []
    for pk, uid, started, resumed, since, last_ms, gap_ms in fetched(_UNDER_WAY, []):
        heard = _heard([moment(started), moment(resumed), from_milliseconds(last_ms)], at=at)
        is_silent = at - heard > _patience(float(gap_ms or 0))
        if is_silent and since is None:
            silent[uid] = pk, heard
        if since is not None and not is_silent:
            again.append(pk)
    for pk in again[:A_BATCH]:
        _note(pk, None, at=at)
    busy = _with_busy_children(silent) if silent else set()
    for pk, heard in [one for uid, one in silent.items() if uid not in busy][:A_BATCH]:
        _note(pk, heard, at=at)


def _heard(moments: Iterable[datetime | None], *, at: datetime) -> datetime:
    """The latest of the moments; a training whose clock is ahead was heard of now."""
    return min(max(one for one in moments if one is not None), at)


def _patience(gap_ms: float) -> timedelta:
    usual = timedelta(milliseconds=min(max(gap_ms, 0.0), 1e12))
    return max(SILENT_AFTER, USUAL_GAPS * usual)


def _with_busy_children(uids: Iterable[str]) -> set[str]:
    """Those for which others work: the parent of a search logs nothing itself while its trials go on."""
    going_on = RunTag.objects.filter(
        key=PARENT_TAG, run__status=RunStatus.RUNNING, run__deleted_at=None, run__silent_since=None
    )
    return set(going_on.values_list("value", flat=True)) & set(uids)


@transaction.atomic
def _note(pk: int, since: datetime | None, *, at: datetime) -> None:
    held = Run.objects.select_for_update(of=("self",), no_key=True).alive().filter(pk=pk, status=RunStatus.RUNNING)
    run = held.select_related("task__project", "group").first()
    if run is None or run.silent_since == since:
        return
    run.silent_since = since
    run.save(update_fields=["silent_since"])
    if since is not None:
        hours = int((at - since).total_seconds() // 3600)
        happening = RunSilent(run=run.uid, number=run.number, name=run.name, hours=hours, owner=run.person_id)
        record(happening, on=run.task or run, by=None, at=at)
        touch(run)
    hooks.after_status(run)
    tell(run)
