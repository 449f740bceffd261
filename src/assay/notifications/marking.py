"""Mark notices as read, and say what one wants to hear of."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction

from assay.notifications.models import Notice, Silence
from assay.notifications.models.notice import NoticeQuerySet
from assay.notifications.reasons import Reason
from assay.notifications.topics import ring

if TYPE_CHECKING:
    from assay.accounts.models import Person


@transaction.atomic
def mark_all_read(person: "Person") -> int:
    """Mark all of the person's notices; return how many were unread."""
    return _mark(Notice.objects.visible_to(person), person)


@transaction.atomic
def mark_read_about(kind: str, identity: str, person: "Person") -> int:
    """Mark the person's notices about one object; return how many were unread."""
    return _mark(Notice.objects.visible_to(person).about(kind, identity), person)


@transaction.atomic
def mark_read(numbers: Collection[int], person: "Person") -> int:
    """Mark these notices of the person; return how many were unread. Foreign numbers are not touched."""
    return _mark(Notice.objects.visible_to(person).filter(pk__in=numbers), person)


@transaction.atomic
def choose(person: "Person", *, off: Collection[str]) -> None:
    """Tell the person nothing more for the reasons in `off`, and of everything else."""
    mine = Silence.objects.visible_to(person)
    mine.exclude(reason__in=off).delete()
    rows = [Silence(person=person, reason=reason.value) for reason in Reason if reason.value in off]
    Silence.objects.bulk_create(rows, ignore_conflicts=True)


def silenced(person: "Person") -> set[str]:
    """Return the reasons for which the person is told nothing."""
    return set(Silence.objects.visible_to(person).values_list("reason", flat=True))


def _mark(notices: NoticeQuerySet, person: "Person") -> int:
    count = notices.mark_read()
    if count:
        ring(person)
    return count
