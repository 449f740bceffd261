"""A plain HTTP client on one kept-alive connection: as little as possible between the clock and the server."""

import json
import select
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

PATIENCE_SECONDS = 120


class NotServed(Exception):
    """The server does not know this address."""


class Refused(Exception):
    """The server answered something else than a success."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


class Wire:
    """One connection to 127.0.0.1; a connection that the server closed is opened again."""

    def __init__(self, port: int, headers: Mapping[str, str] | None = None) -> None:
        self.port = port
        self.head = "".join(f"{name}: {value}\r\n" for name, value in {"Host": "127.0.0.1", **(headers or {})}.items())
        self._socket: socket.socket | None = None
        self._read = b""

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def post(self, path: str, body: bytes) -> Answer:
        return self.send("POST", path, body)

    def send(self, method: str, path: str, body: bytes = b"") -> Answer:
        """Send and return the answer. Raises `NotServed` on 404 and 405, `Refused` above 399 otherwise."""
        self._drop_if_left()
        kind = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if method != "GET" else ""
        self._connected().sendall(f"{method} {path} HTTP/1.1\r\n{self.head}{kind}\r\n".encode() + body)
        answer = self._answer()
        if answer.headers.get("connection", "").lower() == "close":
            self.close()
        if answer.status in {404, 405}:
            raise NotServed(f"{method} {path.partition('?')[0]}")
        if answer.status >= 400:
            raise Refused(f"{method} {path} answered {answer.status}: {answer.body[:300]!r}")
        return answer

    def close(self) -> None:
        if self._socket:
            self._socket.close()
        self._socket, self._read = None, b""

    def _drop_if_left(self) -> None:
        """Close a connection that the server closed while the other side was being measured."""
        if self._socket and select.select([self._socket], [], [], 0)[0]:
            self.close()

    def _connected(self) -> socket.socket:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self._socket

    def _answer(self) -> Answer:
        first, *lines = self._until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _colon, value in pairs}
        status = int(first.split(" ", 2)[1])
        return Answer(status, headers, self._body(headers))

    def _body(self, headers: Mapping[str, str]) -> bytes:
        if headers.get("transfer-encoding", "").lower() != "chunked":
            return self._exactly(int(headers.get("content-length", 0)))
        parts = []
        while size := int(self._until(b"\r\n").partition(b";")[0], 16):
            parts.append(self._exactly(size))
            self._exactly(2)
        self._until(b"\r\n")
        return b"".join(parts)

    def _until(self, mark: bytes) -> bytes:
        while mark not in self._read:
            self._read += self._more()
        found, _mark, self._read = self._read.partition(mark)
        return found

    def _exactly(self, size: int) -> bytes:
        parts, missing = [self._read[:size]], size - len(self._read)
        self._read = self._read[size:]
        while missing > 0:
            some = self._more()
            parts.append(some[:missing])
            self._read, missing = some[missing:], missing - len(some)
        return b"".join(parts)

    def _more(self) -> bytes:
        some = self._connected().recv(262_144)
        if not some:
            self.close()
            raise ConnectionError("The server closed the connection in the middle of an answer.")
        return some
