"""Keep the index equal to what the objects say."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from assay.activity.models import Event
from assay.activity.subjects import HasSubject
from assay.pure.words import compound, indexed
from assay.search.models import Document
from assay.search.models.document import WORDS
from assay.search.sources import Source, Text, source_of, texts_of

# Of one object so much is indexed; who writes more has a document, not a comment.
MOST_TEXT = 60_000
_FIELDS = ("project_id", "audience", "kind", "title", "url", "parts", "is_archived")


def hear(event: Event) -> None:
    """Index the object of an event, in the event's transaction, unless such an event changes no word."""
    if event.happening.changes_words:
        index(event.subject_kind, [event.subject_id])


def hear_all(events: Iterable[Event]) -> None:
    """Index the objects of several events at once."""
    ids: dict[str, list[str]] = {}
    for event in events:
        if event.happening.changes_words:
            ids.setdefault(event.subject_kind, []).append(event.subject_id)
    for kind, wanted in ids.items():
        index(kind, wanted)


def index_subject(thing: HasSubject) -> None:
    """Index one object whose words changed without an event."""
    index(thing.subject.kind, [thing.subject.id])


def note_project(thing: HasSubject) -> None:
    """Say at once in which project an object lies now, as who may find it hangs on that; its words may wait."""
    subject = thing.subject
    known = Document.objects.of(subject.kind, [subject.id])
    known.exclude(project_id=subject.project_id).update(project_id=subject.project_id)


@transaction.atomic(savepoint=False)
def index(subject_kind: str, ids: Iterable[str]) -> None:
    """Make the index say what these objects say now; those that are gone, or in the trash, leave it."""
    source, wanted = source_of(subject_kind), sorted(set(ids))
    if source is None or not wanted:
        return
    # Held before the words are read: else of two comments at once the later writer would lose the other's.
    held = Document.objects.of(subject_kind, wanted).select_for_update().order_by("pk")
    known = {one.subject_id: one for one in held}
    _write(source, texts_of(source, wanted), known)


def _write(source: Source, texts: Sequence[Text], known: dict[str, Document]) -> None:
    made = [_document(source, text) for text in texts]
    gone = known.keys() - {one.subject_id for one in made}
    if gone:
        Document.objects.of(source.subject_kind, gone).delete()
    changed = [one for one in made if not _says_same(one, known.get(one.subject_id))]
    Document.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["subject_kind", "subject_id"],
        update_fields=[*_FIELDS, *WORDS],
        batch_size=200,
    )


def _says_same(made: Document, known: Document | None) -> bool:
    return known is not None and all(getattr(made, name) == getattr(known, name) for name in (*_FIELDS, *WORDS))


def _document(source: Source, text: Text) -> Document:
    parts = _bounded(text)
    title, body = indexed(text.title), indexed("\n".join(part[1] for part in parts))
    return Document(
        workspace_id=text.workspace_id,
        project_id=text.project_id,
        audience=text.audience.value,
        kind=text.kind,
        subject_kind=source.subject_kind,
        subject_id=text.subject_id,
        title=text.title,
        url=text.url,
        parts=parts,
        is_archived=text.is_archived,
        codes=" ".join(compound(code) for code in text.codes)[:300],
        title_words=title.words,
        title_more=title.more,
        body_words=body.words,
        body_more=body.more,
    )


def _bounded(text: Text) -> list[list[str]]:
    parts, left = [], MOST_TEXT
    for part in text.parts:
        words = part.text[:left].replace("\0", " ").strip()
        if words:
            parts.append([part.name, words, part.anchor] if part.anchor else [part.name, words])
            left -= len(words)
    return parts
