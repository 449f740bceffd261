"""How documents are commented on, and comments rewritten and removed by those who wrote them."""

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.documents.events import DocumentCommented, DocumentCommentEdited, DocumentCommentRemoved
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.models import Stakeholder

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.activity.happenings import Happening
    from assay.documents.models.comment import Comment
    from assay.documents.models.document import Document

MOST_COMMENT = 20_000


class Commenting:
    """What a document lets people say below it."""

    @transaction.atomic
    def comment(self, text: str, *, by: "Person | Stakeholder") -> "Comment":
        """Write a comment. Raises `InTrash`, and `PermissionDenied` for a stakeholder of another project."""
        document = cast("Document", self)
        document.hold()
        if isinstance(by, Stakeholder) and by.project_id != document.project_id:
            raise PermissionDenied
        author = {"stakeholder" if isinstance(by, Stakeholder) else "person": by}
        comment: Comment = document.comments.create(**author, text=text, created_at=now())
        _record(DocumentCommented(text=text, comment=comment.pk), document, by)
        return comment


class Rewriting:
    """Verbs of one comment. Each raises `PermissionDenied` for everybody but the author, and `InTrash`."""

    @transaction.atomic
    def rewrite(self, text: str, *, by: "Person | Stakeholder", version: str | None = None) -> None:
        """Give the comment other words; the same ones are no change. Raises `EditedMeanwhile` for another `version`."""
        comment = _own(cast("Comment", self), by)
        if version is not None and version != comment.version:
            raise EditedMeanwhile(_("This comment was changed a moment ago. Your text is kept below."))
        if text == comment.text:
            return
        before, comment.text, comment.edited_at = comment.text, text, now()
        comment.save(update_fields=["text", "edited_at"])
        _record(DocumentCommentEdited(comment=comment.pk, text=text, before=before), comment.document, by)

    @transaction.atomic
    def remove(self, *, by: "Person | Stakeholder") -> None:
        """Take the comment away; its line stays in the history without its words. Removed already is no change."""
        comment = _own(cast("Comment", self), by)
        if comment.removed_at is None:
            comment.removed_at = now()
            comment.save(update_fields=["removed_at"])
            _record(DocumentCommentRemoved(comment=comment.pk), comment.document, by)


def _own(comment: "Comment", by: "Person | Stakeholder") -> "Comment":
    """Hold the document and the comment, and read both again."""
    comment.document.hold()
    document = comment.document
    comment.refresh_from_db(from_queryset=type(comment).objects.select_for_update(of=("self",)))
    comment.document = document
    if by.pk != (comment.stakeholder_id if isinstance(by, Stakeholder) else comment.person_id):
        raise PermissionDenied(_("Only who wrote a comment may change it."))
    return comment


def _record(happening: "Happening", document: "Document", by: "Person | Stakeholder") -> None:
    if isinstance(by, Stakeholder):
        record(happening, on=document, by=None, outsider=by.name)
    else:
        record(happening, on=document, by=by)
