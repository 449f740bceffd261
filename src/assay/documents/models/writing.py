"""How documents are written: begun, drafted, saved, moved."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.documents.events import DocumentCreated, DocumentMoved, DocumentWritten
from assay.documents.folders import cleaned
from assay.documents.models.file import MOST_FILES, TooMany
from assay.documents.quotes.freezing import frozen_as_asked
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.pure.texts import merged
from assay.web.file_answers import ANY_TYPE, picture_type

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document
    from assay.documents.models.draft import Draft
    from assay.documents.models.file import DocumentFile
    from assay.kit.blobs import Blob
    from assay.projects.models import Project

MOST_TITLE, MOST_TEXT = 200, 500_000


class Writing:
    """Verbs that change what a document says."""

    @classmethod
    @transaction.atomic
    def begin(cls, project: "Project", *, title: str, by: "Person", text: str = "", folder: str = "") -> "Document":
        """Put a new document into the vault of the project. Raises `BadFolder`."""
        at, kind = now(), cast("type[Document]", cls)
        made = kind.objects.create(
            project=project,
            folder=cleaned(folder),
            title=title,
            text=text,
            created_at=at,
            created_by=by,
            changed_at=at,
            changed_by=by,
        )
        made.text = frozen_as_asked(made, text, by=by)
        if made.text != text:
            made.save(update_fields=["text"])
        made.keep_version(by=by)
        record(DocumentCreated(title=title, text=text), on=made, by=by, at=at)
        return made

    @transaction.atomic
    def write(self, title: str, text: str, *, version: int, by: "Person", note: str = "") -> "Person | None":
        """Save title and text, begun at `version`; return whose changes were joined with them, if somebody's were.

        Changes of other lines join. Raises `EditedMeanwhile` where both changed the same, and `InTrash`; then nothing
        is saved. What the writer drafted is done with once it is saved.
        """
        document = cast("Document", self)
        document.hold()
        if text != document.text:
            document.check_written()
        other = document.changed_by if version != document.version else None
        if other is not None:
            title, text = _joined(document, title, text, version=version, by=by)
        document.drop_draft(by=by)
        if (title, text) != (document.title, document.text):
            save_text(document, title, frozen_as_asked(document, text, by=by), by=by, note=note)
        return other

    @transaction.atomic
    def move_to(self, folder: str, *, by: "Person") -> None:
        """Put the document into another folder. Raises `BadFolder`, `InTrash`."""
        document, wanted = cast("Document", self), cleaned(folder)
        document.hold()
        if wanted == document.folder:
            return
        before, document.folder = document.folder, wanted
        document.save(update_fields=["folder"])
        record(DocumentMoved(folder=wanted, before=before), on=document, by=by)

    @transaction.atomic
    def change(
        self,
        *,
        by: "Person",
        title: str | None = None,
        text: str | None = None,
        folder: str | None = None,
        version: int | None = None,
        note: str = "",
    ) -> None:
        """Change what is given, all of it or nothing; without `version` it is meant for what stands there now.

        Raises as `write` and `move_to` do.
        """
        document = cast("Document", self)
        document.hold()
        if folder is not None:
            document.move_to(folder, by=by)
        if title is not None or text is not None:
            began = version or document.version
            base = document.versions.filter(number=began).first() or document
            document.write(
                base.title if title is None else title,
                base.text if text is None else text,
                version=began,
                by=by,
                note=note,
            )

    @transaction.atomic
    def keep_draft(self, title: str, text: str, *, version: int, by: "Person") -> "Draft | None":
        """Keep what the person is writing, unsaved, for them alone; what the document says already is no draft.

        It is no event: pages of others do not change by it. Raises `InTrash`.
        """
        document = cast("Document", self)
        document.hold()
        document.check_written()
        if (title, text) == (document.title, document.text):
            document.drop_draft(by=by)
            return None
        facts = {"title": title, "text": text, "version": version, "changed_at": now()}
        return document.drafts.update_or_create(person=by, defaults=facts)[0]

    @transaction.atomic
    def drop_draft(self, *, by: "Person") -> None:
        """Forget what the person was writing."""
        cast("Document", self).drafts.of(by).delete()

    @transaction.atomic
    def attach(self, kept: "Blob", *, name: str, by: "Person") -> "DocumentFile":
        """Add a file whose bytes are stored already. Raises `TooMany`, `InTrash`."""
        document = cast("Document", self)
        document.hold()
        if document.files.count() >= MOST_FILES:
            raise TooMany(_("A document has at most %(most)d files.") % {"most": MOST_FILES})
        return document.files.create(
            name=name[:200] or "file",
            content_type=picture_type(name) or ANY_TYPE,
            sha256=kept.sha256,
            size=kept.size,
            created_at=now(),
            created_by=by,
        )


def _joined(document: "Document", title: str, text: str, *, version: int, by: "Person") -> tuple[str, str]:
    """Return title and text with what others saved since `version`. Raises `EditedMeanwhile`."""
    base = document.versions.filter(number=version).first()
    both = merged(base.text, text, document.text) if base else None
    name = merged(base.title, title, document.title) if base else None
    if both is None or name is None:
        raise EditedMeanwhile(_same_lines(document.changed_by, by))
    return name, both


def _same_lines(other: "Person", by: "Person") -> str:
    if other == by:
        return _("You, in another window, changed the same lines meanwhile. Your text is kept in the field.")
    return _("%(name)s changed the same lines meanwhile. Your text is kept in the field.") % {"name": other.name}


def save_text(document: "Document", title: str, text: str, *, by: "Person", note: str) -> None:
    """Save title and text of a document that is held, as its next version."""
    before, renamed = document.text, title if title != document.title else ""
    document.title, document.text = title, text
    document.change_version(by=by)
    document.keep_version(by=by, note=note)
    happened = DocumentWritten(version=document.version, title=renamed, note=note, text=text, before=before)
    record(happened, on=document, by=by)
