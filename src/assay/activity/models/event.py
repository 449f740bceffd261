"""The history: rows are added, never changed."""

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F

from assay.activity.happenings import Happening, from_data
from assay.activity.subjects import Subject

if TYPE_CHECKING:
    from assay.accounts.models import Person


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, person: "Person") -> "EventQuerySet":
        """Events of the person's workspace. What they are about is scoped by whoever asks for a feed."""
        return self.filter(workspace_id=person.workspace_id)

    def told_to(self, person: "Person") -> "EventQuerySet":
        """The same events as `visible_to`, for a query that an index of subject or project serves.

        SQLite would take the index of the workspace instead, and walk over all that ever happened there.
        """
        return self.alias(of_workspace=F("workspace_id") + 0).filter(of_workspace=person.workspace_id)

    def about(self, subject: Subject) -> "EventQuerySet":
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)

    def of_project(self, project_id: int) -> "EventQuerySet":
        return self.filter(project_id=project_id)


class Event(models.Model):
    """One thing that happened, by whom, when.

    Without a `person` somebody without an account did it, by a share link, and `outsider` is their name; with neither
    Assay did it by itself.
    """

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")
    project_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, null=True, related_name="+")
    outsider = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField()

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["project_id", "-id"], name="event_project"),
            models.Index(fields=["workspace", "-id"], name="event_workspace"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_kind}:{self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once. Raises `HistoryIsAppendOnly` for one that is written already."""
        if not self._state.adding:
            raise HistoryIsAppendOnly(f"Event {self.pk} was written and stays as it is.")
        super().save(*args, **kwargs)

    @property
    def actor(self) -> str:
        """Who did it, by name; empty for Assay itself."""
        return self.person.name if self.person else self.outsider

    @cached_property
    def happening(self) -> Happening:
        return from_data(self.kind, self.data)

    @property
    def subject(self) -> Subject:
        return Subject(self.subject_kind, self.subject_id, self.workspace_id, self.project_id)


class HistoryIsAppendOnly(RuntimeError):
    """Somebody tried to change an event. Record another one instead."""
