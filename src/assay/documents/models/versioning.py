"""How each saved state of a document is kept as a version, and brought back."""

from typing import TYPE_CHECKING, cast

from django.db import transaction

from assay.activity.recording import record
from assay.documents.events import DocumentRestored
from assay.kit.blobs import Blob
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document
    from assay.documents.models.version import Version


class Versioning:
    """Verbs of the versions of a document."""

    @transaction.atomic
    def restore(self, old: "Version", *, by: "Person") -> None:
        """Let the document say again what it said in an earlier version: as a new one. Raises `InTrash`."""
        document = cast("Document", self)
        document.hold()
        if (old.title, old.text, old.sha256) == (document.title, document.text, document.latest.sha256):
            return
        document.title, document.text = old.title, old.text
        document.change_version(by=by)
        file = Blob(old.sha256, old.size) if old.sha256 else None
        document.keep_version(by=by, restored_from=old.number, file=file)
        record(DocumentRestored(version=document.version, restored=old.number), on=document, by=by)

    def change_version(self, *, by: "Person") -> None:
        """Count a new version of title and text, inside the caller's transaction; `keep_version` must follow."""
        document = cast("Document", self)
        document.version += 1
        document.changed_at, document.changed_by = now(), by
        document.save(update_fields=["title", "text", "version", "changed_at", "changed_by"])

    def keep_version(
        self, *, by: "Person", note: str = "", restored_from: int | None = None, file: "Blob | None" = None
    ) -> None:
        """Keep what the document says now. A notebook whose file is not given keeps the one it has."""
        document = cast("Document", self)
        if file is None and document.is_notebook:
            before = document.versions.newest_first()[0]
            file = Blob(before.sha256, before.size)
        document.versions.create(
            number=document.version,
            title=document.title,
            text=document.text,
            sha256=file.sha256 if file else "",
            size=file.size if file else 0,
            note=note,
            restored_from=restored_from,
            created_at=document.changed_at,
            created_by=by,
        )
