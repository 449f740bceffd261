"""Faults as MLflow clients read them: an `error_code`, a message, a status.

A client repeats a request that failed with 500 or 503 for minutes, so a fault of the request must never be one.
"""

import logging

import msgspec
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpResponse

from assay.kit.blobs import NoRoom, NoSuchBlob, StorageDown
from assay.kit.limits import TooOften
from assay.pure.filters import FilterError
from assay.registry.models import ModelGone, NameTaken, NoSuchVersion
from assay.registry.naming import BadName
from assay.registry.sources import BadSource
from assay.runs.files import BadPath, NotYours
from assay.runs.groups import GroupExists
from assay.runs.ingest import NoSuchRun, RunIsDeleted
from assay.runs.limits import BadValue
from assay.runs.points import BadPageToken
from assay.runs.search import BadPage
from assay.webhooks.models import BadWebhook

log = logging.getLogger(__name__)


class ProtocolFault(Exception):
    """A fault with the code and the status it is answered with."""

    code = "INVALID_PARAMETER_VALUE"
    status = 400


class BadRequest(ProtocolFault):
    """The request cannot be read, or asks for what cannot be."""


class Missing(ProtocolFault):
    """There is no such thing, or not for this person."""

    code, status = "RESOURCE_DOES_NOT_EXIST", 404


class NoEndpoint(ProtocolFault):
    """This address is not served."""

    code, status = "ENDPOINT_NOT_FOUND", 404


class WrongMethod(ProtocolFault):
    """This address is served, with another method."""

    code, status = "ENDPOINT_NOT_FOUND", 405


class Refused(ProtocolFault):
    """The person or the token may not do this."""

    code, status = "PERMISSION_DENIED", 403


class NotSignedIn(ProtocolFault):
    """No token, or one that is not valid."""

    code, status = "UNAUTHENTICATED", 401


class NotOffered(ProtocolFault):
    """MLflow knows this and Assay does not do it; clients take another way at once."""

    code, status = "NOT_IMPLEMENTED", 501


class DiskFull(ProtocolFault):
    """There is no room for the upload."""

    code, status = "TEMPORARILY_UNAVAILABLE", 507


class FilesAway(ProtocolFault):
    """The file storage does not answer."""

    code, status = "TEMPORARILY_UNAVAILABLE", 503


# Faults of the layers below, each with the one it is for a client.
_KNOWN: tuple[tuple[type[Exception], type[ProtocolFault], str], ...] = (
    (NoSuchRun, Missing, "RESOURCE_DOES_NOT_EXIST"),
    (GroupExists, BadRequest, "RESOURCE_ALREADY_EXISTS"),
    (NameTaken, BadRequest, "RESOURCE_ALREADY_EXISTS"),
    (ModelGone, Missing, "RESOURCE_DOES_NOT_EXIST"),
    (NoSuchVersion, Missing, "RESOURCE_DOES_NOT_EXIST"),
    (BadName, BadRequest, "INVALID_PARAMETER_VALUE"),
    (BadSource, BadRequest, "INVALID_PARAMETER_VALUE"),
    (RunIsDeleted, BadRequest, "INVALID_PARAMETER_VALUE"),
    (BadValue, BadRequest, "INVALID_PARAMETER_VALUE"),
    (BadPath, BadRequest, "INVALID_PARAMETER_VALUE"),
    (BadPageToken, BadRequest, "INVALID_PARAMETER_VALUE"),
    (FilterError, BadRequest, "INVALID_PARAMETER_VALUE"),
    (BadPage, BadRequest, "INVALID_PARAMETER_VALUE"),
    (BadWebhook, BadRequest, "INVALID_PARAMETER_VALUE"),
    (DataError, BadRequest, "INVALID_PARAMETER_VALUE"),
    (NotYours, Refused, "PERMISSION_DENIED"),
    (NoSuchBlob, Missing, "RESOURCE_DOES_NOT_EXIST"),
    (NoRoom, DiskFull, "TEMPORARILY_UNAVAILABLE"),
    (StorageDown, FilesAway, "TEMPORARILY_UNAVAILABLE"),
)


# Messages that would quote the database or the disk.
_FIXED: dict[type[Exception], str] = {
    DataError: "A value cannot be stored.",
    NoSuchBlob: "The bytes of this file are gone.",
    NoRoom: "The server has no room left for files. Tell its owner.",
}


def answer_to(fault: Exception) -> HttpResponse | None:
    """Return the answer to a fault, or None for one that is our own."""
    if isinstance(fault, ProtocolFault):
        return _answer(fault.code, str(fault), fault.status)
    if isinstance(fault, OperationalError | InterfaceError):
        return _busy(fault)
    if isinstance(fault, TooOften):
        return _too_often(fault)
    for kind, meant, code in _KNOWN:
        if isinstance(fault, kind):
            message = _FIXED.get(kind) or str(fault)
            return _answer(code, message, meant.status)
    return None


def body_of(code: str, message: str) -> bytes:
    return msgspec.json.encode({"error_code": code, "message": message})


def _busy(fault: OperationalError | InterfaceError) -> HttpResponse:
    log.warning("database busy: %s", fault)
    response = _answer("TEMPORARILY_UNAVAILABLE", "The database is busy. Try again in a second.", 503)
    response.headers["Retry-After"] = "1"
    return response


def _too_often(fault: TooOften) -> HttpResponse:
    response = _answer("REQUEST_LIMIT_EXCEEDED", str(fault), 429)
    response.headers["Retry-After"] = str(fault.seconds)
    return response


def _answer(code: str, message: str, status: int) -> HttpResponse:
    # A message may quote a name with half a character in it, which no encoding can write.
    text = message.encode("utf-8", "replace").decode()
    response = HttpResponse(body_of(code, text), status=status, content_type="application/json")
    if status == NotSignedIn.status:
        response.headers["WWW-Authenticate"] = 'Basic realm="Assay", charset="UTF-8"'
    return response
