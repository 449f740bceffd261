"""What a provider's ID token says, and whether to believe it (OpenID Connect Core 1.0, section 3.1.3.7).

allauth trusts the connection it fetched the token by and checks no signature then, and no nonce. Here both are
always checked: a provider behind a plain proxy, or a mix-up of two, shall not sign anybody in.
"""

from dataclasses import dataclass
from hmac import compare_digest
from typing import Any

import jwt

# Public-key algorithms only: with "none" or a shared secret, anybody who knows the public key could sign.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
MUST_HAVE = ["exp", "iat", "iss", "aud", "sub"]
CLOCKS_DIFFER_SECONDS = 60


class NotBelieved(Exception):
    """The ID token does not prove who somebody is."""


@dataclass(frozen=True)
class Claims:
    """Who somebody is at the provider: `issuer` and `subject` together name them for ever."""

    issuer: str
    subject: str
    email: str
    is_verified: bool
    name: str

    @property
    def verified_email(self) -> str:
        """The address, if the provider says that it is really theirs."""
        return self.email.strip().lower() if self.is_verified else ""


def read_id_token(token: str, *, keys: Any, issuer: str, client_id: str, nonce: str) -> Claims:
    """Return what the token says. Raises `NotBelieved` unless it is the provider's answer to our very question."""
    try:
        said = jwt.decode(
            token,
            key=_key(token, keys),
            algorithms=ALGORITHMS,
            audience=client_id,
            issuer=issuer,
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": MUST_HAVE},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError) as fault:
        raise NotBelieved(f"The ID token is not valid: {fault}") from fault
    if not nonce or not compare_digest(str(said.get("nonce", "")).encode(), nonce.encode()):
        raise NotBelieved("The ID token answers another question.")
    if said.get("azp", client_id) != client_id:
        raise NotBelieved("The ID token was made for somebody else.")
    return claims_of(said)


def claims_of(said: dict[str, Any]) -> Claims:
    """Return the claims of a token that is believed. Only a true `email_verified` counts, not the word "true"."""
    subject = str(said["sub"])
    if not subject or len(subject) > 255:
        raise NotBelieved("The ID token names nobody.")
    return Claims(
        issuer=str(said["iss"]),
        subject=subject,
        email=str(said.get("email") or "")[:254],
        is_verified=said.get("email_verified") is True,
        name=str(said.get("name") or "")[:120],
    )


def _key(token: str, keys: Any) -> jwt.PyJWK:
    """Return the provider's key that the token names; the only one when it names none."""
    named = jwt.get_unverified_header(token).get("kid")
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in (None, "sig")]
    found = [key for key in usable if key.key_id == named] if named else usable
    if len(found) != 1 or found[0].algorithm_name not in ALGORITHMS:
        raise NotBelieved("The ID token is signed by no key of the provider.")
    return found[0]
