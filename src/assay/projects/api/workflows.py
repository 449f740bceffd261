"""REST: workflows that projects can begin with, and templates saved from projects."""

from typing import Annotated, Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from assay.accounts.doors import require
from assay.projects.api.finding import editable_project_of
from assay.projects.choosing import chosen, offered_to
from assay.projects.models import SavedWorkflow
from assay.projects.planting import gathered, seeds_of
from assay.projects.workflows import UnknownWorkflow, as_data
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body

router = Router(tags=["Workflow"])
Name = Annotated[str, Field(min_length=1, max_length=60)]
Summary = Annotated[str, Field(max_length=240)]


class WorkflowShown(Schema):
    """`slug` is what a new project names; the team's own begin with `team-`."""

    slug: str
    name: str
    summary: str
    source: str


class WorkflowInFull(WorkflowShown):
    """Phases, columns, labels and first tasks, as plain objects."""

    phases: list[dict[str, Any]]
    columns: list[dict[str, Any]]
    labels: list[dict[str, Any]]
    tasks: list[dict[str, Any]]


class WorkflowWanted(Body):
    """What to call the template. `tasks` are the keys of its first tasks; left out, those the project began with."""

    name: Name
    summary: Summary = ""
    tasks: Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=200)] | None = None


class TemplateChange(Body):
    name: Name | None = None
    summary: Summary | None = None


@router.get("/workflows", response=list[WorkflowShown])
def workflows(request: ApiRequest) -> Any:
    """Those that come with Assay, then the team's own."""
    require(request.person.can_create_projects)
    return offered_to(request.person)


@router.get("/workflows/{slug}", response=WorkflowInFull)
def workflow(request: ApiRequest, slug: str) -> dict[str, Any]:
    """One workflow with all it plants."""
    try:
        found = chosen(slug, by=request.person)
    except UnknownWorkflow as error:
        raise Http404 from error
    require(request.person.can_create_projects)
    return as_data(found) | {"slug": found.slug}


@router.post("/projects/{key}/template", response={201: WorkflowShown})
def save_template(request: ApiRequest, key: str, wanted: WorkflowWanted) -> Status[Any]:
    """Save the way the project works for the team. 409 `name-taken`."""
    project = editable_project_of(request, key)
    seeds = seeds_of(project)
    keys = {one.upper() for one in wanted.tasks} if wanted.tasks is not None else None
    tasks = [seed.task for seed in seeds if (seed.is_planted if keys is None else seed.key in keys)]
    named = {"name": wanted.name, "summary": wanted.summary}
    saved = SavedWorkflow.save_from(
        project, **named, workflow=gathered(project, **named, tasks=tasks), by=request.person
    )
    return Status(201, saved.workflow)


@router.patch("/workflows/{slug}", response=WorkflowShown)
def change_template(request: ApiRequest, slug: str, change: TemplateChange) -> Any:
    """Rename a template of the team. 409 `name-taken`."""
    saved = _to_change(request, slug)
    saved.edit(
        name=change.name or saved.name,
        summary=saved.summary if change.summary is None else change.summary,
        by=request.person,
    )
    return saved.workflow


@router.delete("/workflows/{slug}", response={204: None})
def remove_template(request: ApiRequest, slug: str) -> Status[None]:
    """Delete a template of the team; projects that began with it stay as they are."""
    _to_change(request, slug).remove(by=request.person)
    return Status(204, None)


def _to_change(request: ApiRequest, slug: str) -> SavedWorkflow:
    saved = get_object_or_404(SavedWorkflow.objects.visible_to(request.person).with_slug(slug))
    require(saved.can_be_changed_by(request.person))
    return saved
