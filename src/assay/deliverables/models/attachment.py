"""What is attached to a deliverable: a thing of the workspace, a file, an address, or a merged commit."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.projects.models import Project
from assay.web.file_answers import ANY_TYPE

if TYPE_CHECKING:
    from assay.accounts.models import Person

# The kinds of attachment that are no kinds of things in the workspace.
FILE, URL, COMMIT = "file", "url", "commit"
MOST_BYTES, MOST_NAME, MOST_URL, MOST_SHA = 25_000_000, 200, 1000, 64


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, person: "Person") -> "AttachmentQuerySet":
        return self.filter(deliverable__project__in=Project.objects.visible_to(person))

    def present(self) -> "AttachmentQuerySet":
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """One thing. `kind` is that of the register (`document`, `run`, `task`, `plan`), or `file`, `url`, `commit`.

    `subject_id` names the thing within its kind, for a commit its sha; `title` is what it was called when it was
    attached. `edition` says which state of it a reader sees now, and is kept current while it is attached.
    """

    deliverable = models.ForeignKey("deliverables.Deliverable", on_delete=models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=MOST_NAME)
    url = models.CharField(max_length=MOST_URL, blank=True)
    merged_at = models.DateTimeField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    edition = models.CharField(max_length=40, blank=True)
    # Nobody, when a program of a Git host attached it.
    attached_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    attached_at = models.DateTimeField()
    removed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", null=True)
    removed_at = models.DateTimeField(null=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["deliverable", "kind", "subject_id", "url"],
                condition=Q(removed_at=None, sha256=""),
                name="deliverable_holds_once",
            ),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="deliverable_file_blob"),
            models.Index(fields=["kind", "subject_id"], condition=Q(removed_at=None), name="deliverable_holds"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_thing(self) -> bool:
        """Whether it is a thing of the workspace, found by the register of kinds."""
        return self.kind not in {FILE, URL, COMMIT}

    @property
    def is_picture(self) -> bool:
        return self.kind == FILE and self.content_type != ANY_TYPE

    @property
    def line(self) -> str:
        """What it is and which edition, as one line of the digest."""
        return f"{self.kind}|{self.subject_id}|{self.url}|{self.sha256}|{self.edition}"
