"""Write the history and tell open pages that something changed."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from assay.activity.happenings import Happening
from assay.activity.models import Event, Touch
from assay.activity.subjects import HasSubject, project_topic
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person

# The channel on which PostgreSQL wakes the live readers of all processes.
CHANNEL = "assay_touch"


def record(happening: Happening, *, on: HasSubject, by: "Person | None", at: datetime | None = None) -> Event:
    """Append an event to the history of `on`, in the caller's transaction, and return it."""
    subject = on.subject
    event = Event(
        workspace_id=subject.workspace_id,
        project_id=subject.project_id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        kind=happening.kind,
        data=happening.as_data(),
        person=by,
        at=at or now(),
    )
    event.save(force_insert=True)
    touch(on)
    return event


def touch(on: HasSubject) -> None:
    """Tell pages that show `on`, or its project, that it changed; seen only if the transaction commits."""
    subject = on.subject
    topics = [subject.topic]
    if subject.project_id is not None and subject.kind != "project":
        topics.append(project_topic(subject.project_id))
    moment = now()
    Touch.objects.bulk_create(
        [Touch(workspace_id=subject.workspace_id, topic=topic, at=moment) for topic in topics]
    )
    _wake()


def _wake() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
