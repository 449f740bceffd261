"""REST: the people a project is for."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from assay.accounts.api.schemas import Email
from assay.projects.api.finding import editable_project_of
from assay.projects.finding import project_of
from assay.projects.models import Stakeholder
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body

router = Router(tags=["Projects"])
Name = Annotated[str, Field(min_length=1, max_length=120)]
StandsFor = Annotated[str, Field(max_length=120)]


class StakeholderShown(Schema):
    """Somebody the project is for; `role` says what they stand for."""

    id: int
    name: str
    email: str
    role: str


class StakeholderWanted(Body):
    name: Name
    email: Email = ""
    role: StandsFor = ""


class StakeholderChange(Body):
    """What to change; what is left out stays."""

    name: Name | None = None
    email: Email | None = None
    role: StandsFor | None = None


@router.get("/projects/{key}/stakeholders", response=list[StakeholderShown])
def stakeholders(request: ApiRequest, key: str) -> list[Stakeholder]:
    """The stakeholders by name."""
    return list(project_of(request.person, key).stakeholders.present().by_name())


@router.post("/projects/{key}/stakeholders", response={201: StakeholderShown})
def name_stakeholder(request: ApiRequest, key: str, wanted: StakeholderWanted) -> Status[Stakeholder]:
    """Name one more."""
    project = editable_project_of(request, key)
    return Status(201, Stakeholder.add(project, **wanted.model_dump(), by=request.person))


@router.patch("/projects/{key}/stakeholders/{number}", response=StakeholderShown)
def change_stakeholder(request: ApiRequest, key: str, number: int, change: StakeholderChange) -> Stakeholder:
    """Change who they are."""
    found = get_object_or_404(editable_project_of(request, key).stakeholders.present(), pk=number)
    found.edit(**change.model_dump(exclude_none=True), by=request.person)
    return found


@router.post("/projects/{key}/stakeholders/{number}/removal", response={204: None})
def remove_stakeholder(request: ApiRequest, key: str, number: int) -> Status[None]:
    """Take them off the project; what they said and signed stays."""
    get_object_or_404(editable_project_of(request, key).stakeholders.present(), pk=number).remove(by=request.person)
    return Status(204, None)


@router.delete("/projects/{key}/stakeholders/{number}/removal", response=StakeholderShown)
def bring_stakeholder_back(request: ApiRequest, key: str, number: int) -> Stakeholder:
    """Name somebody again who was taken off."""
    found = get_object_or_404(editable_project_of(request, key).stakeholders, pk=number)
    found.bring_back(by=request.person)
    return found
