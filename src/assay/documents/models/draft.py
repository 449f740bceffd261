"""What a person is writing and has not saved yet: one draft per person and document."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from assay.accounts.models import Person


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, person: "Person") -> "DraftQuerySet":
        """Drafts are seen by those who write them; others learn only that somebody writes."""
        return self.filter(person=person)


class Draft(models.Model):
    """`version` is the document's version that the writer began with."""

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="drafts")
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "person"], name="document_draft_once")]

    def __str__(self) -> str:
        return self.title
