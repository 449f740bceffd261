"""How documents are commented on."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction

from assay.activity.recording import record
from assay.documents.events import DocumentCommented
from assay.kit.clock import now
from assay.projects.models import Stakeholder
from assay.projects.parties import actor, columns

if TYPE_CHECKING:
    from assay.documents.models.comment import Comment
    from assay.documents.models.document import Document
    from assay.projects.parties import Party

MOST_COMMENT = 20_000


class Commenting:
    """What a document lets people say below it."""

    @transaction.atomic
    def comment(self, text: str, *, by: "Party") -> "Comment":
        """Write a comment. Raises `InTrash`, and `PermissionDenied` for a stakeholder of another project."""
        document = cast("Document", self)
        document.hold()
        if isinstance(by, Stakeholder) and by.project_id != document.project_id:
            raise PermissionDenied
        comment: Comment = document.comments.create(**columns(by), text=text, created_at=now())
        record(DocumentCommented(text=text, comment=comment.pk), on=document, **actor(by))
        return comment
