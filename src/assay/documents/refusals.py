"""What the verbs of a document refuse, and how pages and the API answer it."""

from assay.documents.folders import BadFolder
from assay.documents.models import InTrash, NoQuote, OtherForm, TooMany
from assay.documents.uploads import NoDocument, TooLarge
from assay.rest.errors import Known, register_errors

KNOWN: dict[type[Exception], Known] = {
    BadFolder: (422, "invalid", "folder"),
    TooMany: (422, "invalid", ""),
    NoQuote: (422, "invalid", "quote"),
    InTrash: (409, "put-away", ""),
    OtherForm: (409, "other-form", ""),
    NoDocument: (422, "invalid", "file"),
    TooLarge: (413, "too-large", ""),
}


def register_refusals() -> None:
    register_errors(KNOWN)
