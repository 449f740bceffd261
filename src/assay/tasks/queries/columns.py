"""The tops of a board's columns. On the board of the workspace a column is a state, since workflows differ."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import Count

from assay.projects.models import ColumnState
from assay.tasks.models import Task
from assay.tasks.queries.scope import Part, Scope


@dataclass(frozen=True)
class ColumnHead:
    """The top of a column. `key` names it in addresses, `value` in the rows of the tasks.

    `load` is how many lie in a column with a limit, whatever the filter. `names` are those columns it stands for of
    which a project has several, by their number.
    """

    key: str
    value: int | str
    name: str
    state: str
    drop: str
    limit: int | None
    names: dict[int, str]
    count: int = 0
    load: int = 0

    @property
    def is_over(self) -> bool:
        return self.limit is not None and self.load > self.limit

    @property
    def is_active(self) -> bool:
        return self.state == ColumnState.ACTIVE

    @property
    def is_done(self) -> bool:
        return self.state == ColumnState.DONE


def column_field(scope: Scope) -> str:
    """Return by what tasks are parted into columns, in words of the database."""
    return "column_id" if scope.project else "column__state"


def columns_of(scope: Scope) -> list[ColumnHead]:
    """Return the columns of the project, or the states that the projects' columns have."""
    if scope.project:
        return _with_load([_of_column(one) for one in scope.columns])
    found = {state: [one for one in scope.columns if one.state == state] for state in ColumnState}
    return [_of_state(state, columns) for state, columns in found.items() if columns]


def _of_column(one: Part) -> ColumnHead:
    limit = None if one.state == ColumnState.DONE else one.limit
    return ColumnHead(str(one.pk), one.pk, one.name, one.state, "column", limit, names={})


def _with_load(heads: list[ColumnHead]) -> list[ColumnHead]:
    """Count what lies in the columns that have a limit."""
    limited = [int(head.value) for head in heads if head.limit is not None]
    if not limited:
        return heads
    found = Task.objects.at_hand().filter(column__in=limited).order_by().values_list("column_id")
    loads: dict[int | str, int] = dict(found.annotate(count=Count("pk")))
    return [replace(head, load=loads.get(head.value, 0)) for head in heads]


def _of_state(state: ColumnState, columns: Sequence[Part]) -> ColumnHead:
    """A state is called as all its columns are, where they agree."""
    common = {one.name for one in columns}
    name = common.pop() if len(common) == 1 else str(state.label)
    many = Counter(one.project_id for one in columns)
    names = {one.pk: one.name for one in columns if many[one.project_id] > 1}
    return ColumnHead(state.value, state.value, name, state.value, "state", None, names=names)
