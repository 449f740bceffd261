"""Connections to an address that was checked, with one end in time for all that happens on them."""

import http.client
import socket
import ssl
import time
from typing import Any

from django.utils.translation import gettext as _

from assay.kit.outgoing.faults import NotReached
from assay.kit.outgoing.guard import Target


class _Timed:
    """A socket each of whose waits ends at `ends_at`: a server that sends a byte now and then cannot hold us."""

    ends_at = 0.0

    def _set_rest(self) -> None:
        rest = self.ends_at - time.monotonic()
        if rest <= 0:
            raise TimeoutError
        self.settimeout(rest)  # type: ignore[attr-defined]  # what it is mixed into is a socket

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self._set_rest()
        return super().recv_into(*args, **kwargs)  # type: ignore[misc, no-any-return]

    def send(self, *args: Any, **kwargs: Any) -> int:
        self._set_rest()
        return super().send(*args, **kwargs)  # type: ignore[misc, no-any-return]

    def sendall(self, *args: Any, **kwargs: Any) -> None:
        self._set_rest()
        super().sendall(*args, **kwargs)  # type: ignore[misc]


class _PlainSocket(_Timed, socket.socket):
    pass


class _SecureSocket(_Timed, ssl.SSLSocket):
    pass


class Pinned(http.client.HTTPConnection):
    """A connection to one of `addresses`, whatever the name resolves to by now; TLS still asks for the name."""

    def __init__(self, target: Target, addresses: list[str], *, ends_at: float, tls: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port)
        self.default_port = 443 if target.scheme == "https" else 80  # decides what the Host header says
        self._target, self._addresses, self._ends_at, self._tls = target, addresses, ends_at, tls

    def connect(self) -> None:
        raw = self._reach_any()
        if self._target.scheme == "http":
            self.sock = raw
            return
        try:
            self.sock = self._tls.wrap_socket(raw, server_hostname=self._target.host)
        except BaseException:
            raw.close()
            raise
        self.end_at(self._ends_at)

    def end_at(self, moment: float) -> None:
        """Let all that follows end at `moment`."""
        self._ends_at = moment
        if isinstance(self.sock, _Timed):
            self.sock.ends_at = moment

    def _reach_any(self) -> _PlainSocket:
        for address in self._addresses:
            try:
                return self._reach(address)
            except TimeoutError:
                raise
            except OSError as fault:
                last = fault
        said = _("%(host)s took no connection: %(fault)s.")
        raise NotReached(said % {"host": self._target.host, "fault": last.strerror or last})

    def _reach(self, address: str) -> _PlainSocket:
        made = _PlainSocket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
        made.ends_at = self._ends_at
        try:
            made._set_rest()
            made.connect((address, self._target.port))
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except BaseException:
            made.close()
            raise
        return made


def timed(tls: ssl.SSLContext) -> ssl.SSLContext:
    """Let the connections of `tls` end in time as well."""
    tls.sslsocket_class = _SecureSocket
    return tls
