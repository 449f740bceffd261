"""How long the phases of many projects took. A higher domain knows it from its tasks, pages ask."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Length:
    """The working days of a phase from first to last, without the time in which the work was elsewhere.

    `is_over` says that nothing is open in it.
    """

    working_days: int
    is_over: bool


LengthsOf = Callable[[Collection[int], int], Mapping[int, Length]]
_lengths_of: list[LengthsOf] = []


def register_lengths(lengths_of: LengthsOf) -> None:
    """Say how long the phases of projects took, by id, on the calendar of a workspace."""
    _lengths_of[:] = [lengths_of]


def lengths_of(projects: Collection[int], *, workspace_id: int) -> Mapping[int, Length]:
    """Return the lengths by phase; one nobody began is missing. The caller checked who may see the projects."""
    return _lengths_of[0](projects, workspace_id) if _lengths_of else {}
