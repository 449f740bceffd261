"""How documents go into the trash and come back."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import transaction

from assay.activity.recording import record
from assay.documents.events import DocumentTakenBack, DocumentTrashed
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document

IN_TRASH_FOR = timedelta(days=30)


class InTrash(Exception):
    """The document lies in the trash and must come back before it can change."""


class Shelving:
    """Verbs that take a document out of the vault and bring it back."""

    @transaction.atomic
    def trash(self, *, by: "Person", at: datetime | None = None) -> None:
        """Put the document into the trash, from where it comes back for thirty days."""
        document = cast("Document", self)
        _lock(document)
        if document.is_in_trash:
            return
        document.trashed_at, document.trashed_by = at or now(), by
        document.save(update_fields=["trashed_at", "trashed_by"])
        record(DocumentTrashed(), on=document, by=by, at=at)

    @transaction.atomic
    def take_back(self, *, by: "Person") -> None:
        """Take the document out of the trash; it lies in its folder again."""
        document = cast("Document", self)
        _lock(document)
        if not document.is_in_trash:
            return
        document.trashed_at = document.trashed_by = None
        document.save(update_fields=["trashed_at", "trashed_by"])
        record(DocumentTakenBack(), on=document, by=by)


def _lock(document: "Document") -> None:
    document.refresh_from_db(from_queryset=type(document).objects.select_for_update(no_key=True))
