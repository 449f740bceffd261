"""REST: what was decided of a project."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import Field

from assay.projects.api.finding import editable_project_of
from assay.projects.finding import project_of
from assay.projects.models import Decision
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed
from assay.rest.schemas import Body, Day

router = Router(tags=["Projects"])
Kind = Literal["go", "no-go", "pivot", "extend", "stop", "other"]
Text = Annotated[str, Field(max_length=5000)]
Reason = Annotated[str, Field(min_length=1, max_length=5000)]


class DecisionShown(Schema):
    """A decision; `decided_by` and `revoked_by` are ids of people, `due_on` is the day it had been due."""

    id: int
    kind: str
    what: str
    why: str
    evidence: str
    decided_by: int = Field(alias="decided_by_id")
    decided_at: datetime
    due_on: date | None
    revoked_by: int | None = Field(None, alias="revoked_by_id")
    revoked_at: datetime | None
    revoked_because: str


class DecisionWanted(Body):
    """A decision to record; `other` needs `what`. It settles the one that was due; the next is due on `next_due_on`."""

    kind: Kind
    why: Reason
    what: Annotated[str, Field(max_length=160)] = ""
    evidence: Text = ""
    next_due_on: Day | None = None


class Revocation(Body):
    because: Reason


@router.get("/projects/{key}/decisions", response=Listed[DecisionShown])
def decisions(request: ApiRequest, key: str, page: Query[PageAsked]) -> dict[str, Any]:
    """The decisions, newest first, revoked ones among them."""
    return listed(project_of(request.person, key).decisions.all(), page)


@router.post("/projects/{key}/decisions", response={201: DecisionShown})
def record_decision(request: ApiRequest, key: str, wanted: DecisionWanted) -> Status[Decision]:
    """Record a decision. 422 `what-needed`."""
    project = editable_project_of(request, key)
    return Status(201, Decision.record(project, **wanted.model_dump(), by=request.person))


@router.get("/projects/{key}/decisions/{number}", response=DecisionShown)
def decision(request: ApiRequest, key: str, number: int) -> Decision:
    """One decision."""
    return get_object_or_404(project_of(request.person, key).decisions, pk=number)


@router.post("/projects/{key}/decisions/{number}/revocation", response=DecisionShown)
def revoke_decision(request: ApiRequest, key: str, number: int, said: Revocation) -> Decision:
    """Take a decision back with a reason; it stays readable."""
    found = get_object_or_404(editable_project_of(request, key).decisions, pk=number)
    found.revoke(because=said.because, by=request.person)
    return found
