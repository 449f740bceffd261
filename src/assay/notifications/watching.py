"""Watch an object, stop watching it, and see who does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assay.activity.recording import touch
from assay.activity.subjects import HasSubject, Subject
from assay.kit.clock import now
from assay.notifications.models import Watch

if TYPE_CHECKING:
    from assay.accounts.models import Person


@dataclass(frozen=True)
class Watching:
    """Who watches an object, and whether the reader is one of them."""

    topic: str
    people: "list[Person]"
    is_mine: bool


def watch(thing: HasSubject, person: "Person") -> None:
    """Let the person hear of what happens to `thing`; twice is once. The caller checked that they may see it."""
    begin(thing.subject, [person.pk])
    touch(thing)


def unwatch(thing: HasSubject, person: "Person") -> None:
    """Let the person hear no more of it, until they take part again."""
    Watch.objects.of(thing.subject).filter(person=person).delete()
    touch(thing)


def watchers_of(subject: Subject) -> "list[Person]":
    """Return who watches and still has access to the workspace, by name."""
    found = Watch.objects.of(subject).filter(person__left_at=None).select_related("person")
    return [one.person for one in found.order_by("person__name", "person_id")]


def watching_of(subject: Subject, reader: "Person") -> Watching:
    people = watchers_of(subject)
    return Watching(topic=subject.topic, people=people, is_mine=any(one.pk == reader.pk for one in people))


def begin(subject: Subject, numbers: Iterable[int]) -> None:
    """Let people watch who took part; those who do already are left alone."""
    begin_all((subject, number) for number in numbers)


def begin_all(parties: Iterable[tuple[Subject, int]]) -> None:
    """Let each of these people watch what they took part in."""
    moment = now()
    rows = [
        Watch(person_id=number, subject_kind=subject.kind, subject_id=subject.id, created_at=moment)
        for subject, number in dict.fromkeys(parties)
    ]
    if rows:
        Watch.objects.bulk_create(rows, ignore_conflicts=True)
