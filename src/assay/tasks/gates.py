"""Gates: what must hold before a task of a kind may start or finish.

A higher domain registers the gate of its kind, so that page, API, drag and keyboard all pass it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models import Task

Check = Callable[["Task", "Person"], None]


class GateClosed(Exception):
    """Something is missing before the task may move on; the message says what to do."""

    def __init__(self, message: str, *, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


@dataclass(frozen=True)
class Gate:
    """`start` and `finish` raise `GateClosed`; they run inside the move's transaction and may write."""

    start: Check
    finish: Check


def _open(_task: "Task", _person: "Person") -> None:
    """Nothing is asked."""


_gates: dict[str, Gate] = {}
_OPEN = Gate(start=_open, finish=_open)


def register_gate(kind: str, *, start: Check = _open, finish: Check = _open) -> None:
    _gates[kind] = Gate(start=start, finish=finish)


def gate_of(kind: str) -> Gate:
    return _gates.get(kind, _OPEN)
