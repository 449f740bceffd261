from assay.search.models.document import Document
from assay.search.models.stale import Stale

__all__ = ["Document", "Stale"]
