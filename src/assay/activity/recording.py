"""Write the history and tell open pages that something changed."""

from collections.abc import Callable, Sequence
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
ReaderOfAll = Callable[[Sequence[Event]], None]
_readers: list[tuple[Reader, ReaderOfAll | None]] = []
_readers_of_past: list[ReaderOfAll] = []
_INSERT = f"INSERT INTO {Touch._meta.db_table} (workspace_id, topic, at) VALUES "  # noqa: S608  our own table


def register_reader(reader: Reader, *, of_all: ReaderOfAll | None = None, of_past: ReaderOfAll | None = None) -> None:
    """Let a domain see each event as it is written, in the same transaction. Call it in `AppConfig.ready()`.

    A reader must be quick: what takes time, or may fail, is a job whose row it writes. `of_all` does the same for
    several events at once in fewer queries. `of_past` is for who follows also what happened elsewhere long ago.
    """
    _readers.append((reader, of_all))
    if of_past:
        _readers_of_past.append(of_past)


def record(
    happening: Happening, *, on: HasSubject, by: "Person | None", at: datetime | None = None, outsider: str = ""
) -> Event:
    """Append an event to the history of `on`, in the caller's transaction, and return it.

    `outsider` names somebody without an account who did it, where `by` is None.
    """
    event = _event(happening, on, by, at or now(), outsider)
    event.save(force_insert=True)
    for reader, _of_all in _readers:
        reader(event)
    touch(on)
    return event


def record_all(happenings: Sequence[tuple[Happening, HasSubject]], *, by: "Person | None") -> list[Event]:
    """Append events to the histories of several things that one act changed, as `record` does for each of them."""
    if len(happenings) == 1:
        return [record(happening, on=thing, by=by) for happening, thing in happenings]
    events = [_event(happening, thing, by, now(), "") for happening, thing in happenings]
    Event.objects.bulk_create(events)
    for reader, of_all in _readers:
        if of_all:
            of_all(events)
        for event in () if of_all else events:
            reader(event)
    if happenings:
        touch(*(thing for _happening, thing in happenings))
    return events


def record_past(past: Sequence[tuple[Happening, HasSubject, datetime]]) -> None:
    """Append what happened elsewhere, the earliest first: nobody here did it, so nobody and no open page is told."""
    events = [_event(happening, thing, None, at, "") for happening, thing, at in past]
    Event.objects.bulk_create(events, batch_size=500)
    for reader in _readers_of_past:
        reader(events)


def _event(happening: Happening, on: HasSubject, by: "Person | None", at: datetime, outsider: str) -> Event:
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
        at=at,
    )
    event.happening = happening
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
