"""Gates: what must hold before a task of a kind may start or finish, or before it changes its kind.

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


def _open(_task: "Task", _person: "Person") -> None:
    """Nothing is asked."""


@dataclass(frozen=True)
class Gate:
    """Each check raises `GateClosed`; it runs inside the verb's transaction and may write.

    `finish` only looks: it is also asked before somebody chooses to finish a task.
    `enter` is asked before a task becomes one of this kind, `leave` before it becomes one of another.
    """

    start: Check = _open
    finish: Check = _open
    enter: Check = _open
    leave: Check = _open


_gates: dict[str, Gate] = {}
_OPEN = Gate()


def register_gate(
    kind: str, *, start: Check = _open, finish: Check = _open, enter: Check = _open, leave: Check = _open
) -> None:
    _gates[kind] = Gate(start=start, finish=finish, enter=enter, leave=leave)


def gate_of(kind: str) -> Gate:
    return _gates.get(kind, _OPEN)
