"""Who watches what."""

from typing import TYPE_CHECKING

from django.db import models

from assay.activity.subjects import Subject

if TYPE_CHECKING:
    from assay.accounts.models import Person


class WatchQuerySet(models.QuerySet["Watch"]):
    def visible_to(self, person: "Person") -> "WatchQuerySet":
        """Watches of people of the same workspace; whether the object can be seen, its kind must say."""
        return self.filter(person__workspace_id=person.workspace_id)

    def of(self, subject: Subject) -> "WatchQuerySet":
        return self.filter(subject_kind=subject.kind, subject_id=subject.id)


class Watch(models.Model):
    """A person who wants to hear what happens to an object."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    created_at = models.DateTimeField()

    objects = WatchQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject_kind", "subject_id", "person"], name="watch_once")]

    def __str__(self) -> str:
        return f"{self.person_id} watches {self.subject_kind}:{self.subject_id}"
