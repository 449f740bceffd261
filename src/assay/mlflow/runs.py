"""Runs of the protocol: begin, look at, change, delete, search."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from assay.kit.clock import from_milliseconds
from assay.mlflow import shapes, wire
from assay.mlflow.bases import task_at
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest
from assay.mlflow.finding import find_group, find_groups, find_run, page, page_size, view_named
from assay.mlflow.whole_runs import run_info, whole_runs
from assay.runs.ingest import NAME_TAG, writing_to
from assay.runs.lifecycle import Change, NewRun, delete_run, restore_run, start_run, update_run
from assay.runs.models import Run
from assay.runs.search import matching_runs, slice_of

# At the ends of the calendar a time has no local time in every zone, so pages could not show it.
_YEARS = range(1900, 9000)
_STATUS = {"1": "RUNNING", "2": "SCHEDULED", "3": "FINISHED", "4": "FAILED", "5": "KILLED"}


@writes
def create(request: Call) -> Any:
    asked = wire.read(request, wire.CreateRun)
    group = find_group(asked.experiment_id or shapes.DEFAULT_ID, request)
    _check_one_name(asked)
    new = NewRun(
        name=asked.run_name or "",
        user_name=asked.user_id or "",
        started_at=_moment(asked.start_time, "start_time"),
        tags=wire.pairs(asked.tags),
        address=task_at(request),
    )
    run = start_run(group, new, by=request.person)
    return {"run": whole_runs([run.pk])[0]}


@reads
def get(request: Call) -> Any:
    uid = wire.required(request.GET.get("run_id") or request.GET.get("run_uuid"), "run_id")
    return {"run": whole_runs([find_run(uid, request.person).pk])[0]}


@writes
def update(request: Call) -> Any:
    asked = wire.read(request, wire.UpdateRun)
    status = None if asked.status is None else _STATUS.get(str(asked.status), str(asked.status))
    change = Change(status=status, ended_at=_moment(asked.end_time, "end_time"), name=asked.run_name)
    with writing_to(asked.run, by=request.person) as run:
        update_run(run, change, by=request.person)
    return {"run_info": run_info(run.pk)}


@writes
def delete(request: Call) -> None:
    with writing_to(wire.read(request, wire.OfRun).run, by=request.person, deleted=True) as run:
        delete_run(run, by=request.person)


@writes
def restore(request: Call) -> None:
    with writing_to(wire.read(request, wire.OfRun).run, by=request.person, deleted=True) as run:
        restore_run(run, by=request.person)


@reads
def search(request: Call) -> Any:
    asked = wire.read(request, wire.SearchRuns)
    size = page_size(asked.max_results, default=1000)
    groups = find_groups(asked.experiment_ids or [], request)
    mine = Run.objects.visible_to(request.person).filter(group__in=groups).only("pk")
    runs = matching_runs(_in_view(mine, asked.run_view_type), asked.filter or "", asked.order_by or [])
    found = slice_of(runs, size=size, token=asked.page_token or "")
    return page("runs", whole_runs([run.pk for run in found.rows]), found.next)


def _check_one_name(asked: wire.CreateRun) -> None:
    tagged = next((tag.value for tag in asked.tags or () if tag.key == NAME_TAG), None)
    if asked.run_name and tagged and asked.run_name != tagged:
        raise BadRequest(f"Both 'run_name' and the tag {NAME_TAG} are given, with different values.")


def _in_view(runs: QuerySet[Run], view: str | int | None) -> QuerySet[Run]:
    name = view_named(view)
    return runs if name == "ALL" else runs.filter(deleted_at__isnull=name == "ACTIVE_ONLY")


def _moment(value: wire.Whole, name: str) -> datetime | None:
    """Return a time in milliseconds; 0 and nothing mean none. Raises `BadRequest`."""
    number = wire.whole(value, name)
    if number == 0:
        return None
    moment = from_milliseconds(number)
    if moment is None or moment.year not in _YEARS:
        raise BadRequest(f"Invalid value for parameter '{name}': no time in milliseconds.")
    return moment
