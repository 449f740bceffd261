from assay.reviews.views.beginning import now_page, waiting
from assay.reviews.views.ending import document, finish, markdown, reopening, review
from assay.reviews.views.walking import decision, later, stop

__all__ = ["decision", "document", "finish", "later", "markdown", "now_page", "reopening", "review", "stop", "waiting"]
