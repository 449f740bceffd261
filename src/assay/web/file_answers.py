"""Files of people and programs as answers: the one place that decides under which headers bytes leave.

Pictures are shown under a type that follows from the name alone; everything else is saved, never opened, and both
are barred from running anything in our origin. What a client claims of its bytes counts for nothing.
"""

from pathlib import PurePosixPath
from urllib.parse import quote

from django.http import FileResponse, Http404

from assay.kit import blobs

PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
# Shown in a frame of their own: without scripts, without an origin, with nothing loaded from anywhere.
FRAMED = {".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".svg": "image/svg+xml"}
IN_FRAME = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; frame-ancestors 'self'"
)
ANY_TYPE = "application/octet-stream"
NO_SCRIPT = "sandbox; default-src 'none'; img-src 'self'; style-src 'none'; script-src 'none'; frame-ancestors 'none'"


def picture_type(name: str) -> str | None:
    """Return the type under which a picture of this name is shown; None for what is no picture."""
    return PICTURES.get(PurePosixPath(name).suffix.lower())


def framed_type(name: str) -> str | None:
    """Return the type under which a document of this name is shown in a frame; None for what is none."""
    return FRAMED.get(PurePosixPath(name).suffix.lower())


def framed_answer(sha256: str, *, name: str, size: int) -> FileResponse:
    """Answer with a document for an `<iframe sandbox>` of our own pages. Raises `Http404` also for other files."""
    kind = framed_type(name)
    if kind is None:
        raise Http404
    headers = _headers(name, size, kind, "inline")
    return _answer(sha256, headers | {"Content-Security-Policy": IN_FRAME, "X-Frame-Options": "SAMEORIGIN"})


def file_answer(sha256: str, *, name: str, size: int) -> FileResponse:
    """Answer with a blob: a picture to look at, anything else to save.

    The caller has checked that the person may see the row that names it. Raises `Http404` when the bytes are gone,
    and `StorageDown`.
    """
    kind = picture_type(name)
    headers = _headers(name, size, kind, "inline") if kind else saved_headers(name, size=size)
    return _answer(sha256, headers)


def saved_answer(sha256: str, *, name: str, size: int) -> FileResponse:
    """Answer with a blob to save, whatever it is. Raises as `file_answer`."""
    return _answer(sha256, saved_headers(name, size=size))


def saved_headers(name: str, *, size: int) -> dict[str, str]:
    """Return headers under which bytes are saved; for doors that bring the bytes themselves."""
    return _headers(name, size, ANY_TYPE, "attachment")


def _answer(sha256: str, headers: dict[str, str]) -> FileResponse:
    try:
        body = blobs.open(sha256)
    except blobs.NoSuchBlob as error:
        raise Http404 from error
    response = FileResponse(body)
    for header, value in headers.items():  # only now: Django makes some of its own from the file's name
        response.headers[header] = value
    return response


def _headers(name: str, size: int, kind: str, disposition: str) -> dict[str, str]:
    last = PurePosixPath(name).name or "file"
    return {
        "Content-Type": kind,
        "Content-Length": str(size),
        "Content-Disposition": f"{disposition}; filename*=UTF-8''{quote(last, safe='', errors='replace')}",
        "Content-Security-Policy": NO_SCRIPT,
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-cache",
    }
