"""Experiments of the protocol: groups of runs, of which each task has its own."""

from typing import Any

from django.db.models import QuerySet

from assay.accounts.models import Person
from assay.mlflow import shapes, wire
from assay.mlflow.bases import full_name, narrowed
from assay.mlflow.doors import Call, may_write, reads, writes
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.finding import find_group, page, page_size, view_named
from assay.runs.groups import create_group, discard_group, group_named, rename_group, restore_group
from assay.runs.limits import GROUP_TAG_LENGTH, checked_key, checked_text
from assay.runs.models import RunGroup
from assay.runs.search import matching_groups, slice_of


@reads
def get_by_name(request: Call) -> Any:
    name = wire.required(request.GET.get("experiment_name"), "experiment_name")
    group = group_named(full_name(name, request), by=request.person, may_make=may_write(request))
    if group is None:
        raise Missing(f"Could not find experiment with name '{name[:100]}'")
    return {"experiment": shapes.experiment(group)}


@reads
def get(request: Call) -> Any:
    return {"experiment": shapes.experiment(find_group(request.GET.get("experiment_id"), request))}


@writes
def create(request: Call) -> Any:
    asked = wire.read(request, wire.CreateExperiment)
    location = asked.artifact_location or ""
    if location and not location.startswith("mlflow-artifacts:"):
        raise BadRequest("Artifacts are stored by Assay only; leave artifact_location out.")
    name = wire.required(asked.name, "name")
    group = create_group(full_name(name, request), by=request.person, tags=_tags(wire.pairs(asked.tags)))
    return {"experiment_id": shapes.experiment_id(group)}


@reads
def search(request: Call) -> Any:
    asked = _search_request(request)
    size = page_size(asked.max_results, default=1000)
    seen = narrowed(_in_view(request.person, asked.view_type), request)
    groups = matching_groups(seen, asked.filter or "", asked.order_by or [])
    found = slice_of(groups, size=size, token=asked.page_token or "")
    return page("experiments", [shapes.experiment(group) for group in found.rows], found.next)


@writes
def update(request: Call) -> None:
    """Give the experiment another name."""
    asked = wire.read(request, wire.OfExperiment)
    group = find_group(asked.experiment_id, request)
    rename_group(group, wire.required(asked.new_name, "new_name"), by=request.person)


@writes
def set_tag(request: Call) -> None:
    asked = wire.read(request, wire.OfExperiment)
    _living(asked, request).set_tags(_tags([(asked.key or "", asked.value or "")]))


@writes
def delete_tag(request: Call) -> None:
    asked = wire.read(request, wire.OfExperiment)
    key = wire.required(asked.key, "key")
    if not _living(asked, request).delete_tag(key):
        raise Missing(f"No tag with name: {key[:100]}")


@writes
def delete(request: Call) -> None:
    """Mark the experiment deleted, and its runs with it."""
    group = find_group(wire.read(request, wire.OfExperiment).experiment_id, request)
    discard_group(group)


@writes
def restore(request: Call) -> None:
    """Take the deletion back, for the runs that it deleted too."""
    restore_group(find_group(wire.read(request, wire.OfExperiment).experiment_id, request))


def _living(asked: wire.OfExperiment, request: Call) -> RunGroup:
    """Return the experiment to be changed. Raises `BadRequest` for a deleted one."""
    group = find_group(asked.experiment_id, request)
    if group.deleted_at is not None:
        raise BadRequest("The experiment is deleted. Restore it before changing it.")
    return group


def _in_view(person: Person, view: str | int | None) -> QuerySet[RunGroup]:
    groups, name = RunGroup.objects.visible_to(person), view_named(view)
    return groups if name == "ALL" else groups.filter(deleted_at__isnull=name == "ACTIVE_ONLY")


def _search_request(request: Call) -> wire.SearchExperiments:
    if request.method == "POST":
        return wire.read(request, wire.SearchExperiments)
    given = request.GET
    return wire.SearchExperiments(
        filter=given.get("filter"),
        order_by=given.getlist("order_by"),
        view_type=given.get("view_type"),
        max_results=given.get("max_results"),
        page_token=given.get("page_token"),
    )


def _tags(pairs: list[tuple[str, str]]) -> dict[str, str]:
    return {
        checked_key(key, what="tag"): checked_text(value, what="value of the tag", most=GROUP_TAG_LENGTH)
        for key, value in pairs
    }
