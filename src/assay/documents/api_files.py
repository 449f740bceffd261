"""REST: files that become documents, and the files of notebooks."""

from collections.abc import Iterator
from typing import Annotated, Any

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.doors import require
from assay.documents.api import DocumentShown, Note, Number, Path
from assay.documents.finding import document_of, document_to_change, version_of
from assay.documents.models import Document
from assay.documents.models.writing import MOST_TITLE
from assay.documents.uploads import Upload, read
from assay.projects.finding import project_of
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.web.file_answers import saved_answer

router = Router(tags=["Documents"])
CHUNK = 256 * 1024
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_FILE = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}, "required": ["file"]}
BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"multipart/form-data": {"schema": _FILE}, "application/octet-stream": _BINARY},
    }
}
BYTES = {"responses": {200: {"description": "The bytes", "content": {"*/*": {"schema": {"type": "string"}}}}}}


class FileAsked(Schema):
    """`name` is needed when the body is the file itself; the folder matters for new documents."""

    name: Annotated[str, StringConstraints(max_length=300)] = ""
    title: Annotated[str, Field(max_length=MOST_TITLE)] = ""
    note: Note = ""


class NewFileAsked(FileAsked):
    folder: Path = ""


@router.post("/projects/{key}/documents/files", response={200: DocumentShown, 201: DocumentShown}, openapi_extra=BODY)
def upload_document(request: ApiRequest, key: str, asked: Query[NewFileAsked]) -> Status[Document]:
    """Put a notebook (.ipynb) or a Markdown file into the vault: the body itself, or `multipart/form-data` in the field
    `file`. A file of this name that is in the folder already gets a new version (200); the same bytes change nothing.
    """
    project = project_of(request.person, key)
    require(request.person.can_write)
    upload = _sent(request, asked.name).stored()
    facts = {"folder": asked.folder, "title": asked.title.strip(), "note": asked.note}
    made = Document.take_in(project, upload, **facts, by=request.person)
    return Status(201 if made.version == 1 else 200, document_of(request.person, made.pk))


@router.post("/documents/{number}/file", response=DocumentShown, openapi_extra=BODY)
def upload_version(request: ApiRequest, number: Number, asked: Query[FileAsked]) -> Document:
    """Make a file the newest version of the document, sent as for a new one. The same bytes change nothing."""
    document = document_to_change(request.person, number)
    upload = _sent(request, asked.name or document.file_name).stored()
    document.take(upload, title=asked.title.strip(), note=asked.note, by=request.person)
    return document_of(request.person, number)


@router.get("/documents/{number}/versions/{version}/file", openapi_extra=BYTES)
def get_version_file(request: ApiRequest, number: Number, version: Number) -> HttpResponseBase:
    """The file of a version of a notebook as it was uploaded."""
    document = document_of(request.person, number)
    found = version_of(document, request.person, version)
    if not found.sha256:
        raise Http404
    return saved_answer(found.sha256, name=document.file_name, size=found.size)


def _sent(request: ApiRequest, name: str) -> Upload:
    """Read the file that was sent. Raises `NoDocument`, `TooLarge`, and a refusal when there is none."""
    if request.content_type == "multipart/form-data":
        file = request.FILES.get("file")
        if file is None:
            raise _missing("file", _("Send the file in the field `file`."))
        return read(name or file.name or "", file.chunks())
    if not name:
        raise _missing("name", _("Say how the file is called: ?name=report.ipynb"))
    return read(name, _chunks(request))


def _missing(field: str, told: str) -> Refusal:
    return Refusal(422, "invalid", told, fields={field: [told]})


def _chunks(request: ApiRequest) -> Iterator[bytes]:
    while piece := request.read(CHUNK):
        yield piece
