"""How files come into the vault: a notebook or a Markdown file becomes a document, and again a version of it."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.documents.events import DocumentCreated, DocumentWritten
from assay.documents.folders import cleaned
from assay.documents.quotes.freezing import frozen_again, frozen_as_asked
from assay.kit import notebooks
from assay.kit.clock import now

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.documents.models.document import Document
    from assay.documents.uploads import Upload
    from assay.kit.blobs import Blob
    from assay.projects.models import Project


class OtherForm(Exception):
    """A notebook is no text to write, and a page of text no notebook."""


class Filing:
    """Verbs that take files."""

    @classmethod
    @transaction.atomic
    def take_in(
        cls, project: "Project", upload: "Upload", *, by: "Person", folder: str = "", title: str = "", note: str = ""
    ) -> "Document":
        """Put a stored file into a folder. The document that came there from a file of this name gets a new version.

        Raises `BadFolder`.
        """
        kind, place = cast("type[Document]", cls), cleaned(folder)
        # Two uploads of one file at a time are one document: the second one waits for the first.
        type(project).objects.select_for_update(no_key=True).get(pk=project.pk)
        there = kind.objects.present().filter(project=project, folder=place, file_name=upload.name).first()
        if there is not None:
            _renew(there, upload, title=title, note=note, by=by)
            return there
        at = now()
        made = kind.objects.create(
            project=project,
            folder=place,
            title=title or upload.title,
            text=upload.text,
            form=upload.form,
            file_name=upload.name,
            created_at=at,
            created_by=by,
            changed_at=at,
            changed_by=by,
        )
        made.text = frozen_as_asked(made, upload.text, by=by)
        if made.text != upload.text:
            made.save(update_fields=["text"])
        made.keep_version(by=by, note=note, file=upload.file)
        _draw(upload.file)
        record(DocumentCreated(title=made.title, text=_said(made, made.text), file=upload.name), on=made, by=by, at=at)
        return made

    @transaction.atomic
    def take(self, upload: "Upload", *, by: "Person", title: str = "", note: str = "") -> None:
        """Make the stored file the newest version of this document; what it is already is none.

        It keeps the name of its first file. Raises `OtherForm`, `InTrash`.
        """
        _renew(cast("Document", self), upload, title=title, note=note, by=by)

    def check_written(self) -> None:
        """Raise `OtherForm` for a document that is uploaded, not written."""
        if cast("Document", self).is_notebook:
            raise OtherForm(_("A notebook is not written here: change it in Jupyter and upload it again."))


def _renew(document: "Document", upload: "Upload", *, title: str, note: str, by: "Person") -> None:
    document.hold()
    if upload.form != document.form:
        raise OtherForm(_not_of(document) % {"title": document.title})
    before, renamed = document.text, title if title and title != document.title else ""
    text = frozen_again(document, upload.text, by=by)
    is_same = upload.file is None or upload.file.sha256 == document.latest.sha256
    if is_same and text == before and not renamed:
        return
    document.title, document.text = title or document.title, text
    document.change_version(by=by)
    document.keep_version(by=by, note=note, file=upload.file)
    _draw(upload.file)
    happened = DocumentWritten(
        version=document.version,
        title=renamed,
        note=note,
        text=_said(document, text),
        before=_said(document, before),
        file=upload.name,
    )
    record(happened, on=document, by=by)


def _said(document: "Document", text: str) -> str:
    """What may name people, who are told: code that holds an `@` calls nobody."""
    return "" if document.is_notebook else text


def _not_of(document: "Document") -> str:
    if document.is_notebook:
        return _("%(title)s is a notebook: upload an .ipynb file.")
    return _("%(title)s is a page of text: upload Markdown.")


def _draw(kept: "Blob | None") -> None:
    """Let the worker begin before somebody looks."""
    if kept is not None:
        notebooks.page_of(kept.sha256)
