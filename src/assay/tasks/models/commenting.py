"""How comments that were removed are put back: by those who wrote them."""

from typing import TYPE_CHECKING, cast

from django.db import transaction

from assay.activity.recording import record
from assay.tasks.events.comments import CommentRestored

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.comment import Comment


class PuttingBack:
    """What only comments on tasks know, besides what every `Remark` does."""

    @transaction.atomic
    def put_back(self, *, by: "Person") -> None:
        """Show a removed comment again. Raises `PermissionDenied` for everybody but the author."""
        comment = cast("Comment", self)
        comment.hold_as(by)
        if comment.removed_at is not None:
            comment.removed_at = None
            comment.save(update_fields=["removed_at"])
            record(CommentRestored(comment=comment.pk), on=comment.task, by=by)
