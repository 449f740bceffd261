"""One saved state of a document. Versions are added, never changed."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person


class VersionQuerySet(models.QuerySet["Version"]):
    def visible_to(self, person: "Person") -> "VersionQuerySet":
        return self.filter(document__project__in=Project.objects.visible_to(person))

    def newest_first(self) -> "VersionQuerySet":
        return self.order_by("-number")


class Version(models.Model):
    """Title and text as they were saved. `restored_from` is the number of the version that was brought back.

    `sha256` and `size` are the file of a notebook.
    """

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    restored_from = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = VersionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="document_version_once")]
        indexes = [models.Index(fields=["sha256"], name="document_version_blob")]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
