"""Which servers may be reached: public addresses on a few ports, and the private hosts that the operator names."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from assay.kit.outgoing.faults import NotAllowed, NotReached

Resolve = Callable[..., list[Any]]
DEFAULT_PORTS = {"http": 80, "https": 443}
PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")  # RFC 4291: the only global unicast space handed out so far
MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
SIIT = ipaddress.IPv6Network("::ffff:0:0:0/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")
ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: the middle of an interface id, before the IPv4 address


@dataclass(frozen=True)
class Target:
    """One server as an address names it; `is_trusted` if the operator named it on the command line."""

    scheme: str
    host: str
    port: int
    is_trusted: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the operator allows this private host, at this port, there or by `ASSAY_PRIVATE_HOSTS`."""
        if self.is_trusted:
            return True
        host = f"[{self.host}]" if ":" in self.host else self.host
        allowed = {name.lower() for name in settings.ASSAY_PRIVATE_HOSTS}
        return f"{host}:{self.port}" in allowed or (host in allowed and self.port in _ports())

    def addresses(self, resolve: Resolve = socket.getaddrinfo) -> list[str]:
        """Look the host up once and return where to connect; all addresses must be allowed. Raises `OutgoingFault`."""
        if not self.is_named and self.port not in _ports():
            raise NotAllowed(_("Port %(port)s may not be reached from here.") % {"port": self.port})
        found = [ipaddress.ip_address(text) for text in _looked_up(self, resolve)]
        for address in found:
            if not (may_be_private(address) if self.is_named else is_public(address)):
                said = _("%(host)s is not on the public internet, so it may not be reached from here.")
                raise NotAllowed(said % {"host": self.host})
        return [str(address) for address in found]


def target_of(url: str, *, is_trusted: bool = False) -> Target:
    """Return the server that `url` names. Raises `NotAllowed` for what no request may be sent to."""
    try:
        split = _split(url)
        port = split.port
    except ValueError:
        raise NotAllowed(_("This is not an address of a server.")) from None
    if split.scheme not in DEFAULT_PORTS or not split.hostname:
        raise NotAllowed(_("An address begins with https:// or http:// and names a host."))
    if "@" in split.netloc:
        raise NotAllowed(_("An address must not hold a name or a password."))
    port = DEFAULT_PORTS[split.scheme] if port is None else port
    return Target(split.scheme, split.hostname.rstrip("."), port, is_trusted=is_trusted)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is an ordinary public address, and so is each IPv4 address packed inside it.

    `is_global` alone is no guard: it holds 64:ff9b::a9fe:a9fe, ::7f00:1 and 224.0.0.1 to be global.
    """
    if not all(is_public(inner) for inner in embedded(address)):
        return False
    if isinstance(address, IPv6Address) and (address in NAT64 or address in MAPPED):
        return True
    if isinstance(address, IPv6Address) and address not in PUBLIC_IPV6:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def may_be_private(address: IPv4Address | IPv6Address) -> bool:
    """Whether a host named by the operator may be there: anywhere but where clouds keep their secrets."""
    parts = [address, *embedded(address)]
    return not any(part.is_multicast or part.is_unspecified or part.is_link_local for part in parts)


def embedded(address: IPv4Address | IPv6Address) -> Iterator[IPv4Address]:
    """Yield each IPv4 address that a network might send this one on to."""
    if isinstance(address, IPv4Address):
        return
    number = int(address)
    if any(address in network for network in (MAPPED, NAT64, SIIT, COMPATIBLE)):
        yield IPv4Address(number & 0xFFFFFFFF)
    if address.sixtofour is not None:
        yield address.sixtofour
    if address.teredo is not None:
        yield from address.teredo
    if (number >> 32) & 0xFFFFFFFF in ISATAP:
        yield IPv4Address(number & 0xFFFFFFFF)


def _split(url: str) -> SplitResult:
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise ValueError(url)
    return urlsplit(url)


def _looked_up(target: Target, resolve: Resolve) -> list[str]:
    try:
        rows = resolve(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise NotReached(_("There is no server called %(host)s.") % {"host": target.host}) from None
    return list(dict.fromkeys(str(row[4][0]).partition("%")[0] for row in rows))


def _ports() -> set[int]:
    return {int(port) for port in settings.ASSAY_OUTGOING_PORTS}
