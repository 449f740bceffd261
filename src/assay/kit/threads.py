"""Database work of native ASGI paths: in a pool thread, with a connection of its own for as long as it takes."""

from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")


def in_thread(work: Callable[P, T]) -> Callable[P, Awaitable[T]]:
    """Return `work` as something to await; its connection is closed after it.

    An open stream must hold no connection, and nobody else would close one that stays behind in a pool thread.
    """

    def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return work(*args, **kwargs)
        finally:
            connections.close_all()

    return sync_to_async(guarded, thread_sensitive=False)
