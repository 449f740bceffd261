"""Requests to other servers."""

import http.client
import select
import socket
import ssl
import time
from collections.abc import Iterable, Iterator, Mapping
from json import dumps
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote, urlencode, urlsplit

from django.utils.translation import gettext as _

from assay import __version__
from assay.kit.outgoing.connections import Pinned, timed
from assay.kit.outgoing.faults import NotReached, TooLarge
from assay.kit.outgoing.guard import Resolve, Target, target_of

CHUNK = 64 * 1024
MEGABYTE = 1_000_000
Query = Mapping[str, Any] | Iterable[tuple[str, Any]]


class Answer:
    """What a server said. A redirect is an answer like any other; nobody goes where it points to."""

    def __init__(self, raw: http.client.HTTPResponse, *, host: str, most_bytes: int) -> None:
        self.status = raw.status
        self._raw, self._host, self._most_bytes = raw, host, most_bytes

    @property
    def is_fine(self) -> bool:
        return 200 <= self.status < 300

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in pieces as they come. Raises `TooLarge` and `NotReached`."""
        taken = 0
        while piece := self._piece():
            taken += len(piece)
            if taken > self._most_bytes:
                said = _("%(host)s answered with more than %(most)s bytes.")
                raise TooLarge(said % {"host": self._host, "most": self._most_bytes})
            yield piece

    def read(self) -> bytes:
        """Return the whole body. Raises as `chunks` does."""
        return b"".join(self.chunks())

    def _piece(self) -> bytes:
        try:
            if piece := self._raw.read1(CHUNK):
                return piece
            if self._raw.length:
                raise http.client.IncompleteRead(b"", self._raw.length)  # `read1` itself is content with less
            return self._raw.read()  # nothing, but it frees the connection for the next request
        except (OSError, http.client.HTTPException, ValueError) as fault:
            raise _told(fault, self._host) from None


class Session:
    """Requests one after the other, on one connection as long as they go to the same server.

    Each request with its answer ends after `seconds`; an answer holds `most_bytes` at most. Use it with `with`.
    `resolve` and `tls` are for tests and for authorities of one's own; `is_trusted` says that the operator named the
    addresses on the command line, so that they may be private.
    """

    def __init__(
        self,
        *,
        seconds: float = 10,
        most_bytes: int = MEGABYTE,
        headers: Mapping[str, str] | None = None,
        resolve: Resolve = socket.getaddrinfo,
        tls: ssl.SSLContext | None = None,
        is_trusted: bool = False,
    ) -> None:
        self._is_trusted = is_trusted
        self._seconds, self._most_bytes = seconds, most_bytes
        self._headers = {"User-Agent": f"assay/{__version__}", "Accept-Encoding": "identity", **(headers or {})}
        self._resolve, self._tls = resolve, timed(tls or ssl.create_default_context())
        self._target: Target | None = None
        self._line: Pinned | None = None
        self._last: http.client.HTTPResponse | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        if self._line is not None:
            self._line.close()
        self._line = self._target = self._last = None

    def get(self, url: str, *, query: Query = (), headers: Mapping[str, str] | None = None) -> Answer:
        """Ask for `url`; a list in `query` becomes a repeated key. Raises `OutgoingFault`."""
        return self.send("GET", url, query=query, headers=headers)

    def post(self, url: str, *, json: Any, headers: Mapping[str, str] | None = None) -> Answer:
        """Send JSON. Raises `OutgoingFault`."""
        return self.send("POST", url, json=json, headers=headers)

    def send(
        self,
        method: str,
        url: str,
        *,
        query: Query = (),
        json: Any = None,
        body: bytes | Iterable[bytes] | None = None,
        headers: Mapping[str, str] | None = None,
        most_bytes: int | None = None,
    ) -> Answer:
        """Send one request; the body is `json`, or bytes, or pieces of them. Raises `OutgoingFault`.

        Read the answer before the next request: that one takes the connection over.
        """
        target, path = target_of(url, is_trusted=self._is_trusted), _path(url, query)
        said = dict(self._headers)
        if json is not None:
            body = dumps(json).encode()
            said["Content-Type"] = "application/json"
        said.update(headers or {})
        try:
            line = self._connected(target)
            line.request(method, path, body=body, headers=said, encode_chunked=_is_chunked(body, said))
            self._last = line.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as fault:
            self.close()
            raise _told(fault, target.host) from None
        return Answer(self._last, host=target.host, most_bytes=self._most_bytes if most_bytes is None else most_bytes)

    def _connected(self, target: Target) -> Pinned:
        ends_at = time.monotonic() + self._seconds
        if self._line is not None and self._target == target and self._is_free(self._line):
            self._line.end_at(ends_at)
            return self._line
        self.close()
        addresses = target.addresses(self._resolve)
        self._line, self._target = Pinned(target, addresses, ends_at=ends_at, tls=self._tls), target
        return self._line

    def _is_free(self, line: Pinned) -> bool:
        """Whether the last answer was read to its end and the server has not hung up since."""
        if self._last is not None and not self._last.isclosed():
            return False
        return line.sock is None or not select.select([line.sock], [], [], 0)[0]


def _path(url: str, query: Query) -> str:
    split = urlsplit(url)
    pairs = list(query.items() if isinstance(query, Mapping) else query)
    said = "&".join(part for part in (split.query, urlencode(pairs, doseq=True)) if part)
    return quote(split.path or "/", safe="/%:@!$&'()*+,;=~") + (f"?{said}" if said else "")


def _is_chunked(body: Any, headers: Mapping[str, str]) -> bool:
    return body is not None and not isinstance(body, bytes) and "content-length" not in {key.lower() for key in headers}


def _told(fault: Exception, host: str) -> NotReached:
    """Say in one sentence what went wrong on the way."""
    if isinstance(fault, TimeoutError):
        return NotReached(_("%(host)s did not answer in time.") % {"host": host})
    if isinstance(fault, ssl.SSLCertVerificationError):
        said = _("The certificate of %(host)s cannot be trusted: %(fault)s.")
        return NotReached(said % {"host": host, "fault": fault.verify_message.rstrip(".")})
    if isinstance(fault, OSError):
        said = _("The connection to %(host)s failed: %(fault)s.")
        return NotReached(said % {"host": host, "fault": fault.strerror or type(fault).__name__})
    return NotReached(_("%(host)s did not answer in HTTP.") % {"host": host})
