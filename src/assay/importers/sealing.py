"""Secrets of other servers at rest: sealed with a key that follows from Assay's own, so that no copy of the database
alone tells them. A backup holds that key too, unless it is given by the environment.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _


class CannotUnseal(ValueError):
    """The secret was sealed with another key."""


def sealed(secret: str) -> str:
    return _box().encrypt(secret.encode()).decode()


def unsealed(text: str) -> str:
    """Return the secret. Raises `CannotUnseal` after the key was changed."""
    try:
        return _box().decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise CannotUnseal(
            _("The token cannot be read, as Assay's secret key is another one now. Enter it again.")
        ) from error


def _box() -> Fernet:
    # RFC 5869; `info` keeps this key apart from all others that are made of the same secret.
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"assay.importers.sources")
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
