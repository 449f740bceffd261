"""REST: sharing a deliverable and what is said of it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from assay.accounts.doors import require
from assay.deliverables.api.schemas import (
    DeliverableCommentChange,
    DeliverableCommentShown,
    DeliverableCommentWanted,
    DeliverableShown,
    NoteWanted,
    Number,
)
from assay.deliverables.finding import deliverable_of, deliverable_to_change
from assay.deliverables.models import Comment, Deliverable
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router(tags=["Deliverables"])


@router.post("/deliverables/{key}/sharing", response=DeliverableShown)
def share_deliverable(request: ApiRequest, key: str, data: NoteWanted) -> Deliverable:
    """Ask those who must sign, and everybody who watches, to read it. 409 `nothing-attached`, `already-signed`."""
    deliverable_to_change(request.person, key).share(by=request.person, note=data.note)
    return deliverable_of(request.person, key)


@router.get("/deliverables/{key}/comments", response=Listed[DeliverableCommentShown])
def list_comments(request: ApiRequest, key: str, page: Query[PageAsked]) -> dict[str, Any]:
    """What was said, newest first."""
    comments = deliverable_of(request.person, key).comments.present()
    return listed(comments.select_related("person", "stakeholder"), page)


@router.post("/deliverables/{key}/comments", response={201: DeliverableCommentShown})
def write_comment(request: ApiRequest, key: str, data: DeliverableCommentWanted) -> Status[Comment]:
    """Comment in Markdown; everybody who sees it may. With `asks_for_changes` it goes back to whoever made it."""
    found = deliverable_of(request.person, key)
    if not data.asks_for_changes:
        return Status(201, found.comment(data.text, by=request.person))
    require(request.person.can_write or found.may_be_signed_by(request.person))
    return Status(201, found.ask_for_changes(data.text, by=request.person))


@router.patch("/deliverables/{key}/comments/{number}", response=DeliverableCommentShown)
def rewrite_comment(request: ApiRequest, key: str, number: Number, data: DeliverableCommentChange) -> Comment:
    """Give a comment of your own other words."""
    mine = _comment(request, key, number)
    mine.rewrite(data.text, by=request.person)
    return mine


@router.delete("/deliverables/{key}/comments/{number}", response={204: None})
def remove_comment(request: ApiRequest, key: str, number: Number) -> HttpResponse:
    """Remove a comment of your own; its line stays in the history, without its words."""
    _comment(request, key, number).remove(by=request.person)
    return HttpResponse(status=204)


def _comment(request: ApiRequest, key: str, number: int) -> Comment:
    return get_object_or_404(deliverable_of(request.person, key).comments.present(), pk=number)
