"""Which column of ours each status of the other tracker becomes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from assay.importers.changelog.statuses import STATES, Status
from assay.importers.results.table import Unreadable
from assay.projects.models import Column, ColumnState
from assay.projects.models.column import MOST_COLUMNS
from assay.projects.workflows import Workflow, WorkflowColumn

_NAMES = {
    ColumnState.QUEUE: "To do",
    ColumnState.ACTIVE: "In progress",
    ColumnState.WAITING: "Waiting",
    ColumnState.DONE: "Done",
}


def with_states(statuses: Iterable[Status], said: Mapping[str, str]) -> list[Status]:
    """Return the statuses with the states that people say they are. Raises `Unreadable` for a status nobody has."""
    found = {status.name: status for status in statuses}
    unknown = [name for name, state in said.items() if name not in found or state not in STATES]
    if unknown:
        words = _("There is no status %(name)s, or no such state. Statuses: %(names)s. States: %(states)s.")
        facts = {"name": unknown[0], "names": ", ".join(found), "states": ", ".join(STATES)}
        raise Unreadable([words % facts])
    changed = [replace(status, state=said.get(status.name, status.state)) for status in found.values()]
    return sorted(changed, key=lambda status: (STATES.index(status.state), status.place, status.name))


def onto_columns(statuses: Sequence[Status], columns: Sequence[Column]) -> dict[str, Column]:
    """Return the column of each status: of the same name, else the first of its state. Raises `Unreadable`."""
    by_name = {column.name.casefold(): column for column in columns}
    by_state: dict[str, Column] = {}
    for column in columns:
        by_state.setdefault(column.state, column)
    found = {status.name: by_name.get(status.name.casefold()) or by_state.get(status.state) for status in statuses}
    homeless = [status for status in statuses if found[status.name] is None]
    if homeless:
        words = _("The board has no column with the state %(state)s, which %(status)s needs. Add one first.")
        raise Unreadable([words % {"state": one.state, "status": one.name} for one in homeless])
    return {name: column for name, column in found.items() if column is not None}


def board_of(
    workflow: Workflow, statuses: Sequence[Status], used: Mapping[str, int]
) -> tuple[Workflow, dict[str, str]]:
    """Return the workflow with a board of the statuses and without first tasks, and the column's name of each status.

    A board holds eight columns: of more statuses the rarest join the one beside them that has the same state.
    """
    kept, goals = _kept(statuses, used)
    columns = [WorkflowColumn(status.name, status.state, None) for status in kept]
    for state in (ColumnState.QUEUE, ColumnState.ACTIVE, ColumnState.DONE):
        if not any(column.state == state for column in columns):
            columns.append(WorkflowColumn(_free_name(state, columns), state, None))
    columns.sort(key=lambda column: STATES.index(column.state))
    return replace(workflow, columns=tuple(columns), tasks=()), goals


def joined(statuses: Sequence[Status], used: Mapping[str, int]) -> dict[str, str]:
    """Return the name of the column that each status becomes on a new board."""
    return _kept(statuses, used)[1]


def _free_name(state: ColumnState, columns: Sequence[WorkflowColumn]) -> str:
    """Name the column of a state that no status has; of two columns with one name the state tells them apart."""
    name = _NAMES[state]
    return f"{name} ({state})" if any(column.name == name for column in columns) else name


def _kept(statuses: Sequence[Status], used: Mapping[str, int]) -> tuple[list[Status], dict[str, str]]:
    """Let the rarest statuses join a neighbour of their state until a board can hold the rest."""
    kept, goals = list(statuses), {status.name: status.name for status in statuses}
    # A state that no status has still gets its column.
    room = MOST_COLUMNS - len({"queue", "active", "done"} - {status.state for status in statuses})
    while len(kept) > room:
        spare = [one for one in kept if sum(other.state == one.state for other in kept) > 1]
        rarest = min(spare, key=lambda status: used[status.name])
        others = [one for one in kept if one.state == rarest.state and one is not rarest]
        nearest = min(others, key=lambda status: abs(status.place - rarest.place))
        kept.remove(rarest)
        goals = {name: nearest.name if goal == rarest.name else goal for name, goal in goals.items()}
    return kept, goals
