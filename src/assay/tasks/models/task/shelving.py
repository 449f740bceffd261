"""How tasks are put away, archived or into the trash, and come back."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, cast

from django.db import transaction

from assay.activity.recording import record
from assay.kit.clock import now
from assay.tasks.events.shelves import TaskArchived, TaskRestored, TaskTrashed, TaskUnarchived
from assay.tasks.models.task.limits import is_full, resting_column
from assay.tasks.models.task.locking import lock
from assay.tasks.models.task.starting import is_busy

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task

IN_TRASH_FOR = timedelta(days=30)


class Shelving:
    """Verbs that take a task off the board and bring it back. Column and place stay as they are meanwhile."""

    @transaction.atomic
    def archive(self, *, by: "Person", at: datetime | None = None) -> None:
        """Take the task off the board for good; it is kept. Archived already is no change."""
        task = cast("Task", self)
        lock(task, by)
        task.check_not_trashed()
        if task.archived_at is None:
            _write(task, archived_at=at or now(), archived_by=by)
            record(TaskArchived(), on=task, by=by, at=at)

    @transaction.atomic
    def unarchive(self, *, by: "Person") -> None:
        """Put an archived task back on the board."""
        task = cast("Task", self)
        lock(task, by)
        task.check_not_trashed()
        if task.archived_at is not None:
            _write(task, archived_at=None, archived_by=None)
            record(TaskUnarchived(), on=task, by=by)
            _settle(task, by=by)

    @transaction.atomic
    def trash(self, *, by: "Person", at: datetime | None = None) -> None:
        """Put the task into the trash, from where it comes back for thirty days."""
        task = cast("Task", self)
        lock(task, by)
        if task.trashed_at is None:
            _write(task, trashed_at=at or now(), trashed_by=by)
            record(TaskTrashed(), on=task, by=by, at=at)

    @transaction.atomic
    def restore(self, *, by: "Person") -> None:
        """Take the task out of the trash: back on the board, or in the archive if it was there before."""
        task = cast("Task", self)
        lock(task, by)
        if task.trashed_at is not None:
            _write(task, trashed_at=None, trashed_by=None)
            record(TaskRestored(), on=task, by=by)
            _settle(task, by=by)


def _write(task: "Task", **facts: object) -> None:
    for name, value in facts.items():
        setattr(task, name, value)
    task.save(update_fields=list(facts))


def _settle(task: "Task", *, by: "Person") -> None:
    """A task that comes back beside another one of its person, or finds no room, waits: nothing starts by itself."""
    if not task.is_at_hand:
        return
    is_second = task.column.is_active and task.assignee is not None and is_busy(task.assignee, beside=task)
    if is_second or is_full(task, task.column):
        task.move_to(resting_column(task), by=by)
