"""Files on a task. Their bytes are blobs; who may see the task may fetch them."""

from typing import TYPE_CHECKING

from django.db import models

from assay.projects.models import Project
from assay.web.file_answers import ANY_TYPE, picture_type

if TYPE_CHECKING:
    from assay.accounts.models import Person

MOST_BYTES = 25_000_000
MOST_NAME = 200


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, person: "Person") -> "AttachmentQuerySet":
        return self.filter(task__project__in=Project.objects.visible_to(person))

    def present(self) -> "AttachmentQuerySet":
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """One file. `Task.attach` makes one; `Task.detach` removes it, and for thirty days that can be undone."""

    task = models.ForeignKey("tasks.Task", on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=MOST_NAME)
    content_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="attachment_blob")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type != ANY_TYPE


def type_of(name: str) -> str:
    """Return the type a file of this name is served under."""
    return picture_type(name) or ANY_TYPE
