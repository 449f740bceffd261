"""An open page's ear: listens to the live stream in a thread and notes when it was told what."""

import socket
import threading
import time
from collections import deque
from collections.abc import Sequence
from urllib.parse import urlencode

PATIENCE_SECONDS = 10


class NothingHeard(Exception):
    """The stream stayed silent."""


def asked(port: int, *, session: str, topics: Sequence[str]) -> socket.socket:
    """Return a line on which the live stream of the topics was asked for; its answer is not read yet."""
    line = socket.create_connection(("127.0.0.1", port))
    query = urlencode([("topic", topic) for topic in topics])
    line.sendall(f"GET /live?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: sessionid={session}\r\n\r\n".encode())
    return line


class Ear:
    """One open stream of server-sent events."""

    def __init__(self, port: int, *, session: str, topics: Sequence[str]) -> None:
        self._line = asked(port, session=session, topics=topics)
        self._told: deque[tuple[float, bytes]] = deque()
        self._news = threading.Condition()
        self._is_open = threading.Event()
        threading.Thread(target=self._listen, daemon=True).start()
        if not self._is_open.wait(PATIENCE_SECONDS):
            raise NothingHeard("The live stream did not open.")
        time.sleep(0.5)  # its reader looks once before it waits

    def forget(self) -> None:
        """Drop what was told so far."""
        with self._news:
            self._told.clear()

    def wait(self, topic: str) -> float:
        """Return when an event with the topic came. Raises `NothingHeard`."""
        wanted = f'"{topic}"'.encode()
        with self._news:
            while True:
                while self._told:
                    moment, data = self._told.popleft()
                    if wanted in data:
                        return moment
                if not self._news.wait(PATIENCE_SECONDS):
                    raise NothingHeard(f"No event of {topic} within {PATIENCE_SECONDS} seconds.")

    def close(self) -> None:
        self._line.close()

    def _listen(self) -> None:
        """Note each line of data with its moment; the frames of the transfer lie between and do no harm."""
        read = b""
        while some := self._received():
            moment = time.perf_counter()
            read += some
            if b" 200 " in read[:20]:
                self._is_open.set()
            *lines, read = read.split(b"\n")
            with self._news:
                self._told.extend((moment, line) for line in lines if line.startswith(b"data:"))
                self._news.notify_all()

    def _received(self) -> bytes:
        try:
            return self._line.recv(65_536)
        except OSError:
            return b""
