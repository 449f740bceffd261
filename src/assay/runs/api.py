"""REST: runs, what they logged, and the task they belong to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

import msgspec
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from assay.accounts.doors import require
from assay.projects.models import Project
from assay.pure.numbers import in_json
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.paging import Listed, PageAsked, listed
from assay.runs import linking, points, sampling
from assay.runs.ingest import writing_to
from assay.runs.lifecycle import delete_run, end_run, restore_run
from assay.runs.models import MetricSeries, Run, RunStatus
from assay.runs.models.run import UNLINKED
from assay.tasks.models import Task

router = Router(tags=["Runs"])
# JSON has no NaN and no infinity, so these three are texts.
Number = float | str
MOST_POINTS = 10_000


class RunShown(Schema):
    """A run in a list. `task` is the key of its task, empty in the inbox."""

    uid: str
    number: int
    name: str
    status: RunStatus
    task: str
    linked_because: str
    person: str
    started_at: datetime
    ended_at: datetime | None
    deleted_at: datetime | None

    @staticmethod
    def resolve_task(run: Run) -> str:
        return run.task.key if run.task else ""

    @staticmethod
    def resolve_person(run: Run) -> str:
        return run.person.name if run.person else run.user_name


class MetricShown(Schema):
    """The summary of a metric. `low` and `high` leave NaN out and are null while every value was NaN."""

    key: str
    last: Number
    last_step: int
    first: Number
    low: Number | None
    high: Number | None
    count: int
    nan_count: int

    @staticmethod
    def resolve_last(series: MetricSeries) -> Number:
        return in_json(series.last)

    @staticmethod
    def resolve_first(series: MetricSeries) -> Number:
        return in_json(series.first)

    @staticmethod
    def resolve_low(series: MetricSeries) -> Number | None:
        return None if series.low is None else in_json(series.low)

    @staticmethod
    def resolve_high(series: MetricSeries) -> Number | None:
        return None if series.high is None else in_json(series.high)


class InputShown(Schema):
    name: str
    digest: str
    context: str
    source_type: str
    source: str


class ArtifactShown(Schema):
    path: str
    size: int
    sha256: str


class RunWhole(RunShown):
    """A run with all that it logged; the points of a metric have an address of their own."""

    params: dict[str, str]
    tags: dict[str, str]
    metrics: list[MetricShown]
    inputs: list[InputShown]
    artifacts: list[ArtifactShown]

    @staticmethod
    def resolve_params(run: Run) -> dict[str, str]:
        return dict(run.params.order_by("key").values_list("key", "value"))

    @staticmethod
    def resolve_tags(run: Run) -> dict[str, str]:
        return dict(run.tags.order_by("key").values_list("key", "value"))

    @staticmethod
    def resolve_metrics(run: Run) -> list[MetricSeries]:
        return list(run.series.order_by("key"))

    @staticmethod
    def resolve_inputs(run: Run) -> list[Any]:
        return list(run.inputs.order_by("pk"))

    @staticmethod
    def resolve_artifacts(run: Run) -> list[Any]:
        return list(run.artifacts.order_by("path"))


class PointShown(Schema):
    step: int
    at_ms: int
    value: Number


class History(Schema):
    """Points of one metric, and the cursor of the next page (empty on the last)."""

    items: list[PointShown]
    next: str = ""


class RunsAsked(PageAsked):
    """Which runs: of a project by its key, of a task by its key, without a task, of a status, deleted ones."""

    project: str = ""
    task: str = ""
    unlinked: bool = False
    status: RunStatus | None = None
    deleted: bool = False


class PointsAsked(Schema):
    """All points page by page, or at most `sampled` of them that show the same curve."""

    cursor: Annotated[str, Field(max_length=120)] = ""
    limit: int = Field(default=1000, ge=1, le=MOST_POINTS)
    sampled: int | None = Field(default=None, ge=3, le=MOST_POINTS)


class TaskOfRun(Schema):
    key: Annotated[str, Field(min_length=1, max_length=40)]


@router.get("/runs", response=Listed[RunShown])
def runs(request: ApiRequest, asked: Query[RunsAsked]) -> dict[str, Any]:
    """Runs, newest first."""
    return listed(_chosen(request, asked), asked)


@router.get("/runs/{uid}", response=RunWhole)
def run(request: ApiRequest, uid: str) -> Run:
    """One run with its params, metrics, tags, inputs and artifacts."""
    return _run(request, uid)


@router.get("/runs/{uid}/metrics/{path:key}", response=History)
def history(request: ApiRequest, uid: str, key: str, asked: Query[PointsAsked]) -> HttpResponse:
    """The points of a metric."""
    series = get_object_or_404(_run(request, uid).series, key=key)
    if asked.sampled is not None:
        return _points(sampling.sampled([series], most=asked.sampled)[0].points, next="")
    page = points.history_rows(series.pk, most=asked.limit, token=asked.cursor)
    return _points(page.points, next=page.next)


@router.post("/runs/{uid}/end", response=RunShown)
def end(request: ApiRequest, uid: str) -> Run:
    """Say that a run which never ended was killed; the script is not stopped. One that is over stays as it is."""
    found = _run(request, uid)
    require(request.person.can_write)
    with writing_to(found.uid, by=request.person) as held:
        end_run(held, by=request.person)
    return _run(request, uid)


@router.delete("/runs/{uid}", response={204: None})
def delete(request: ApiRequest, uid: str) -> HttpResponse:
    """Delete the run: it counts nowhere and takes no more values. `restore` brings it back."""
    found = get_object_or_404(_visible(request), uid=uid)
    require(request.person.can_write)
    with writing_to(found.uid, by=request.person, deleted=True) as held:
        delete_run(held, by=request.person)
    return HttpResponse(status=204)


@router.post("/runs/{uid}/restore", response=RunShown)
def restore(request: ApiRequest, uid: str) -> Run:
    """Bring a deleted run back."""
    found = get_object_or_404(_visible(request), uid=uid)
    require(request.person.can_write)
    with writing_to(found.uid, by=request.person, deleted=True) as held:
        restore_run(held, by=request.person)
    return _run(request, uid)


@router.put("/runs/{uid}/task", response=RunShown)
def link(request: ApiRequest, uid: str, wanted: TaskOfRun) -> Run:
    """Say to which task the run belongs."""
    found = _run(request, uid)
    require(request.person.can_write)
    linking.link(found, _task(request, wanted.key), by=request.person)
    return found


@router.delete("/runs/{uid}/task", response={204: None})
def unlink(request: ApiRequest, uid: str) -> HttpResponse:
    """Take the run off its task: it goes to the inbox."""
    found = _run(request, uid)
    require(request.person.can_write)
    linking.unlink(found, by=request.person)
    return HttpResponse(status=204)


def _chosen(request: ApiRequest, asked: RunsAsked) -> QuerySet[Run]:
    runs = _visible(request).filter(deleted_at__isnull=not asked.deleted)
    if asked.project:
        projects = Project.objects.visible_to(request.person)
        runs = runs.filter(task__project=get_object_or_404(projects, key=asked.project.upper()))
    if asked.task:
        runs = runs.filter(task=_task(request, asked.task))
    if asked.unlinked:
        runs = runs.filter(UNLINKED)
    if asked.status:
        runs = runs.filter(status=asked.status)
    return runs


def _visible(request: ApiRequest) -> QuerySet[Run]:
    return Run.objects.visible_to(request.person).select_related("task__project", "person", "group")


def _run(request: ApiRequest, uid: str) -> Run:
    """The run unless it is deleted."""
    return get_object_or_404(_visible(request), uid=uid, deleted_at=None)


def _task(request: ApiRequest, key: str) -> Task:
    task = Task.objects.visible_to(request.person).with_key(key).select_related("project").first()
    if task is None:
        message = _("No task here has the key %(key)s.") % {"key": key}
        raise Refusal(422, "unknown-task", message, fields={"key": [message]})
    return task


def _points(found: Sequence[points.Triple], *, next: str) -> HttpResponse:  # noqa: A002  its name in the answer
    """A `History` as JSON; thousands of points need no schema to look at each of them."""
    items = [{"step": step, "at_ms": at_ms, "value": in_json(value)} for step, at_ms, value in found]
    return HttpResponse(msgspec.json.encode({"items": items, "next": next}), content_type="application/json")
