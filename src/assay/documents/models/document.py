"""A document: a page of the vault."""

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _

from assay.activity.subjects import Subject
from assay.documents.models.commenting import Commenting
from assay.documents.models.filing import Filing
from assay.documents.models.quoting import Quoting
from assay.documents.models.shelving import InTrash, Shelving
from assay.documents.models.versioning import Versioning
from assay.documents.models.writing import Writing
from assay.projects.models import Project

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.version import Version


class Form(models.TextChoices):
    """What a document is made of. A notebook's `text` are the words and the code of its cells."""

    MARKDOWN = "markdown"
    NOTEBOOK = "notebook"


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, person: "Person") -> "DocumentQuerySet":
        return self.filter(project__in=Project.objects.visible_to(person))

    def present(self) -> "DocumentQuerySet":
        return self.filter(trashed_at=None)

    def in_trash(self) -> "DocumentQuerySet":
        return self.exclude(trashed_at=None)

    def by_title(self) -> "DocumentQuerySet":
        return self.order_by("title", "pk")

    def newest_first(self) -> "DocumentQuerySet":
        return self.order_by("-changed_at", "-pk")


class Document(Writing, Filing, Quoting, Versioning, Shelving, Commenting, models.Model):
    """Markdown or a notebook with a title, in a folder. `version` counts what was saved; each is kept as a `Version`.

    A folder is a path of names (`reports/2026`), empty for the vault's first level; it is there as long as a
    document lies in it. `file_name` is the name of the file it came from: that file, again into the same folder, is
    a new version.
    """

    project = models.ForeignKey("projects.Project", on_delete=models.CASCADE, related_name="documents")
    folder = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.MARKDOWN)
    file_name = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    trashed_at = models.DateTimeField(null=True)
    trashed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["project", "folder", "title"], name="document_folder"),
            models.Index(fields=["project", "-changed_at"], name="document_changed"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Subject:
        return Subject("document", str(self.pk), self.project.workspace_id, self.project_id)

    @property
    def is_in_trash(self) -> bool:
        return self.trashed_at is not None

    @property
    def is_notebook(self) -> bool:
        return self.form == Form.NOTEBOOK

    @property
    def latest(self) -> "Version":
        """The version that the document is now; asks the database."""
        return self.versions.get(number=self.version)

    def check_at_hand(self) -> None:
        """Raise `InTrash` for a document in the trash."""
        if self.is_in_trash:
            raise InTrash(_("This document is in the trash. Restore it first."))

    def hold(self) -> None:
        """Lock the row and read it again, inside the caller's transaction. Raises `InTrash`."""
        self.refresh_from_db(from_queryset=Document.objects.select_for_update(no_key=True))
        self.check_at_hand()
