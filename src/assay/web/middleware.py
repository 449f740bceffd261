"""Faults that can meet any request: a busy database, text that no database takes, an unknown time zone."""

import logging
import zoneinfo
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from assay.kit.blobs import NoRoom, StorageDown
from assay.web.errors import problem

Respond = Callable[[HttpRequest], HttpResponse]

_BUSY = ("database is locked", "disk is full", "could not serialize", "deadlock detected", "too many clients")
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
log = logging.getLogger(__name__)


class busy_database:  # noqa: N801 - named in settings like the other middleware, which are functions
    """Answer 503 when the database could not be had in time, 400 when a request holds unreadable text."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if is_readable(request):
            return None
        return problem(request, 400, message=_("The request holds characters that are no text."))

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        return busy_answer(request, fault)


def explained_405(answer: Respond) -> Respond:
    """Show a page where somebody opens an address that only takes forms; Django would answer with nothing."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if response.status_code != 405 or request.path.startswith("/api/"):
            return response
        explained = problem(request, 405)
        explained.headers["Allow"] = response.headers.get("Allow", "")
        return explained

    return middleware


def busy_answer(request: HttpRequest, fault: BaseException | None) -> HttpResponse | None:
    """503 with Retry-After if `fault` says that database or files cannot be had now, 507 for no room, else None."""
    if isinstance(fault, NoRoom):
        return problem(request, 507, message=str(fault))
    if not (is_busy(fault) or isinstance(fault, StorageDown)):
        return None
    log.warning("database or files busy: %s %s: %s", request.method, request.path, fault)
    response = problem(request, 503, message=str(fault) if isinstance(fault, StorageDown) else "")
    response.headers["Retry-After"] = "1"
    return response


def is_busy(fault: BaseException | None) -> bool:
    """Whether the database is busy or away, which passes, unlike a fault of ours."""
    if connection.vendor == "postgresql":  # restarts, deadlocks, too many clients; faults of ours are other classes
        return isinstance(fault, OperationalError | InterfaceError)
    return isinstance(fault, OperationalError) and any(words in str(fault).lower() for words in _BUSY)


def is_readable(request: HttpRequest) -> bool:
    """No NUL character and no broken UTF-8 in the path, the query and the form."""
    if "\0" in request.path or not _is_text(request.META.get("QUERY_STRING", "")):
        return False
    if request.method == "GET" or request.content_type not in _FORMS or request.path.startswith("/api/"):
        return True
    if request.content_type == _FORMS[0] and not _is_text(request.body.decode("latin-1")):
        return False
    return not any("\0" in value for _, values in request.POST.lists() for value in values)


def reader_zone(get_response: Respond) -> Respond:
    """Show times in the zone that the reader's browser named in the cookie `zone`."""

    def respond(request: HttpRequest) -> HttpResponse:
        with timezone.override(_zone(request.COOKIES.get("zone", ""))):
            return get_response(request)

    return respond


def _is_text(encoded: str) -> bool:
    try:
        return "\0" not in unquote_to_bytes(encoded.encode("latin-1", "replace")).decode("utf-8")
    except UnicodeDecodeError:
        return False


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None
