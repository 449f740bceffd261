"""REST: projects and their history."""

from datetime import date, datetime
from typing import Annotated, Any, cast

from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field

from assay.accounts.doors import require
from assay.accounts.models import Person
from assay.activity.models import Event
from assay.projects.choosing import chosen
from assay.projects.finding import project_of
from assay.projects.keys import suggested_key
from assay.projects.models import FactChanges, NotInWorkspace, Project
from assay.projects.workflows import SIX_PHASES, UnknownWorkflow, Workflow
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.paging import Listed, PageAsked, listed
from assay.rest.schemas import Body, Day

router = Router(tags=["Projects"])
Name = Annotated[str, Field(min_length=1, max_length=80)]
Goal = Annotated[str, Field(max_length=240)]
_DATES = {"starts_on", "decision_due_on", "ends_on"}
PersonNumber = Annotated[int, Field(ge=1, lt=2**63)]


class ProjectShown(Schema):
    """A project; `lead` and `status_by` are ids of people. `measure` is the business measure it serves."""

    key: str
    name: str
    goal: str
    measure: str
    proxy_trap: str
    status: str
    status_by: int | None = Field(None, alias="status_by_id")
    status_at: datetime | None
    starts_on: date | None
    decision_due_on: date | None
    ends_on: date | None
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
    """What to change; what is left out stays, and `null` takes a date away.

    `version` is what you read: 409 if one of these facts was changed since.
    """

    version: Annotated[int, Field(ge=1, lt=2**31)]
    name: Name | None = None
    goal: Goal | None = None
    measure: Goal | None = None
    proxy_trap: Annotated[str, Field(max_length=600)] | None = None
    status: Goal | None = None
    starts_on: Day | None = None
    decision_due_on: Day | None = None
    ends_on: Day | None = None
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
    found.edit(version=change.version, by=request.person, **_changes(request.person, change))
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
    return listed(Event.objects.told_to(request.person).of_project(found.pk), page)


def _changes(person: Person, change: ProjectChange) -> FactChanges:
    """Return what was sent; only dates can be taken away by `null`."""
    sent = change.model_dump(exclude_unset=True, exclude={"version"})
    kept = {fact: value for fact, value in sent.items() if value is not None or fact in _DATES}
    if "lead" in kept:
        kept["lead"] = _lead(person, kept["lead"])
    return cast("FactChanges", kept)


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
