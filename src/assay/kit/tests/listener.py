"""A server on this machine that counts who connects, and answers as told."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Listener(ThreadingHTTPServer):
    """Keeps each request as (method, path, headers, body); `answers` are given in turn, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.connections = 0
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answers: list[tuple[int, dict[str, str], bytes]] = [(200, {}, b"{}")]

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def get_request(self) -> Any:
        self.connections += 1
        return super().get_request()

    def handle_error(self, *_args: Any) -> None:
        """Clients may hang up as they like."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Listener

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b"".join(self._pieces())
        self.server.requests.append((self.command, self.path, dict(self.headers), body))
        status, headers, said = self.server.answers[0]
        if len(self.server.answers) > 1:
            self.server.answers.pop(0)
        self.send_response(status)
        for name, value in {"Content-Length": str(len(said)), **headers}.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(said)

    def _pieces(self) -> Iterator[bytes]:
        while size := int(self.rfile.readline(), 16):
            yield self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _take  # noqa: N815  http.server calls these

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@contextmanager
def listener(tls: ssl.SSLContext | None = None) -> Iterator[Listener]:
    """Serve while the block runs."""
    made = Listener()
    if tls is not None:
        made.socket = tls.wrap_socket(made.socket, server_side=True)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        made.shutdown()
        made.server_close()
