"""Where a request comes from, as far as one can know behind a proxy."""

import ipaddress
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

UNKNOWN = "0.0.0.0"  # noqa: S104 - names nobody; nothing listens on it


def address_of(request: Any) -> str:
    """Return the network address of whoever asks.

    `ASSAY_PROXIES` says how many proxies stand before us; each has put the address it saw at the end of
    X-Forwarded-For. What stands further left was written by the client itself and is not believed.
    """
    return _address(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))


def address_in(scope: Mapping[str, Any]) -> str:
    """Return the same for a native ASGI request."""
    headers = dict(scope.get("headers") or ())
    client = scope.get("client") or ("",)
    return _address(client[0], headers.get(b"x-forwarded-for", b"").decode("latin-1"))


def network_of(address: str) -> str:
    """Return what is counted as one: the address, or the /64 network that one household of IPv6 has."""
    found = ipaddress.ip_address(address)
    if isinstance(found, ipaddress.IPv6Address):
        return str(ipaddress.IPv6Network((found, 64), strict=False))
    return address


def is_of_this_machine(url: str) -> bool:
    """Whether an address such as `ASSAY_URL` opens only on the machine that serves it."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_loopback or found.is_unspecified


def _address(direct: str, forwarded: str) -> str:
    seen = [direct, *reversed(forwarded.split(","))] if forwarded else [direct]
    picked = seen[min(settings.PROXIES, len(seen) - 1)].strip()
    try:
        return str(ipaddress.ip_address(picked))
    except ValueError:
        return UNKNOWN
