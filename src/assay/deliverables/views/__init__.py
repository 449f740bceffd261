"""Pages of deliverables."""

from assay.deliverables.views.reading import deliverable, listing

__all__ = ["deliverable", "listing"]
