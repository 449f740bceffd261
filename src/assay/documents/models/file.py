"""Pictures and other files that a document shows or links."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project
from assay.web.file_answers import ANY_TYPE

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_BYTES = 25_000_000
MOST_FILES = 500


class TooMany(ValueError):
    """A document cannot hold more of this; the message says how many it may."""


class DocumentFileQuerySet(models.QuerySet["DocumentFile"]):
    def visible_to(self, person: "Person") -> "DocumentFileQuerySet":
        return self.filter(document__project__in=Project.objects.visible_to(person))


class DocumentFile(models.Model):
    """One file; it stays as long as the document, as old versions may show it. `Document.attach` makes one."""

    document = models.ForeignKey("documents.Document", on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="document_file_blob")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type != ANY_TYPE
