from assay.documents.views.commenting import comment, comment_removal, comments
from assay.documents.views.files import file, files
from assay.documents.views.quoting import preview, quotable_things, quotes
from assay.documents.views.reading import document, vault, version, versions
from assay.documents.views.shelf import folder, restoration, shelf, trash
from assay.documents.views.uploading import notebook, original, title, upload, uploads
from assay.documents.views.writing import draft, draft_removal, new, text

__all__ = [
    "comment",
    "comment_removal",
    "comments",
    "document",
    "draft",
    "draft_removal",
    "file",
    "files",
    "folder",
    "new",
    "notebook",
    "original",
    "preview",
    "quotable_things",
    "quotes",
    "restoration",
    "shelf",
    "text",
    "title",
    "trash",
    "upload",
    "uploads",
    "vault",
    "version",
    "versions",
]
