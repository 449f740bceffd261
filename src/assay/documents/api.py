"""REST: the documents of a project and their versions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.doors import require
from assay.documents.finding import document_of, document_to_change, version_of
from assay.documents.folders import cleaned
from assay.documents.models import Document, Version
from assay.documents.models.writing import MOST_TEXT, MOST_TITLE
from assay.documents.queries import versions_of
from assay.projects.finding import project_of
from assay.rest.doors import ApiRequest
from assay.rest.paging import Listed, PageAsked, listed

router = Router(tags=["Documents"])
Number = Annotated[int, Field(ge=1, lt=2**63)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TITLE)]
Text = Annotated[str, StringConstraints(max_length=MOST_TEXT)]
Path = Annotated[str, StringConstraints(max_length=300)]
Note = Annotated[str, StringConstraints(max_length=200)]


class DocumentListed(Schema):
    """A document without its text."""

    id: int
    project: str
    folder: str
    title: str
    form: str
    file_name: str
    version: int
    created_at: datetime
    created_by: str
    changed_at: datetime
    changed_by: str

    @staticmethod
    def resolve_project(document: Document) -> str:
        return document.project.key

    @staticmethod
    def resolve_created_by(document: Document) -> str:
        return document.created_by.name

    @staticmethod
    def resolve_changed_by(document: Document) -> str:
        return document.changed_by.name


class DocumentShown(DocumentListed):
    """Of a notebook, `text` are the words and the code of its cells."""

    text: str


class DocumentWanted(Schema):
    title: Title
    text: Text = ""
    folder: Path = ""


class DocumentChanges(Schema):
    """What shall be different. `version` is the one you read; what others changed since joins, or answers 409."""

    title: Title | None = None
    text: Text | None = None
    folder: Path | None = None
    note: Note = ""
    version: Number | None = None


class VersionListed(Schema):
    number: int
    title: str
    note: str
    size: int
    restored_from: int | None
    created_at: datetime
    created_by: str

    @staticmethod
    def resolve_created_by(version: Version) -> str:
        return version.created_by.name


class VersionShown(VersionListed):
    text: str


class DocumentsAsked(Schema):
    """Which documents: those directly in a folder, or all."""

    folder: Path | None = None


@router.get("/projects/{key}/documents", response=Listed[DocumentListed])
def list_documents(
    request: ApiRequest, key: str, wanted: Query[DocumentsAsked], page: Query[PageAsked]
) -> dict[str, Any]:
    """Documents of the project, newest first, without their texts; `folder` asks for those in one folder."""
    project = project_of(request.person, key)
    documents = Document.objects.visible_to(request.person).present().filter(project=project).defer("text")
    if wanted.folder is not None:
        documents = documents.filter(folder=cleaned(wanted.folder))
    return listed(documents.select_related("project", "created_by", "changed_by"), page)


@router.post("/projects/{key}/documents", response={201: DocumentShown})
def create_document(request: ApiRequest, key: str, data: DocumentWanted) -> Status[Document]:
    """Put a document into the vault."""
    project = project_of(request.person, key)
    require(request.person.can_write)
    made = Document.begin(project, title=data.title, text=_lines(data.text), folder=data.folder, by=request.person)
    return Status(201, document_of(request.person, made.pk))


@router.get("/documents/{number}", response=DocumentShown)
def get_document(request: ApiRequest, number: Number) -> Document:
    """One document with its text."""
    return document_of(request.person, number)


@router.patch("/documents/{number}", response=DocumentShown)
def change_document(request: ApiRequest, number: Number, data: DocumentChanges) -> Document:
    """Change title, text or folder. With `version`, changes that others made since join with yours; where both changed
    the same lines, 409 `edited-meanwhile` and nothing is saved.
    """
    document = document_to_change(request.person, number)
    document.change(
        title=data.title,
        text=None if data.text is None else _lines(data.text),
        folder=data.folder,
        version=data.version,
        note=data.note,
        by=request.person,
    )
    return document_of(request.person, number)


@router.delete("/documents/{number}", response={204: None})
def trash_document(request: ApiRequest, number: Number) -> HttpResponse:
    """Put the document into the trash, from where it comes back for thirty days."""
    document_to_change(request.person, number).trash(by=request.person)
    return HttpResponse(status=204)


@router.post("/documents/{number}/restoration", response=DocumentShown)
def restore_document(request: ApiRequest, number: Number) -> Document:
    """Take the document out of the trash."""
    document = document_of(request.person, number)
    require(request.person.can_write)
    document.take_back(by=request.person)
    return document_of(request.person, number)


@router.get("/documents/{number}/versions", response=list[VersionListed])
def list_versions(request: ApiRequest, number: Number) -> Sequence[Version]:
    """What was saved, newest first, without the texts."""
    return versions_of(document_of(request.person, number), request.person)


@router.get("/documents/{number}/versions/{version}", response=VersionShown)
def get_version(request: ApiRequest, number: Number, version: Number) -> Version:
    """One version with its text."""
    return version_of(document_of(request.person, number), request.person, version)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
