from assay.sharing.models.link import ShareLink, Wish
from assay.sharing.models.opened import Opened

__all__ = ["Opened", "ShareLink", "Wish"]
