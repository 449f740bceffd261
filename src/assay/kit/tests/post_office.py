"""A mail server for tests: it takes every message and keeps it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class PostOffice:
    """Listens on a free port of this machine; `letters` holds what came, as it came.

    `refusals` says by command what is answered instead of ok: `{"RCPT": "550 nobody here"}`; `.` is the end of a
    letter, and an empty answer hangs up.
    """

    letters: list[str] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    port: int = 0

    def serve(self, listener: socket.socket) -> None:
        while True:
            try:
                visitor, _address = listener.accept()
            except OSError:
                return
            with visitor:
                self._talk(visitor)

    def _talk(self, visitor: socket.socket) -> None:
        lines = visitor.makefile("r", newline="\r\n", encoding="utf-8")

        def say(text: str) -> None:
            visitor.sendall(f"{text}\r\n".encode())

        say("220 post office")
        for line in lines:
            word = line.split()[0].upper() if line.split() else ""
            if word == "DATA":
                say("354 go on")
                # A line that begins with a dot comes with two (RFC 5321, 4.5.2).
                self.letters.append("".join(line.removeprefix(".") for line in iter(lines.readline, ".\r\n")))
                word = "."
            reply = self.refusals.get(word, "221 bye" if word == "QUIT" else "250 ok")
            if reply:
                say(reply)
            if word == "QUIT" or not reply:
                return


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """Open a mail server for as long as the block lasts."""
    office = PostOffice()
    listener = socket.create_server(("127.0.0.1", 0))
    office.port = int(listener.getsockname()[1])
    thread = threading.Thread(target=office.serve, args=(listener,), daemon=True)
    thread.start()
    try:
        yield office
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)
