"""Several people at one moment, for tests of what they lock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def at_once(*actions: Callable[[], None]) -> list[Exception | None]:
    """Run the actions in threads that begin together; return what each raised."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], None]) -> Exception | None:
        try:
            barrier.wait(timeout=10)
            action()
        except Exception as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))
