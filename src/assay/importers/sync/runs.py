"""Bring runs: what is new since the last pass, or, when it looks over everything, all that changed."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.importers.events import RunsCame
from assay.importers.models import SourceGroup, SourceRun
from assay.importers.remote import shapes
from assay.importers.remote.faults import NotThere
from assay.importers.sync.history import Histories
from assay.importers.sync.state import Pass, clean, moment, moment_or_now, whole
from assay.kit.clock import now, to_milliseconds
from assay.runs.arrival import Arriving, IdTaken, Link, arrive, follow, held, refresh, reveal
from assay.runs.ingest import log_params
from assay.runs.inputs import NewInput, log_inputs
from assay.runs.limits import DIGEST_LENGTH, PARAMS_A_BATCH, BadValue
from assay.runs.models import RunStatus
from assay.runs.models.run import ARRIVING
from assay.tasks.models import Task

WHAT = "run"
EXPERIMENTS_AT_ONCE = 100
# Clocks of training machines differ; what began or ended so long before the newest is looked at again.
OVERLAP_MS = 60 * 60 * 1000
LIVE = (RunStatus.RUNNING, RunStatus.SCHEDULED)
_HEX = set("0123456789abcdef")


@dataclass(frozen=True)
class Question:
    """One search over runs: in which experiments, and under which condition."""

    experiments: Sequence[str]
    condition: str


def take_runs(work: Pass) -> None:
    """Bring runs from where the cursor stands to the end of the list, or of the time."""
    questions = list(_questions(work))
    while (number := work.cursor.get("question", 0)) < len(questions):
        _take_page(questions[number], work)
        if work.is_over_time:
            return
    if not work.looks_over and not _take_ended(work):
        return
    work.go_to("models")


def _questions(work: Pass) -> Iterator[Question]:
    """One experiment after the other for all; else what runs, ended or began since the last look."""
    ids = [group.remote_id for group in work.source.groups.exclude(group=None).order_by("pk")]
    if work.looks_over:
        yield from (Question([one], "") for one in ids)
        return
    since = work.cursor.setdefault("since", max(work.newest_ms - OVERLAP_MS, 0))
    for start in range(0, len(ids), EXPERIMENTS_AT_ONCE):
        some = ids[start : start + EXPERIMENTS_AT_ONCE]
        yield Question(some, "attributes.status = 'RUNNING'")
        yield Question(some, f"attributes.start_time >= {since}")
        yield Question(some, f"attributes.end_time >= {since}")


def _take_page(question: Question, work: Pass) -> None:
    """Bring one page; the next begins at the last start time, so that a run deleted meanwhile hides no other."""
    after, token = work.cursor.get("after", 0), work.cursor.get("token", "")
    condition = question.condition or (f"attributes.start_time >= {after}" if after else "")
    page = work.remote.runs(question.experiments, condition, token=token)
    for run in page.runs:
        if not take_run(run, work):
            return
    if not page.next_page_token:
        work.keep(question=work.cursor.get("question", 0) + 1, after=0, token="")
        return
    last = whole(page.runs[-1].info.start_time) if page.runs else 0
    if not question.condition and last > after:
        work.keep(after=last, token="")
    else:
        work.keep(token=page.next_page_token)


def take_run(told: shapes.Run, work: Pass) -> bool:
    """Bring the run with all its points, or what is new of it; what cannot come is left out with its reason.

    False when the time is over; the next slice passes quickly over what is here.
    """
    info = told.info
    # Times of the future, as of a script that took seconds for milliseconds, would hide all that begins before them.
    newest = min(max(whole(info.start_time), whole(info.end_time)), to_milliseconds(now()))
    work.newest_ms = max(work.newest_ms, newest)
    known = work.source.runs.filter(uid=info.run_id[:32]).select_related("run").first()
    digest = hashlib.sha256(msgspec.json.encode(told)).hexdigest()
    if known is not None and known.digest == digest:
        _note_seen(known, work)
        return True
    if known is not None and known.run.deleted_at not in (None, ARRIVING):
        return True  # it was deleted here: that is for people here to say
    try:
        brought = _take_facts(told, known, work)
        is_whole = Histories(brought, told, work).take()
    except (BadValue, IdTaken, NotThere) as refusal:  # not there: it was removed while it was read
        work.leave_out(WHAT, info.run_id, refusal)
        return True
    if not is_whole:
        return False
    _finish(brought, digest, work)
    work.has_come(WHAT, info.run_id)
    work.keep()
    return not work.is_over_time


def _take_ended(work: Pass) -> bool:
    """Ask one by one for runs that were under way and are not any more, whatever their end time says."""
    live = work.source.runs.filter(run__status__in=LIVE, gone_at=None).exclude(seen_in_pass=work.source.passes)
    for brought in live.order_by("pk"):
        try:
            told = work.remote.run(brought.uid)
        except NotThere:
            work.source.runs.filter(pk=brought.pk).update(gone_at=now())
            continue
        if told.info.lifecycle_stage == "active" and not take_run(told, work):
            return False
    return True


@transaction.atomic
def _take_facts(told: shapes.Run, known: SourceRun | None, work: Pass) -> SourceRun:
    new = _arriving(told)
    brought = known or _arrive(told, new, work)
    with held(brought.run_id) as run:
        gone = set(brought.tag_keys) - {key for key, _value in new.tags}
        if run.deleted_at is not None:
            refresh(run, new)
        elif known is not None:
            follow(run, new, gone=gone, by=work.by)
        params = [(pair.key, pair.value) for pair in told.data.params]
        for start in range(0, len(params), PARAMS_A_BATCH):
            log_params(run, params[start : start + PARAMS_A_BATCH])
        if inputs := [_input(one) for one in told.inputs.dataset_inputs]:
            log_inputs(run, inputs)
    brought.tag_keys = [key for key, _value in new.tags]
    brought.uses = _uses(told)
    brought.artifact_uri = clean(told.info.artifact_uri)
    brought.save(update_fields=["tag_keys", "uses", "artifact_uri"])
    return brought


def _arrive(told: shapes.Run, new: Arriving, work: Pass) -> SourceRun:
    group = SourceGroup.objects.select_related("group").get(source=work.source, remote_id=told.info.experiment_id[:100])
    if group.group is None:
        raise BadValue(_("Its experiment was left out."))
    run, link = arrive(group.group, new, by=work.by)
    return SourceRun.objects.create(
        source=work.source,
        uid=run.uid,
        run=run,
        remote_group=group.remote_id,
        task_id=link.task_id,
        because=link.because,
        seen_in_pass=work.source.passes,
    )


def _arriving(told: shapes.Run) -> Arriving:
    info = told.info
    if len(info.run_id) != 32 or not set(info.run_id) <= _HEX:
        raise BadValue(_("Its id is not one of MLflow's."))
    began = moment(info.start_time)
    return Arriving(
        uid=info.run_id,
        name=info.run_name,
        user_name=info.user_id,
        status=info.status if info.status in RunStatus.values else RunStatus.FINISHED,
        started_at=began or moment(info.end_time) or moment_or_now(0),
        ended_at=moment(info.end_time),
        tags=[(tag.key, tag.value) for tag in told.data.tags],
    )


def _input(told: shapes.DatasetInput) -> NewInput:
    one = told.dataset
    return NewInput(
        name=one.name,
        digest=one.digest[:DIGEST_LENGTH],
        source_type=one.source_type,
        source=one.source,
        schema=one.schema,
        profile=one.profile,
        tags=[(tag.key, tag.value) for tag in told.tags],
    )


def _uses(told: shapes.Run) -> list[list[object]]:
    read = [[use.model_id, 0, False] for use in told.inputs.model_inputs]
    made = [[use.model_id, whole(use.step), True] for use in told.outputs.model_outputs]
    return read + made


@transaction.atomic
def _finish(brought: SourceRun, digest: str, work: Pass) -> None:
    """Note that the run is whole, and show it, unless this is the first pass, which shows all at its end."""
    if not brought.digest:
        work.counts["runs"] += 1
    brought.digest, brought.gone_at, brought.seen_in_pass = digest, None, work.source.passes
    if not work.source.is_first and not brought.is_shown:
        show([brought], work)
        brought.is_shown = True
    brought.save(update_fields=["digest", "gone_at", "seen_in_pass", "is_shown"])


@transaction.atomic
def show(some: Sequence[SourceRun], work: Pass) -> int:
    """Show runs that are whole, and say on their tasks that they came."""
    shown = reveal({one.run_id: Link(one.task_id, one.because) for one in some})
    for task in Task.objects.filter(pk__in=[pk for pk in shown if pk]).select_related("project"):
        record(RunsCame(shown[task.pk], work.source.uri), on=task, by=work.by)
    return sum(shown.values())


def _note_seen(known: SourceRun, work: Pass) -> None:
    """Note that the run is still there, where that says something."""
    if work.looks_over or known.gone_at is not None or known.run.status in LIVE:
        work.source.runs.filter(pk=known.pk).update(seen_in_pass=work.source.passes, gone_at=None)
