"""What the index knows of one object. The database itself keeps its full-text index equal to these rows."""

from typing import Any

from django.db import models
from django.db.models import Q

from assay.search.sources import Audience, projects_of

WORDS = ("codes", "title_words", "title_more", "body_words", "body_more")


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, person: Any) -> "DocumentQuerySet":
        """Documents of visible projects; those of no project by their audience."""
        open_to = [Audience.EVERYBODY, *([Audience.WRITERS] if person.can_write else [])]
        free = Q(project_id=None, audience__in=[one.value for one in open_to])
        return self.filter(Q(project_id__in=projects_of(person)) | free, workspace_id=person.workspace_id)

    def of(self, subject_kind: str, ids: Any) -> "DocumentQuerySet":
        return self.filter(subject_kind=subject_kind, subject_id__in=ids)


class Document(models.Model):
    """One object: where it leads (`title`, `url`), what it says (`parts`, name and text), and the words of it.

    On SQLite triggers carry the last five fields into the table `search_words` (FTS5), on PostgreSQL they make up the
    generated column `tokens`: whoever writes, deletes or restores rows need not know of either.
    """

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    project_id = models.BigIntegerField(null=True)
    audience = models.CharField(max_length=10)
    kind = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    title = models.CharField(max_length=600)
    # Names of models stand in it, each letter as up to twelve.
    url = models.TextField()
    parts = models.JSONField(default=list)
    is_archived = models.BooleanField(default=False)
    codes = models.CharField(max_length=300, blank=True)
    title_words = models.TextField(blank=True)
    title_more = models.TextField(blank=True)
    body_words = models.TextField(blank=True)
    body_more = models.TextField(blank=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id"], name="document_once")]

    def __str__(self) -> str:
        return self.title
