"""Several connections to a server at once, for what is asked ahead."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from assay.importers.remote import shapes
from assay.importers.remote.server import Remote

# How many pages are asked for at once: the server works while we store.
AHEAD = 4


class Lines:
    """Asks for pages of histories in threads of its own, each with a connection of its own."""

    def __init__(self, connect: Callable[[], Remote]) -> None:
        self._connect = connect
        self._own = threading.local()
        self._all: list[Remote] = []
        self._pool = ThreadPoolExecutor(AHEAD, thread_name_prefix="history")

    def ask(self, run: str, key: str, token: str) -> "Future[shapes.History]":
        """Ask for a page; the result raises what `Remote.history` does."""
        return self._pool.submit(self._asked, run, key, token)

    def close(self) -> None:
        """Forget what was asked, and hang up."""
        self._pool.shutdown(cancel_futures=True)
        for remote in self._all:
            remote.close()

    def _asked(self, run: str, key: str, token: str) -> shapes.History:
        if not hasattr(self._own, "remote"):
            self._own.remote = self._connect()
            self._all.append(self._own.remote)
        remote: Remote = self._own.remote
        return remote.history(run, key, token)
