"""Limits of columns: how many tasks may lie in one, and what happens to a task that finds no room."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.accounts.models.workspace import SecondStart, Workspace
from assay.activity.recording import record
from assay.projects.models import Column, ColumnState
from assay.tasks.events.rules import TaskCrowded
from assay.tasks.models.task.choosing import MOST_REASON, NOTHING_SAID, Choice, ReasonMissing
from assay.tasks.models.task.creating import first_column

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task


class ColumnFull(Exception):
    """The column holds as many tasks as was agreed. `may_go_over` says whether an answer lets one more in."""

    def __init__(self, column: Column, count: int, *, rule: str) -> None:
        said = _("%(column)s is full: %(count)s of at most %(limit)s. Finish or move one of them first.")
        super().__init__(said % {"column": column.name, "count": count, "limit": column.limit})
        self.column = column
        self.count = count
        self.rule = rule
        self.may_go_over = rule != SecondStart.BLOCK


def enter(task: "Task", column: Column, *, choice: Choice | None, by: "Person") -> None:
    """Check that the column has room for one more; the caller holds the project. Raises `ColumnFull`.

    The workspace's rule for second starts holds here too: one is asked for a reason, only warned, or refused.
    """
    full = is_full(task, column) if column.pk != task.column_id else None
    if full is None:
        return
    choice = choice or NOTHING_SAID
    if full.rule == SecondStart.BLOCK or (full.rule == SecondStart.ASK and not choice.over):
        raise full
    if full.rule == SecondStart.ASK and not choice.reason.strip():
        raise ReasonMissing(_("Say why this column must hold one more; the reason stays in the history."))
    told = TaskCrowded(column=column.name, limit=column.limit or 0, reason=choice.reason.strip()[:MOST_REASON])
    record(told, on=task, by=by)


def is_full(task: "Task", column: Column) -> ColumnFull | None:
    """Return what keeps the task out of the column, or None. Done has no limit, the first queue takes everything."""
    if column.limit is None or column.is_done or _takes_everything(column):
        return None
    count = column.tasks.filter(archived_at=None, trashed_at=None).exclude(pk=task.pk).count()
    if count < column.limit:
        return None
    rule = Workspace.objects.values_list("second_start", flat=True).get(pk=task.project.workspace_id)
    return ColumnFull(column, count, rule=rule)


def resting_column(task: "Task") -> Column:
    """Return where a task goes that may not be where it was: a waiting column with room, or the first queue."""
    columns = task.project.columns.present().filter(state=ColumnState.WAITING).in_order()
    free = (column for column in columns if is_full(task, column) is None)
    return next(free, None) or first_column(task.project, ColumnState.QUEUE)


def _takes_everything(column: Column) -> bool:
    """Whether it is the first queue, where tasks begin and where they go that find no room."""
    return column.state == ColumnState.QUEUE and column == first_column(column.project, ColumnState.QUEUE)
