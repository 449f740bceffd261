"""How the API is entered: by token only, so that no page of another site can borrow a session."""

from collections.abc import Callable
from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from assay.kit.addresses import address_of, network_of
from assay.kit.limits import Limit
from assay.rest.errors import Refusal

SAFE = {"GET", "HEAD", "OPTIONS"}
# A secret cannot be guessed; this keeps the noise of trying from the database.
GUESSES = Limit("token", most=60, seconds=300)


class Key(Protocol):
    """What a secret opens: somebody, and whether it may change things."""

    @property
    def person(self) -> Any: ...

    @property
    def can_write(self) -> bool: ...


_readers: list[Callable[[str], Key | None]] = []


class ApiRequest(HttpRequest):
    """A request behind the door: operations get one. The person is an `accounts.Person`."""

    person: Any
    token: Key


def register_key_reader(reader: Callable[[str], Key | None]) -> None:
    """Let a domain say whom a secret belongs to; the first reader that knows it decides."""
    _readers.append(reader)


def count_guess(address: str) -> None:
    """Note that a secret from there opened nothing. Raises `TooOften` after many; a good one is never kept waiting."""
    place = network_of(address)
    GUESSES.check(place)
    GUESSES.count(place)


class TokenDoor(HttpBearer):
    """`Authorization: Bearer assay_…`. Unknown, expired and revoked tokens get the same 401."""

    def authenticate(self, request: HttpRequest, token: str) -> Key | None:
        key = next((found for reader in _readers if (found := reader(token))), None)
        if key is None:
            count_guess(address_of(request))
            return None
        if request.method not in SAFE and not key.can_write:
            raise Refusal(403, "read-only-token", _("This token only reads. Use one that may write."))
        request.person, request.token = key.person, key  # type: ignore[attr-defined]
        return key
