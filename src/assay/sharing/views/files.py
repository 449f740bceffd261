"""Bytes behind a link: pictures of documents, files of deliverables, notebooks in their frames."""

from typing import cast

from django.http import Http404, HttpResponse

from assay.deliverables.models import Deliverable
from assay.deliverables.queries import file_of
from assay.documents.models import Document
from assay.documents.outside import picture_of
from assay.kit import blobs, notebooks
from assay.sharing.doors import LinkRequest, by_link
from assay.sharing.reach import thing_within
from assay.sharing.things import Name
from assay.web.file_answers import file_answer, framed_answer


@by_link("GET", "HEAD")
def file(request: LinkRequest, kind: str, thing: str, file: int) -> HttpResponse:
    """A picture that a document shows, or a file that is attached to a deliverable."""
    holder = thing_within(request.link, Name(kind, thing)).found
    if isinstance(holder, Document) and (picture := picture_of(holder, file)):
        return cast("HttpResponse", file_answer(picture.sha256, name=picture.name, size=picture.size))
    attached = file_of(holder, file) if isinstance(holder, Deliverable) else None
    if attached is None:
        raise Http404
    return cast("HttpResponse", file_answer(attached.sha256, name=attached.title, size=attached.size))


@by_link("GET", "HEAD")
def notebook(request: LinkRequest, kind: str, thing: str) -> HttpResponse:
    """The page that the worker drew of a notebook, for its frame; until then there is none."""
    document = thing_within(request.link, Name(kind, thing)).found
    is_notebook = isinstance(document, Document) and document.is_notebook
    digest = notebooks.page_of(document.latest.sha256).html_sha256 if is_notebook else None
    if digest is None:
        raise Http404
    return cast("HttpResponse", framed_answer(digest, name="notebook.html", size=blobs.size(digest)))
