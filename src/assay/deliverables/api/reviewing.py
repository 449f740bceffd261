"""REST: the check list of a deliverable and its two reviewers."""

from typing import Literal

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from assay.deliverables.api.schemas import (
    DeliverableCheckChange,
    DeliverableCheckShown,
    DeliverableCheckWanted,
    DeliverableShown,
    Number,
    ReviewerShown,
    ReviewerWanted,
    SignatureWanted,
)
from assay.deliverables.finding import deliverable_of, deliverable_to_change
from assay.deliverables.models import Check, Deliverable, Reviewer
from assay.projects.readers import readers_of
from assay.rest.doors import ApiRequest

router = Router(tags=["Deliverables"])


@router.post("/deliverables/{key}/checks", response={201: DeliverableCheckShown})
def add_check(request: ApiRequest, key: str, data: DeliverableCheckWanted) -> Status[Check]:
    """Add a line to the check list."""
    return Status(201, deliverable_to_change(request.person, key).add_check(data.text, by=request.person))


@router.patch("/deliverables/{key}/checks/{number}", response=DeliverableCheckShown)
def mark_check(request: ApiRequest, key: str, number: Number, data: DeliverableCheckChange) -> Check:
    """Tick a line, with how it is met, or untick it."""
    found = deliverable_to_change(request.person, key)
    check = get_object_or_404(found.checks, pk=number)
    if data.is_done:
        found.tick(check, by=request.person, answer=check.answer if data.answer is None else data.answer)
    else:
        found.untick(check, by=request.person)
    return check


@router.delete("/deliverables/{key}/checks/{number}", response={204: None})
def remove_check(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Take a line off the check list."""
    found = deliverable_to_change(request.person, key)
    found.remove_check(get_object_or_404(found.checks, pk=number), by=request.person)
    return HttpResponse(status=204)


@router.put("/deliverables/{key}/reviewers/{seat}", response=ReviewerShown)
def name_reviewer(
    request: ApiRequest, key: str, seat: Literal["scientist", "engineer"], data: ReviewerWanted
) -> Reviewer:
    """Let a person review from one of the two seats; their discipline must be that of the seat."""
    found = deliverable_to_change(request.person, key)
    person = get_object_or_404(readers_of(found.project), pk=data.person)
    return found.name_reviewer(seat, person, by=request.person)


@router.post("/deliverables/{key}/approval", response=DeliverableShown)
def approve_deliverable(request: ApiRequest, key: str, data: SignatureWanted) -> Deliverable:
    """Approve what is attached now, as one of the two reviewers."""
    deliverable_of(request.person, key).approve(by=request.person, note=data.note, seen=data.digest or None)
    return deliverable_of(request.person, key)
