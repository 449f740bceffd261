"""Files that become documents, and the files that documents came from."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.documents.finding import document_at, document_to_change, version_of
from assay.documents.forms import RenameForm, UploadForm
from assay.documents.models import Document, Version
from assay.documents.refusals import KNOWN
from assay.documents.uploads import Upload, read
from assay.documents.views.reading import vault_page
from assay.documents.views.refusing import refused, refusing
from assay.kit import blobs, notebooks
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.web.file_answers import framed_answer, saved_answer
from assay.web.messages import answer, is_htmx, toast

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    Files = Sequence[UploadedFile[bytes]]
MOST_FILES = 20


@require_POST
@signed_in
def uploads(request: PersonRequest, key: str) -> HttpResponse:
    """Put files into a folder: all of them, or none when one cannot become a document."""
    project, form = project_at(request, key), UploadForm(request.POST)
    require(request.person.can_write)
    files, told = request.FILES.getlist("file"), ""
    if not form.is_valid():
        told = str(next(iter(form.errors.values()))[0])
    elif not 0 < len(files) <= MOST_FILES:
        told = _("Choose up to %(most)d files.") % {"most": MOST_FILES}
    if told:
        return _not_taken(request, project, told, status=422)
    try:
        made = _taken(project, files, form.cleaned_data, request)
    except tuple(KNOWN) as error:
        return _not_taken(request, project, str(error), status=KNOWN[type(error)][0])
    if len(made) == 1:
        return answer(request, redirect=reverse("documents:document", args=[made[0].pk]), text=_("Uploaded"))
    text = ngettext("%(count)d file uploaded", "%(count)d files uploaded", len(made)) % {"count": len(made)}
    place = f"{reverse('documents:vault', args=[project.key])}?{urlencode({'folder': form.cleaned_data['folder']})}"
    return answer(request, redirect=place, text=text)


@require_POST
@signed_in
@refusing
def upload(request: PersonRequest, number: int) -> HttpResponse:
    """Make a file the newest version of the document."""
    document, form = document_to_change(request.person, number), UploadForm(request.POST)
    files = request.FILES.getlist("file")
    if len(files) != 1 or not form.is_valid():
        told = _("Choose one file.") if form.is_valid() else str(next(iter(form.errors.values()))[0])
        return refused(request, number, told, status=422)
    before = document.version
    document.take(_read(files[0]).stored(), note=form.cleaned_data["note"], by=request.person)
    told = _("It is version %(number)d now") if document.version != before else _("This is the file that is there")
    return answer(
        request, redirect=reverse("documents:document", args=[number]), text=told % {"number": document.version}
    )


@require_POST
@signed_in
@refusing
def title(request: PersonRequest, number: int) -> HttpResponse:
    """Give the document another title."""
    document, form = document_to_change(request.person, number), RenameForm(request.POST)
    if not form.is_valid():
        return refused(request, number, str(form.errors["title"][0]), status=422)
    document.change(title=form.cleaned_data["title"], by=request.person)
    return answer(request, redirect=reverse("documents:document", args=[number]), text=_("Renamed"))


@require_safe
@signed_in
def notebook(request: PersonRequest, number: int, version: int) -> HttpResponse:
    """The page that the worker drew of a notebook, for its frame; until then there is none."""
    found = _filed(request, number, version)
    digest = notebooks.page_of(found.sha256).html_sha256
    if digest is None:
        raise Http404
    return cast("HttpResponse", framed_answer(digest, name="notebook.html", size=blobs.size(digest)))


@require_safe
@signed_in
def original(request: PersonRequest, number: int, version: int) -> HttpResponse:
    """The file of a version as it was uploaded."""
    found = _filed(request, number, version)
    return cast("HttpResponse", saved_answer(found.sha256, name=found.document.file_name, size=found.size))


def _filed(request: PersonRequest, number: int, version: int) -> Version:
    """Return a version that has a file. Raises `Http404`."""
    document = document_at(request, number)
    found = version_of(document, request.person, version)
    found.document = document
    if not found.sha256:
        raise Http404
    return found


def _taken(project: Project, files: "Files", given: dict[str, str], request: PersonRequest) -> list[Document]:
    """Read all files before the first byte is stored."""
    read_all = [_read(file) for file in files]
    stored = [one.stored() for one in read_all]
    with transaction.atomic():
        return [
            Document.take_in(project, one, folder=given["folder"], note=given["note"], by=request.person)
            for one in stored
        ]


def _read(file: "UploadedFile[bytes]") -> Upload:
    return read(file.name or "", file.chunks())


def _not_taken(request: PersonRequest, project: Project, text: str, *, status: int) -> HttpResponse:
    if is_htmx(request):
        return toast(HttpResponse(status=status, headers={"HX-Reswap": "none"}), text, tone="bad")
    messages.error(request, text)
    return vault_page(request, project, folder=request.POST.get("folder", ""), status=status)
