from assay.documents.models.comment import Comment
from assay.documents.models.document import Document, Form
from assay.documents.models.draft import Draft
from assay.documents.models.file import DocumentFile, TooMany
from assay.documents.models.filing import OtherForm
from assay.documents.models.frozen import FrozenQuote
from assay.documents.models.quoting import NoQuote
from assay.documents.models.shelving import InTrash
from assay.documents.models.version import Version

__all__ = [
    "Comment",
    "Document",
    "DocumentFile",
    "Draft",
    "Form",
    "FrozenQuote",
    "InTrash",
    "NoQuote",
    "OtherForm",
    "TooMany",
    "Version",
]
