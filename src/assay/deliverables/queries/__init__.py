"""What the pages of deliverables read."""

from assay.deliverables.queries.attached import Attached, attached_to, file_of
from assay.deliverables.queries.lists import Line, Owing, lines_among, lines_of, owing_of
from assay.deliverables.queries.page import Page, SignerLine, page_of

__all__ = [
    "Attached",
    "Line",
    "Owing",
    "Page",
    "SignerLine",
    "attached_to",
    "file_of",
    "lines_among",
    "lines_of",
    "owing_of",
    "page_of",
]
