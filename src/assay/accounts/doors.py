"""How a view is entered: `@signed_in` for pages."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from assay.web.doors import PersonRequest, signed_in

__all__ = ["PersonRequest", "require", "signed_in"]


def require(is_allowed: bool, message: str = "") -> None:  # noqa: FBT001  reads as a sentence
    """Refuse with 403 and a sentence that can be shown."""
    if not is_allowed:
        raise PermissionDenied(message or _("Your role does not allow this. Ask a lead or an owner."))
