from assay.sharing.models.confirmation import Confirmation
from assay.sharing.models.link import ShareLink
from assay.sharing.models.opened import Opened
from assay.sharing.models.wish import Wish

__all__ = ["Confirmation", "Opened", "ShareLink", "Wish"]
