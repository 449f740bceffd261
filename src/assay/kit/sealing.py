"""Secrets at rest: sealed with a key that follows from Assay's own, so that no copy of the database alone tells them.

A backup holds that key too, unless it is given by the environment.
"""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class CannotUnseal(ValueError):
    """The secret was sealed with another key."""


def sealed(secret: str, *, purpose: str) -> str:
    """Seal a secret; each `purpose` has a key of its own."""
    return _box(purpose).encrypt(secret.encode()).decode()


def unsealed(text: str, *, purpose: str) -> str:
    """Return the secret. Raises `CannotUnseal` after the key was changed."""
    try:
        return _box(purpose).decrypt(text.encode()).decode()
    except InvalidToken as error:
        raise CannotUnseal("Sealed with another secret key than the one Assay has now.") from error


def _box(purpose: str) -> Fernet:
    # RFC 5869; `info` keeps this key apart from all others that are made of the same secret.
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose.encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(settings.SECRET_KEY.encode())))
