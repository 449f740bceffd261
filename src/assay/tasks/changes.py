"""Changes: happenings that can be undone, because they say what they touched and how it was before."""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta

from assay.activity.happenings import Happening

# How long the history offers to take a change back.
UNDO_FOR = timedelta(days=30)
_undoing: ContextVar[int | None] = ContextVar("undoing", default=None)


@contextmanager
def taking_back(event_id: int) -> Iterator[None]:
    """Let the changes made inside say that they take back this event."""
    token = _undoing.set(event_id)
    try:
        yield
    finally:
        _undoing.reset(token)


@dataclass(frozen=True)
class Change(Happening):
    """Something about a task that can be taken back as long as nobody changed the same thing since.

    `undoes` is the number of the event that this one takes back, if it does.
    """

    undoes: int | None = field(default_factory=_undoing.get, kw_only=True)

    @abstractmethod
    def touches(self) -> frozenset[str]:
        """Return names of what was changed; a later change of the same name overtakes this one."""

    @property
    def is_reversible(self) -> bool:
        """Whether undo is offered. Starts are not taken back, and old rows may lack what is needed."""
        return True
