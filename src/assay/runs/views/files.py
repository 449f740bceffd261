"""What a run, or a model that it logged, left behind: by folder, one by one to look at or to save, or as a zip."""

from pathlib import PurePosixPath
from typing import cast
from urllib.parse import quote

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit import blobs, notebooks
from assay.kit.blobs import NoSuchBlob
from assay.runs.files import BadPath, checked_path
from assay.runs.models import Artifact
from assay.runs.previews import Look, look_of, preview_of
from assay.runs.queries import Folder, tree_of
from assay.runs.shelves import Shelf
from assay.runs.views.finding import shelf_at
from assay.runs.zipping import zipped
from assay.web.file_answers import file_answer, framed_answer
from assay.web.messages import is_htmx


@require_safe
@signed_in
def artifact(request: PersonRequest, uid: str, path: str, model: str = "") -> HttpResponse:
    """The bytes of a file: a picture to look at, anything else to save."""
    file = _file(shelf_at(request, uid, model), path)
    # Django's stubs know no streamed answer as a HttpResponse; to everybody else it is one.
    return cast("HttpResponse", file_answer(file.sha256, name=file.path, size=file.size))


@require_safe
@signed_in
def frame(request: PersonRequest, uid: str, path: str, model: str = "") -> HttpResponse:
    """A document for the frame of its preview; other files are not there."""
    file = _file(shelf_at(request, uid, model), path)
    look = look_of(file.path, file.size)
    if look is Look.NOTEBOOK:
        return _notebook(file)
    if look is not Look.FRAME:
        raise Http404
    return cast("HttpResponse", framed_answer(file.sha256, name=file.path, size=file.size))


@require_safe
@signed_in
def preview(request: PersonRequest, uid: str, path: str, model: str = "") -> HttpResponse:
    """What can be shown of a file: in a dialog to htmx, as a page else."""
    shelf = shelf_at(request, uid, model)
    try:
        shown = preview_of(_file(shelf, path))
    except NoSuchBlob as error:
        raise Http404 from error
    context = {"run": shelf.run, "shelf": shelf, "preview": shown}
    return render(request, "runs/_preview.html" if is_htmx(request) else "runs/preview.html", context)


@require_safe
@signed_in
def files(request: PersonRequest, uid: str, path: str = "", model: str = "") -> HttpResponse:
    """What lies in a folder: the lines alone to htmx, which opens it in the tree, as a page else."""
    shelf = shelf_at(request, uid, model)
    folder = _folder(shelf, path)
    context = {"run": shelf.run, "shelf": shelf, "folder": folder, "parents": _parents(shelf, path)}
    return render(request, "runs/_folder.html" if is_htmx(request) else "runs/folder.html", context)


@require_safe
@signed_in
def as_zip(request: PersonRequest, uid: str, path: str = "", model: str = "") -> HttpResponse:
    """A folder with all below it as one file to save."""
    shelf = shelf_at(request, uid, model)
    prefix = f"{_checked(path)}/" if path else ""
    rows = shelf.artifacts.filter(path__startswith=prefix).order_by("path")
    found = [one for one in rows if one.path.startswith(prefix)]
    if not found:
        raise Http404
    name = quote(f"{PurePosixPath(path).name or shelf.name}.zip", safe="")
    response = StreamingHttpResponse(zipped(found, below=path), content_type="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response.headers["Cache-Control"] = "private, no-cache"
    return cast("HttpResponse", response)


def _notebook(file: Artifact) -> HttpResponse:
    """The page that the worker drew of a notebook; until then there is none."""
    digest = notebooks.page_of(file.sha256).html_sha256
    if digest is None:
        raise Http404
    name = f"{PurePosixPath(file.path).name}.html"
    return cast("HttpResponse", framed_answer(digest, name=name, size=blobs.size(digest)))


def _file(shelf: Shelf, path: str) -> Artifact:
    return get_object_or_404(shelf.artifacts, path=path)


def _folder(shelf: Shelf, path: str) -> Folder:
    _checked(path or "x")
    folder = tree_of(shelf, path)
    if folder is None:
        raise Http404
    return folder


def _checked(path: str) -> str:
    try:
        return checked_path(path)
    except BadPath as error:
        raise Http404 from error


def _parents(shelf: Shelf, path: str) -> list[tuple[str, str]]:
    """Return the folders above this one, each with its address."""
    above = [str(parent) for parent in PurePosixPath(path).parents][-2::-1] if path else []
    return [(PurePosixPath(parent).name, shelf.url("files", parent)) for parent in above]
