"""Runs that somebody sends as plain values: each whole at once, stored all together or not at all."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models import Person, Workspace
from assay.activity.recording import record
from assay.importers.events import RunsCame
from assay.importers.models import SentRun
from assay.kit import ids
from assay.kit.clock import now, to_milliseconds
from assay.runs.arrival import Arriving, Link, arrive, held, reveal
from assay.runs.groups import group_of_task
from assay.runs.ingest import NewPoint, log_params, log_points
from assay.runs.inputs import CONTEXT_TAG, NewInput, log_inputs
from assay.runs.limits import PARAMS_A_BATCH, checked_text
from assay.runs.models import LinkReason, Run, RunStatus
from assay.runs.summary import StoredPoint
from assay.tasks.models import Task

ENVIRONMENT_TAG = "environment"
ID_LENGTH = 250


class OtherRun(ValueError):
    """The id was sent before, with other values."""


@dataclass(frozen=True)
class SentPoint:
    key: str
    value: float
    step: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class Sent:
    """One run. `id` is the sender's own name for it: sent twice, it is one run."""

    id: str = ""
    name: str = ""
    params: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    points: Sequence[SentPoint] = ()
    environment: str = ""
    dataset: str = ""
    dataset_digest: str = ""
    dataset_context: str = ""
    status: str = RunStatus.FINISHED
    started_at: datetime | None = None
    ended_at: datetime | None = None


@transaction.atomic
def take_sent(task: Task, runs: Sequence[Sent], *, origin: str, by: Person) -> list[Run]:
    """Store all runs on the task, or none. Raises `BadValue` and, for an id with other values, `OtherRun`."""
    # Each run counts there anyway; held from the first look on, the same id twice at once is one run.
    list(Workspace.objects.filter(pk=by.workspace_id).select_for_update(no_key=True))
    taken = [_take(task, one, by=by) for one in runs]
    fresh = [run.pk for run, is_new in taken if is_new]
    reveal({pk: Link(task.pk, LinkReason.BY_HAND.value) for pk in fresh})
    if fresh:
        record(RunsCame(len(fresh), origin), on=task, by=by)
    return [run for run, _is_new in taken]


def _take(task: Task, sent: Sent, *, by: Person) -> tuple[Run, bool]:
    digest = hashlib.sha256(msgspec.json.encode([task.pk, sent])).hexdigest()
    known = _known(task, sent)
    if known is not None:
        if known.digest != digest:
            raise OtherRun(_("The run %(id)s was sent before with other values.") % {"id": sent.id})
        return known.run, False
    run, _link = arrive(group_of_task(task), _arriving(sent), by=by)
    with held(run.pk) as mine:
        mine.person_id = by.pk
        mine.save(update_fields=["person"])
        _log(mine, sent)
    if sent.id:
        SentRun.objects.create(workspace_id=by.workspace_id, name=sent.id, digest=digest, run=run)
    return run, True


def _known(task: Task, sent: Sent) -> SentRun | None:
    if not sent.id:
        return None
    name = checked_text(sent.id, what=_("id of the run"), most=ID_LENGTH)
    return SentRun.objects.select_related("run").filter(workspace_id=task.project.workspace_id, name=name).first()


def _arriving(sent: Sent) -> Arriving:
    tags = dict(sent.tags) | ({ENVIRONMENT_TAG: sent.environment} if sent.environment else {})
    began = sent.started_at or sent.ended_at or now()
    ended = None if sent.status in {RunStatus.RUNNING, RunStatus.SCHEDULED} else sent.ended_at or began
    return Arriving(
        uid=ids.run_uid(),
        name=sent.name,
        status=sent.status,
        started_at=began,
        ended_at=ended,
        tags=list(tags.items()),
    )


def _log(run: Run, sent: Sent) -> None:
    params = list(sent.params.items())
    for start in range(0, len(params), PARAMS_A_BATCH):
        log_params(run, params[start : start + PARAMS_A_BATCH])
    at_ms = to_milliseconds(run.ended_at or run.started_at)
    log_points(run, [_point(one, at_ms) for one in sent.points])
    if sent.dataset:
        tags = [(CONTEXT_TAG, sent.dataset_context)] if sent.dataset_context else []
        digest = sent.dataset_digest or hashlib.sha256(sent.dataset.encode()).hexdigest()[:8]
        log_inputs(run, [NewInput(sent.dataset, digest, source_type="told", tags=tags)])


def _point(one: SentPoint, at_ms: int) -> NewPoint:
    moment = to_milliseconds(one.at) if one.at else at_ms
    return NewPoint(one.key, StoredPoint(one.step, moment, one.value))
