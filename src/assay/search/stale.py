"""What must be indexed soon: a note in the transaction of the change, and a job that works through the notes.

Training code writes by this door, thousands of times an hour; reading all words of a run each time would cost more
than the write itself.
"""

from collections.abc import Iterable
from time import monotonic

from django.db import connection, transaction

from assay.activity.subjects import HasSubject
from assay.kit.pages import load_addresses
from assay.search.indexing import index
from assay.search.models import Document, Stale
from assay.search.sources import source_of, sources

A_BATCH = 200
SECONDS = 120
_INSERT = f"INSERT INTO {Stale._meta.db_table} (subject_kind, subject_id) VALUES (%s, %s)"  # noqa: S608  our own table


def mark(*things: HasSubject) -> None:
    """Note in the caller's transaction that these must be indexed again."""
    with connection.cursor() as cursor:
        for thing in things:
            cursor.execute(_INSERT, [thing.subject.kind, thing.subject.id])


def mark_ids(subject_kind: str, ids: Iterable[str]) -> None:
    """Note it of many objects of one kind."""
    Stale.objects.bulk_create((Stale(subject_kind=subject_kind, subject_id=one) for one in ids), batch_size=1000)


def reindex() -> int:
    """Index everything anew, forget what is gone, and return how many objects the index knows."""
    rows = Document.objects.values_list("subject_kind", "subject_id", "pk")
    gone = {(kind, subject_id): pk for kind, subject_id, pk in rows}
    for source in sources():
        for subject_id in source.ids():
            gone.pop((source.subject_kind, subject_id), None)
    Document.objects.filter(pk__in=list(gone.values())).delete()
    mark_everything()
    while not freshen():
        pass
    return Document.objects.count()


def mark_everything() -> None:
    """Note that all there is must be indexed again."""
    Stale.objects.bulk_create(Stale(subject_kind=source.subject_kind) for source in sources())


def freshen(*, seconds: float = SECONDS) -> bool:
    """Index what was noted; False when the time ran out before the end."""
    if not Stale.objects.exists():
        return True
    load_addresses()
    until = monotonic() + seconds
    while _freshen_some():
        if monotonic() > until:
            return not Stale.objects.exists()
    return True


@transaction.atomic
def _freshen_some() -> bool:
    """Work through notes of one kind: whoever else holds documents of several kinds cannot wait for us in a ring."""
    kind = Stale.objects.order_by("pk").values_list("subject_kind", flat=True).first()
    if kind is None:
        return False
    waiting = Stale.objects.filter(subject_kind=kind).select_for_update(skip_locked=_can_skip())
    notes = list(waiting.order_by("pk")[:A_BATCH])
    Stale.objects.filter(pk__in=[note.pk for note in notes]).delete()
    index(kind, {note.subject_id for note in notes if note.subject_id})
    if not all(note.subject_id for note in notes):
        _note_all(kind)
    return bool(notes)


def _note_all(subject_kind: str) -> None:
    source = source_of(subject_kind)
    if source is not None:
        mark_ids(subject_kind, source.ids())


def _can_skip() -> bool:
    return connection.features.has_select_for_update_skip_locked
