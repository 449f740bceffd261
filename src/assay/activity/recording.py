"""Write the history and tell open pages that something changed."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection

from assay.activity.happenings import Happening
from assay.activity.models import Event, Touch
from assay.activity.subjects import HasSubject, Subject, project_topic
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person

# The channel on which PostgreSQL wakes the live readers of all processes.
CHANNEL = "assay_touch"
Reader = Callable[[Event], None]
_readers: list[Reader] = []
_INSERT = f"INSERT INTO {Touch._meta.db_table} (workspace_id, topic, at) VALUES "  # noqa: S608  our own table


def register_reader(reader: Reader) -> None:
    """Let a domain see each event as it is written, in the same transaction. Call it in `AppConfig.ready()`.

    A reader must be quick: what takes time, or may fail, is a job whose row it writes.
    """
    _readers.append(reader)


def record(
    happening: Happening, *, on: HasSubject, by: "Person | None", at: datetime | None = None, outsider: str = ""
) -> Event:
    """Append an event to the history of `on`, in the caller's transaction, and return it.

    `outsider` names somebody without an account who did it, where `by` is None.
    """
    subject = on.subject
    event = Event(
        workspace_id=subject.workspace_id,
        project_id=subject.project_id,
        subject_kind=subject.kind,
        subject_id=subject.id,
        kind=happening.kind,
        data=happening.as_data(),
        person=by,
        outsider=outsider,
        at=at or now(),
    )
    event.happening = happening
    event.save(force_insert=True)
    for reader in _readers:
        reader(event)
    touch(on)
    return event


def touch(*things: HasSubject) -> None:
    """Tell pages that show these, or their projects, that they changed; seen only if the transaction commits."""
    rows = dict.fromkeys(row for thing in things for row in _topics(thing.subject))
    moment = connection.ops.adapt_datetimefield_value(now())
    values = [value for workspace_id, topic in rows for value in (workspace_id, topic, moment)]
    # Plain SQL: each logged metric comes by here, and building models would cost more than the write.
    with connection.cursor() as cursor:
        cursor.execute(_INSERT + ", ".join(["(%s, %s, %s)"] * len(rows)), values)
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def _topics(subject: Subject) -> list[tuple[int, str]]:
    topics = [(subject.workspace_id, subject.topic)]
    if subject.project_id is not None and subject.kind != "project":
        topics.append((subject.workspace_id, project_topic(subject.project_id)))
    return topics
