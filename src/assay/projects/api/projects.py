"""REST: projects and their history."""

from datetime import datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from assay.accounts.doors import require
from assay.accounts.models import Person
from assay.activity.models import Event
from assay.projects.choosing import chosen
from assay.projects.finding import project_of
from assay.projects.keys import suggested_key
from assay.projects.models import NotInWorkspace, Project
from assay.projects.workflows import SIX_PHASES, UnknownWorkflow, Workflow
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.paging import Listed, PageAsked, listed
from assay.rest.schemas import Body

router = Router(tags=["Projects"])
Name = Annotated[str, Field(min_length=1, max_length=80)]
Goal = Annotated[str, Field(max_length=240)]
PersonNumber = Annotated[int, Field(ge=1, lt=2**63)]


class ProjectShown(Schema):
    """A project; `lead` is the id of a person."""

    key: str
    name: str
    goal: str
    workflow: str
    lead: int | None = Field(None, alias="lead_id")
    is_private: bool
    created_at: datetime
    version: int


class ProjectWanted(Body):
    """A project to begin. Without a key one is made from the name; without a lead it is you."""

    name: Name
    goal: Goal = ""
    key: Annotated[str, Field(max_length=8)] = ""
    workflow: str = SIX_PHASES
    lead: PersonNumber | None = None
    is_private: bool = False


class ProjectChange(Body):
    """What to change; what is left out stays. `version` is what you read: 409 if it is no longer current."""

    version: Annotated[int, Field(ge=1, lt=2**31)]
    name: Name | None = None
    goal: Goal | None = None
    lead: PersonNumber | None = None
    is_private: bool | None = None


class EventShown(Schema):
    """One thing that happened. `data` depends on `kind`."""

    id: int
    kind: str
    subject_kind: str
    subject_id: str
    data: dict[str, Any]
    person: int | None = Field(None, alias="person_id")
    outsider: str
    at: datetime


@router.get("/projects", response=Listed[ProjectShown])
def projects(request: ApiRequest, page: Query[PageAsked]) -> dict[str, Any]:
    """The projects you see."""
    return listed(Project.objects.visible_to(request.person), page)


@router.post("/projects", response={201: ProjectShown})
def start_project(request: ApiRequest, wanted: ProjectWanted) -> Status[Project]:
    """Begin a project: its workflow plants phases, columns, labels and first tasks."""
    person: Person = request.person
    require(person.can_create_projects)
    taken = Project.objects.filter(workspace_id=person.workspace_id).values_list("key", flat=True)
    project = Project.start(
        key=wanted.key or suggested_key(wanted.name, taken=set(taken)),
        name=wanted.name,
        goal=wanted.goal,
        lead=_lead(person, wanted.lead) if wanted.lead else None,
        is_private=wanted.is_private,
        workflow=_workflow(person, wanted.workflow),
        by=person,
    )
    return Status(201, project)


@router.get("/projects/{key}", response=ProjectShown)
def project(request: ApiRequest, key: str) -> Project:
    """One project."""
    return project_of(request.person, key)


@router.patch("/projects/{key}", response=ProjectShown)
def change_project(request: ApiRequest, key: str, change: ProjectChange) -> Project:
    """Change a project's facts."""
    found = project_of(request.person, key)
    require(found.can_be_edited_by(request.person))
    found.edit(
        name=found.name if change.name is None else change.name,
        goal=found.goal if change.goal is None else change.goal,
        lead=_lead(request.person, change.lead) if change.lead else found.lead,
        is_private=found.is_private if change.is_private is None else change.is_private,
        version=change.version,
        by=request.person,
    )
    return found


@router.post("/projects/{key}/guide/closure", response={204: None})
def close_guide(request: ApiRequest, key: str) -> Status[None]:
    """Put the first steps on the overview away, for everybody."""
    found = project_of(request.person, key)
    require(request.person.can_write)
    found.close_guide(by=request.person)
    return Status(204, None)


@router.get("/projects/{key}/activity", response=Listed[EventShown])
def activity(request: ApiRequest, key: str, page: Query[PageAsked]) -> dict[str, Any]:
    """What happened in the project, newest first."""
    found = project_of(request.person, key)
    return listed(Event.objects.visible_to(request.person).of_project(found.pk), page)


def _lead(person: Person, number: int) -> Person:
    lead = Person.objects.visible_to(person).present().filter(pk=number).first()
    if lead is None:
        raise NotInWorkspace(_("This person is not in the workspace."))
    return lead


def _workflow(person: Person, slug: str) -> Workflow:
    try:
        return chosen(slug, by=person)
    except UnknownWorkflow as error:
        message = _("There is no workflow %(name)s.") % {"name": slug}
        raise Refusal(422, "invalid", message, fields={"workflow": [message]}) from error
