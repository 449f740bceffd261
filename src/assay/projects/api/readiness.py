"""REST: whether data and machines are ready."""

from datetime import date, datetime
from typing import Annotated, Literal

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from assay.accounts.doors import require
from assay.projects.finding import project_of
from assay.projects.models import Project, ReadinessCheck
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body, Day

router = Router(tags=["Projects"])
Area = Literal["data", "infrastructure"]
Answer = Literal["yes", "no", "unknown"]
Note = Annotated[str, Field(max_length=240)]


class CheckShown(Schema):
    """A check with its answer; `answered_by` is the id of a person."""

    id: int
    area: str
    name: str
    question: str
    answer: str
    note: str
    due_on: date | None
    answered_by: int | None = Field(None, alias="answered_by_id")
    answered_at: datetime | None


class CheckWanted(Body):
    """One more question to ask."""

    area: Area
    name: Annotated[str, Field(min_length=1, max_length=60)]
    question: Annotated[str, Field(max_length=240)] = ""


class CheckReply(Body):
    """An answer. What is left out of `note` and `due_on` stays; `null` takes the due date away."""

    answer: Answer
    note: Note | None = None
    due_on: Day | None = None


@router.get("/projects/{key}/readiness", response=list[CheckShown])
def readiness(request: ApiRequest, key: str) -> list[ReadinessCheck]:
    """The checks of data and of infrastructure, in their order."""
    return list(project_of(request.person, key).readiness_checks.present().in_order())


@router.post("/projects/{key}/readiness", response={201: CheckShown})
def add_check(request: ApiRequest, key: str, wanted: CheckWanted) -> Status[ReadinessCheck]:
    """Ask one more thing. 409 `name-taken`, `too-many-checks`."""
    project = _answerable(request, key)
    return Status(201, ReadinessCheck.add(project, **wanted.model_dump(), by=request.person))


@router.patch("/projects/{key}/readiness/{number}", response=CheckShown)
def answer_check(request: ApiRequest, key: str, number: int, reply: CheckReply) -> ReadinessCheck:
    """Answer a check."""
    found = get_object_or_404(_answerable(request, key).readiness_checks.present(), pk=number)
    found.reply(
        answer=reply.answer,
        note=found.note if reply.note is None else reply.note,
        due_on=reply.due_on if "due_on" in reply.model_fields_set else found.due_on,
        by=request.person,
    )
    return found


@router.post("/projects/{key}/readiness/{number}/removal", response={204: None})
def drop_check(request: ApiRequest, key: str, number: int) -> Status[None]:
    """Ask this no more."""
    get_object_or_404(_answerable(request, key).readiness_checks.present(), pk=number).drop(by=request.person)
    return Status(204, None)


@router.delete("/projects/{key}/readiness/{number}/removal", response=CheckShown)
def bring_check_back(request: ApiRequest, key: str, number: int) -> ReadinessCheck:
    """Ask a dropped check again. 409 `name-taken`, `too-many-checks`."""
    found = get_object_or_404(_answerable(request, key).readiness_checks, pk=number)
    found.bring_back(by=request.person)
    return found


def _answerable(request: ApiRequest, key: str) -> Project:
    project = project_of(request.person, key)
    require(request.person.can_write)
    return project
