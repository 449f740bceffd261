"""What people say of a thing, and how those who said it rewrite and remove it: of tasks, documents and deliverables."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.parties import actor

if TYPE_CHECKING:
    from assay.activity.subjects import HasSubject
    from assay.projects.parties import Party


class Remark(models.Model):
    """Words in Markdown of which `is_of` says whose they are, and `about` what they were said of.

    `edited` and `removed` are the happenings of its domain. Verbs raise `PermissionDenied` for all but the author.
    """

    edited: ClassVar[type[Any]]
    removed: ClassVar[type[Any]]

    text = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def version(self) -> str:
        """What says whether it was rewritten since somebody read it."""
        return self.edited_at.isoformat() if self.edited_at else ""

    if TYPE_CHECKING:

        @property
        def about(self) -> HasSubject: ...

        def is_of(self, party: Party | None) -> bool: ...

    @transaction.atomic
    def rewrite(self, text: str, *, by: "Party", version: str | None = None) -> None:
        """Say it in other words; the same ones are no change. Raises `EditedMeanwhile` for another `version`."""
        self.hold_as(by)
        if self.removed_at is not None or version not in (None, self.version):
            raise EditedMeanwhile(_("This comment was changed a moment ago. Your text is kept below."))
        if text == self.text:
            return
        before, self.text, self.edited_at = self.text, text, now()
        self.save(update_fields=["text", "edited_at"])
        record(self.edited(comment=self.pk, text=text, before=before), on=self.about, **actor(by))

    @transaction.atomic
    def remove(self, *, by: "Party") -> None:
        """Take it away; its line stays in the history without its words. Removed already is no change."""
        self.hold_as(by)
        if self.removed_at is None:
            self.removed_at = now()
            self.save(update_fields=["removed_at"])
            record(self.removed(comment=self.pk), on=self.about, **actor(by))

    def hold_as(self, party: "Party") -> None:
        """Lock it and read it again, in the caller's transaction. Raises `PermissionDenied` for all but the author."""
        self.refresh_from_db(from_queryset=type(self)._default_manager.select_for_update(of=("self",)))
        if not self.is_of(party):
            raise PermissionDenied(_("Only who wrote a comment may change it."))
