"""How tasks move: between columns, places and people."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models.person import Person
from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.models import Column
from assay.tasks.events.tasks import TaskMoved
from assay.tasks.gates import gate_of
from assay.tasks.models.task.blocking import lift
from assay.tasks.models.task.choosing import Choice, Instead, ReasonMissing
from assay.tasks.models.task.creating import NotOfThisProject
from assay.tasks.models.task.limits import enter
from assay.tasks.models.task.locking import lock
from assay.tasks.models.task.placing import END, Place, put
from assay.tasks.models.task.starting import AlreadyInProgress, give, make_room, start

if TYPE_CHECKING:
    from assay.tasks.models.task.model import Task

__all__ = [
    "END",
    "AlreadyInProgress",
    "Choice",
    "Instead",
    "Moving",
    "Place",
    "ReasonMissing",
    "WrongBoard",
]


class WrongBoard(ValueError):
    """The column belongs to another project."""


class Moving:
    """Verbs that move a task."""

    @transaction.atomic
    def move_to(
        self,
        column: Column,
        *,
        by: Person,
        place: Place = END,
        choice: Choice | None = None,
        at: datetime | None = None,
    ) -> None:
        """Put the card into `column` at `place`; the same column and place is no move.

        Starting somebody's second task raises `AlreadyInProgress`, a column without room `ColumnFull`, unless `choice`
        answers it or the workspace only warns. A gate that is
        closed raises `GateClosed`, a column of another project `WrongBoard`, a task that was put away `PutAway`.
        An unassigned task that starts becomes the mover's.
        """
        task = cast("Task", self)
        if column.project_id != task.project_id:
            raise WrongBoard(_("That column belongs to another project."))
        if column.retired_at is not None:
            raise WrongBoard(_("That column is no longer on the board. Choose another one."))
        lock(task, by, choice.to if choice else None)
        task.check_at_hand()
        before, rank, at = task.column, task.rank, at or now()
        if column.is_active and not before.is_active:
            start(task, task.assignee or by, choice=choice, by=by, at=at)
        if column.is_done and not before.is_done:
            gate_of(task.kind).finish(task, by)
            lift(task, by=by)
        enter(task, column, choice=choice, by=by)
        put(task, column, place, at=at)
        if column.pk != before.pk:
            record(_moved(before, column, rank), on=task, by=by, at=at)

    @transaction.atomic
    def assign(self, person: Person | None, *, by: Person, choice: Choice | None = None) -> None:
        """Give the task to `person`, or to nobody. A task in progress counts for its new person at once.

        Raises `AlreadyInProgress` or `NotOfThisProject`.
        """
        task = cast("Task", self)
        if person is not None and person.workspace_id != task.project.workspace_id:
            raise NotOfThisProject(_("That person is not in this workspace."))
        lock(task, by, person, choice.to if choice else None)
        task.check_at_hand()
        if task.assignee_id == (person.pk if person else None):
            return
        task.override_reason, task.overridden_at = "", None  # it was about the one who had it
        if person is not None and task.column.is_active:
            make_room(task, person, choice=choice, by=by, at=now())
        give(task, person, by=by)

    @transaction.atomic
    def hand_and_move(
        self, column: Column, person: Person | None, *, by: Person, place: Place = END, choice: Choice | None = None
    ) -> None:
        """Put the card into one cell of the board: column and person at once.

        Only a task that is in progress afterwards counts for the person. Raises what `move_to` and `assign` do.
        """
        task = cast("Task", self)
        lock(task, by, person, choice.to if choice else None)
        task.check_at_hand()
        leaves = task.column.is_active and not column.is_active
        if leaves:
            task.move_to(column, by=by, place=place, choice=choice)
        task.assign(person, by=by, choice=choice)
        if not leaves:
            task.move_to(column, by=by, place=place, choice=choice)


def _moved(before: Column, after: Column, rank: str) -> TaskMoved:
    return TaskMoved(
        column=after.name,
        state=after.state,
        before=before.name,
        state_before=before.state,
        column_id=after.pk,
        before_id=before.pk,
        rank_before=rank,
    )
