"""What the tasks in a column have to say when the column changes. The domain of tasks registers its rules.

A column's state is what the one-in-progress rule, limits and flow read, so changing it, or moving all tasks out of
it, is a move of each of them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Column


@dataclass(frozen=True)
class Occupants:
    """`restate` and `move_out` raise `ColumnHeld`; both run inside the column's transaction.

    `lock` comes before the project's row is locked, as it locks people; `restate` gets the state before. The
    counts are of all tasks by column and by phase; one that is missing has none.
    """

    lock: "Callable[[Column, Person], None]" = lambda _column, _by: None
    restate: "Callable[[Column, str, Person], None]" = lambda _column, _before, _by: None
    move_out: "Callable[[Column, Column | None, Person], None]" = lambda _column, _to, _by: None
    counts_by_column: Callable[[Collection[int]], Mapping[int, int]] = lambda _columns: {}
    counts_by_phase: Callable[[Collection[int]], Mapping[int, int]] = lambda _phases: {}
    counts_by_label: Callable[[Collection[int]], Mapping[int, int]] = lambda _labels: {}


_occupants: list[Occupants] = [Occupants()]


def register_occupants(rules: Occupants) -> None:
    """Say what lies in columns and what it asks for. Call it in `AppConfig.ready()`."""
    _occupants[:] = [rules]


def occupants() -> Occupants:
    return _occupants[0]
