"""What can happen to a comment after it was written."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext as _

from assay.activity.happenings import happens
from assay.tasks.changes import Change


@dataclass(frozen=True)
class CommentChange(Change):
    """`comment` is the number of the comment. Only its author takes such a change back."""

    icon: ClassVar[str] = "comment"
    comment: int

    def touches(self) -> frozenset[str]:
        return frozenset({f"comment:{self.comment}"})


@happens
@dataclass(frozen=True)
class CommentEdited(CommentChange):
    kind: ClassVar[str] = "task.comment-edited"
    text: str
    before: str

    def written(self) -> tuple[str, str]:
        return self.before, self.text

    def wording(self) -> str:
        return _("rewrote a comment")


@happens
@dataclass(frozen=True)
class CommentRemoved(CommentChange):
    kind: ClassVar[str] = "task.comment-removed"

    def wording(self) -> str:
        return _("removed a comment")


@happens
@dataclass(frozen=True)
class CommentRestored(CommentChange):
    kind: ClassVar[str] = "task.comment-restored"

    def wording(self) -> str:
        return _("put a comment back")
