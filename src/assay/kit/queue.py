"""django-q2's queue in the database, which bears a restart of the database instead of ending with it."""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.db import DatabaseError, InterfaceError, connections
from django_q.brokers.orm import ORM

PAUSE_SECONDS = 0.5
# So long a finished job waits to be crossed off; later it is handed out again, and found done.
MOST_PAUSES = 60
T = TypeVar("T")
log = logging.getLogger(__name__)


class PatientQueue(ORM):  # type: ignore[misc]  # it brings no types
    """The queue as workers see it."""

    def dequeue(self) -> Any:
        """Return the next jobs, or nothing while the database is away."""
        try:
            return super().dequeue()
        except (DatabaseError, InterfaceError) as error:
            log.warning("The queue cannot be read now: %s", error)
            connections.close_all()
            time.sleep(PAUSE_SECONDS)
            return None

    def acknowledge(self, task_id: Any) -> Any:
        return _patiently(lambda: super(PatientQueue, self).acknowledge(task_id))

    def fail(self, task_id: Any) -> Any:
        return _patiently(lambda: super(PatientQueue, self).fail(task_id))


def _patiently(work: Callable[[], T]) -> T:
    for _ in range(MOST_PAUSES):
        try:
            return work()
        except (DatabaseError, InterfaceError):
            connections.close_all()
            time.sleep(PAUSE_SECONDS)
    return work()
