from assay.documents.models.document import Document
from assay.documents.models.draft import Draft
from assay.documents.models.file import DocumentFile, TooMany
from assay.documents.models.shelving import InTrash
from assay.documents.models.version import Version

__all__ = ["Document", "DocumentFile", "Draft", "InTrash", "TooMany", "Version"]
