"""One shape for everything the API refuses: `{"error": {"code", "message", "fields"}}`.

`code` is for programs and stays, `message` is for people and may change, `fields` names what to correct.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.core.exceptions import ValidationError as InvalidForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from assay.kit.blobs import NoRoom, StorageDown
from assay.kit.conflicts import EditedMeanwhile
from assay.kit.limits import TooOften
from assay.kit.paging import BadCursor

Fields = Mapping[str, list[str]]
# Status, code for programs, and the field to correct or nothing.
Known = tuple[int, str, str]


class Refusal(Exception):
    """An answer that is no success. Raise it where no exception of a domain says the same."""

    def __init__(self, status: int, code: str, message: str, *, fields: Fields | None = None) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.fields = status, code, message, fields or {}


_known: dict[type[Exception], Known] = {
    PermissionDenied: (403, "forbidden", ""),
    EditedMeanwhile: (409, "edited-meanwhile", ""),
    BadCursor: (400, "bad-cursor", ""),
    StorageDown: (503, "files-away", ""),
    NoRoom: (507, "no-room", ""),
}
# How pydantic tells apart the types that one value may have: `str-enum[TaskKind]`, `literal['']`.
_TYPE = re.compile(r"[a-z]+(?:-[a-z]+)*\[.*\]", re.DOTALL)
_codes = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large", 429: "too-often"}


def register_error(error: type[Exception], status: int, code: str, *, field: str = "") -> None:
    """Let the API answer a domain's exception; its message is shown, at `field` if it is about one."""
    _known[error] = (status, code, field)


def register_errors(known: Mapping[type[Exception], Known]) -> None:
    """Let the API answer several exceptions of a domain."""
    _known.update(known)


def known_errors() -> tuple[type[Exception], ...]:
    """Return what domains refuse, for a page that calls verbs of many domains; `status_of` says how to answer."""
    return tuple(_known)


def status_of(error: Exception) -> int:
    """Return the status of an error among `known_errors`."""
    return next(_known[kind][0] for kind in type(error).__mro__ if kind in _known)


def answer(status: int, code: str, message: str, fields: Fields | None = None) -> HttpResponse:
    body = {"error": {"code": code, "message": message, "fields": dict(fields or {})}}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JsonResponse(body, status=status, headers=headers)


def not_found() -> HttpResponse:
    """The same body for what is missing and for what belongs to somebody else."""
    return answer(404, "not-found", _("There is nothing at this address, or not for you."))


def install(api: NinjaAPI) -> None:
    """Teach the API all handlers; later registrations of domains count as well."""
    handlers: dict[type[Exception], Callable[[Any], HttpResponse]] = {
        Refusal: _refused,
        Http404: lambda _error: not_found(),
        AuthenticationError: lambda _error: _no_token(),
        HttpError: _http_error,
        RequestDataTooBig: lambda _error: _too_large(),
        TooOften: _too_often,
        UnreadableBody: lambda error: answer(400, _codes[400], str(error)),
        ValidationError: lambda error: _invalid(error.errors),
        InvalidForm: _invalid_form,
        Exception: _domain_error,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, _as_ninja_calls(handler))


def _as_ninja_calls(handler: Callable[[Any], HttpResponse]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda _request, error: handler(error)


def _refused(refusal: Refusal) -> HttpResponse:
    return answer(refusal.status, refusal.code, refusal.message, refusal.fields)


def _no_token() -> HttpResponse:
    return answer(
        401, "no-token", _("Send a valid token: Authorization: Bearer assay_… (the page API tokens makes one).")
    )


def _too_large() -> HttpResponse:
    return answer(413, "too-large", _("The body is larger than 2 MB. Send less at once."))


def _too_often(error: TooOften) -> HttpResponse:
    said = answer(429, "too-often", str(error))
    said.headers["Retry-After"] = str(error.seconds)
    return said


def _http_error(error: HttpError) -> HttpResponse:
    message = str(error.__cause__) if isinstance(error.__cause__, UnreadableBody) else str(error)
    return answer(error.status_code, _codes.get(error.status_code, "refused"), message)


class UnreadableBody(ValueError):
    """The body is no JSON that can be stored."""


def _invalid(errors: Iterable[dict[str, Any]]) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for error in errors:
        fields.setdefault(_place(error.get("loc", ())), []).append(_in_words(error))
    return answer(422, "invalid", _("Some values do not fit; each field says what to change."), fields)


def _place(location: Iterable[Any]) -> str:
    """Return `labels.0` for `("body", "data", "labels", 0)`: the first two name our code, not the caller's."""
    parts = [str(part) for part in location if not _is_type(part)]
    if parts[:1] == ["body"] or (parts[:1] in (["query"], ["form"]) and len(parts) > 2 and not parts[2].isdigit()):
        parts = parts[2:] or parts[1:]
    elif parts[:1] in (["query"], ["path"], ["form"]):
        parts = parts[1:]
    return ".".join(parts) or "body"


def _is_type(part: object) -> bool:
    """Say whether a part of a location is the name of one of several types that a value may have, not of a field."""
    return isinstance(part, str) and _TYPE.fullmatch(part) is not None


def _in_words(error: Mapping[str, Any]) -> str:
    kind = str(error.get("type", ""))
    if kind.startswith("date_"):
        return _("This is no date: write one like 2026-12-24.")
    if kind.startswith("datetime_"):
        return _("This is no moment: write one like 2026-12-24T18:00:00Z.")
    return str(error.get("msg", ""))


def _invalid_form(error: InvalidForm) -> HttpResponse:
    known = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    return answer(422, "invalid", _("Some values do not fit; each field says what to change."), known)


def _domain_error(error: Exception) -> HttpResponse:
    """Answer what a domain registered; anything else is our fault and goes on up to Django."""
    for kind in type(error).__mro__:
        if kind in _known:
            status, code, field = _known[kind]
            message = str(error) or _("Your role does not allow this. Ask a lead or an owner.")
            return answer(status, code, message, {field: [message]} if field else None)
    raise error
