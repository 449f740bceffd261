"""Notices: an event that somebody is told of."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from assay.activity.subjects import Subject
from assay.kit.clock import now
from assay.notifications.reasons import PERSONAL, Reason

if TYPE_CHECKING:
    from assay.accounts.models import Person

UNREAD = Q(read_at=None)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, person: "Person") -> "NoticeQuerySet":
        """One's own. Whether the object can still be seen, its kind must say."""
        return self.filter(person=person)

    def unread(self) -> "NoticeQuerySet":
        return self.filter(UNREAD)

    def personal(self) -> "NoticeQuerySet":
        """What was said to the person, not to all who watch."""
        return self.filter(reason__in=PERSONAL)

    def about(self, kind: str, identity: str) -> "NoticeQuerySet":
        return self.filter(subject_kind=kind, subject_id=identity)

    def mark_read(self, *, at: datetime | None = None) -> int:
        """Mark those that are unread; return how many they were."""
        return self.unread().update(read_at=at or now())


class Notice(models.Model):
    """One event that one person is told of, and why. The subject is the event's, kept here to group by."""

    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey("activity.Event", on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "person"], name="notice_once")]
        indexes = [
            # What the bell counts, answered from the index alone.
            models.Index(fields=["person", "subject_kind", "subject_id"], condition=UNREAD, name="notice_unread"),
            models.Index(fields=["person", "-id"], name="notice_person"),
            models.Index(fields=["read_at"], name="notice_read"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} of event {self.event_id} for {self.person_id}"

    @property
    def subject(self) -> Subject:
        return self.event.subject
