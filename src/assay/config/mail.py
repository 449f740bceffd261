"""The mail server, by one address: `smtp+tls://user:password@mail.example.org:587`."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

# Scheme: the usual port, whether the connection turns to TLS after the greeting, whether it is TLS from the start.
_SCHEMES = {"smtp": (25, False, False), "smtp+tls": (587, True, False), "smtps": (465, False, True)}


class UnknownMailServer(ValueError):
    """`ASSAY_SMTP_URL` cannot be read."""


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over; without a host none is sent."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = ""
    turns_to_tls: bool = False
    is_tls: bool = False


def from_url(url: str) -> MailServer:
    """Return the server that `url` names; an empty one means that no mail is sent. Raises `UnknownMailServer`."""
    if not url:
        return MailServer()
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        known = ", ".join(f"{scheme}://" for scheme in _SCHEMES)
        raise UnknownMailServer(f"ASSAY_SMTP_URL needs a server behind one of {known}; see docs/settings.md.")
    port, turns_to_tls, is_tls = _SCHEMES[parts.scheme]
    return MailServer(
        host=parts.hostname,
        port=parts.port or port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        turns_to_tls=turns_to_tls,
        is_tls=is_tls,
    )
