"""How views find a document; one that this person may not see is not found, whoever's it is."""

from django.http import Http404

from assay.accounts.doors import PersonRequest, require
from assay.accounts.models import Person
from assay.documents.models import Comment, Document, Version


def document_of(person: Person, number: int) -> Document:
    """Return the document, also from the trash. Raises `Http404`."""
    documents = Document.objects.visible_to(person).filter(pk=number)
    document = documents.select_related("project", "created_by", "changed_by", "trashed_by").first()
    if document is None:
        raise Http404
    return document


def document_to_change(person: Person, number: int) -> Document:
    """Return the document if this person may write it; else 403. Raises `InTrash`."""
    document = document_of(person, number)
    require(person.can_write)
    document.check_at_hand()
    return document


def document_at(request: PersonRequest, number: int) -> Document:
    """Return the document and make its project the one whose places the rail shows."""
    document = document_of(request.person, number)
    request.project = document.project  # type: ignore[attr-defined]
    return document


def version_of(document: Document, reader: Person, number: int) -> Version:
    """Return one version of the document. Raises `Http404`."""
    versions = Version.objects.visible_to(reader).filter(document=document, number=number)
    version = versions.select_related("created_by").first()
    if version is None:
        raise Http404
    return version


def comment_of(document: Document, number: int) -> Comment:
    """Return a comment of the document that is not removed. Raises `Http404`."""
    comment = document.comments.present().filter(pk=number).select_related("person", "stakeholder").first()
    if comment is None:
        raise Http404
    comment.document = document
    return comment
