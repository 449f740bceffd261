"""Several people at one moment, for tests of what they lock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

# So that a busy machine decides nothing: SQLite's own patience is five seconds, and its queue is not fair.
PATIENCE = 60


def at_once(*actions: Callable[[], None]) -> list[Exception | None]:
    """Run the actions in threads that begin together; return what each raised."""
    barrier = Barrier(len(actions))

    def run(action: Callable[[], None]) -> Exception | None:
        try:
            _be_patient()
            barrier.wait(timeout=PATIENCE)
            action()
        except Exception as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def _be_patient() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
