"""What the pages of deliverables read."""

from assay.deliverables.queries.attached import Attached, attached_to, eye_on
from assay.deliverables.queries.lists import Counted, Line, Owing, counts_of, lines_of, owing_of
from assay.deliverables.queries.page import Page, SignerLine, page_of

__all__ = [
    "Attached",
    "Counted",
    "Line",
    "Owing",
    "Page",
    "SignerLine",
    "attached_to",
    "counts_of",
    "eye_on",
    "lines_of",
    "owing_of",
    "page_of",
]
