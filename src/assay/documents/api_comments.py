"""REST: what was said of a document."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.documents.finding import comment_of, document_of
from assay.documents.models import Comment
from assay.documents.models.commenting import MOST_COMMENT
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router(tags=["Documents"])
Number = Annotated[int, Field(ge=1, lt=2**63)]


class DocumentCommentWanted(Schema):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_COMMENT)]


class DocumentCommentShown(Schema):
    """`is_outside` for what a stakeholder said by a share link."""

    id: int
    author: str
    is_outside: bool
    text: str
    created_at: datetime
    edited_at: datetime | None

    @staticmethod
    def resolve_author(comment: Comment) -> str:
        return comment.name

    @staticmethod
    def resolve_is_outside(comment: Comment) -> bool:
        return comment.stakeholder_id is not None


@router.get("/documents/{number}/comments", response=Listed[DocumentCommentShown])
def list_document_comments(request: ApiRequest, number: Number, page: Query[PageAsked]) -> dict[str, Any]:
    """What was said of the document, newest first."""
    comments = document_of(request.person, number).comments.present()
    return listed(comments.select_related("person", "stakeholder"), page)


@router.post("/documents/{number}/comments", response={201: DocumentCommentShown})
def write_document_comment(request: ApiRequest, number: Number, data: DocumentCommentWanted) -> Status[Comment]:
    """Comment on the document, in Markdown. Everybody who sees it may, guests too."""
    return Status(201, document_of(request.person, number).comment(data.text, by=request.person))


@router.patch("/documents/{number}/comments/{comment}", response=DocumentCommentShown)
def rewrite_document_comment(
    request: ApiRequest, number: Number, comment: Number, data: DocumentCommentWanted
) -> Comment:
    """Give a comment of your own other words."""
    mine = comment_of(document_of(request.person, number), comment)
    mine.rewrite(data.text, by=request.person)
    return mine


@router.delete("/documents/{number}/comments/{comment}", response={204: None})
def remove_document_comment(request: ApiRequest, number: Number, comment: Number) -> HttpResponse:
    """Remove a comment of your own; its line stays in the history, without its words."""
    comment_of(document_of(request.person, number), comment).remove(by=request.person)
    return HttpResponse(status=204)
