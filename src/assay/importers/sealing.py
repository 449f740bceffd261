"""The secrets of other servers, sealed (`kit.sealing`)."""

from django.utils.translation import gettext as _

from assay.kit import sealing

PURPOSE = "assay.importers.sources"


class CannotUnseal(ValueError):
    """The secret was sealed with another key."""


def sealed(secret: str) -> str:
    return sealing.sealed(secret, purpose=PURPOSE)


def unsealed(text: str) -> str:
    """Return the secret. Raises `CannotUnseal` after the key was changed."""
    try:
        return sealing.unsealed(text, purpose=PURPOSE)
    except sealing.CannotUnseal as error:
        raise CannotUnseal(
            _("The token cannot be read, as Assay's secret key is another one now. Enter it again.")
        ) from error
