"""How tasks move: between columns, places and people."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models.person import Person
from assay.activity.recording import record
from assay.kit import ranks
from assay.kit.clock import now
from assay.projects.models import Column, ColumnState, Project
from assay.tasks.events import TaskAssigned, TaskMoved, TaskOverridden
from assay.tasks.gates import gate_of
from assay.tasks.models.task.creating import NotOfThisProject, first_column, last_rank

if TYPE_CHECKING:
    from assay.tasks.models.task.model import Task


class WrongBoard(ValueError):
    """The column belongs to another project."""


class AlreadyInProgress(Exception):
    """The person works on another task; the caller must say what becomes of it."""

    def __init__(self, person: Person, others: "list[Task]") -> None:
        names = ", ".join(other.key for other in others)
        super().__init__(
            _("%(person)s already works on %(tasks)s. One task in progress per person: pause or finish it first.")
            % {"person": person.name, "tasks": names}
        )
        self.person = person
        self.others = others


class Instead(StrEnum):
    """What becomes of the task already in progress."""

    PAUSE = "pause"
    FINISH = "finish"
    KEEP = "keep"


@dataclass(frozen=True)
class Choice:
    """The answer to "you already work on another": pause it, finish it, or keep both and say why."""

    instead: Instead
    reason: str = ""


@dataclass(frozen=True)
class Place:
    """Where in the column: below one card, above one card, or by default at the end."""

    below: "Task | None" = None
    above: "Task | None" = None


END = Place()


class ReasonMissing(ValueError):
    """Keeping two tasks in progress needs a reason that stays visible."""


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

        Starting somebody's second task raises `AlreadyInProgress` unless `choice` answers it. A gate that is
        closed raises `GateClosed`, a column of another project `WrongBoard`. An unassigned task that starts
        becomes the mover's.
        """
        task = cast("Task", self)
        if column.project_id != task.project_id:
            raise WrongBoard(_("That column belongs to another project."))
        starts = column.is_active and not task.column.is_active
        person = task.assignee or (by if starts else None)
        _lock(task, person)
        task.refresh_from_db()
        before, at = task.column, at or now()
        starts = column.is_active and not before.is_active
        if starts:
            _start(task, task.assignee or by, choice=choice, by=by, at=at)
        if column.is_done and not before.is_done:
            gate_of(task.kind).finish(task, by)
        _put(task, column, place, at=at)
        if column.pk != before.pk:
            record(_moved(before, column), on=task, by=by, at=at)

    @transaction.atomic
    def assign(self, person: Person | None, *, by: Person, choice: Choice | None = None) -> None:
        """Give the task to `person`, or to nobody. A task in progress counts for its new person at once.

        Raises `AlreadyInProgress` or `NotOfThisProject`.
        """
        task = cast("Task", self)
        if person is not None and person.workspace_id != task.project.workspace_id:
            raise NotOfThisProject(_("That person is not in this workspace."))
        _lock(task, person)
        task.refresh_from_db()
        if task.assignee_id == (person.pk if person else None):
            return
        if person is not None and task.column.is_active:
            _make_room(task, person, choice=choice, by=by, at=now())
        _give(task, person, by=by)


def _lock(task: "Task", person: Person | None) -> None:
    """Take the locks of a move in one order everywhere: the person, then the projects by number.

    The person's row makes *one in progress* hold when two starts race; the project's row keeps ranks unique.
    """
    projects = {task.project_id}
    if person is not None:
        Person.objects.select_for_update().get(pk=person.pk)
        projects |= set(type(task).objects.in_progress_of(person).values_list("project_id", flat=True))
    list(Project.objects.filter(pk__in=projects).order_by("pk").select_for_update())


def _start(task: "Task", person: Person, *, choice: Choice | None, by: Person, at: datetime) -> None:
    gate_of(task.kind).start(task, by)
    _make_room(task, person, choice=choice, by=by, at=at)
    if task.assignee_id is None:
        _give(task, person, by=by)


def _make_room(task: "Task", person: Person, *, choice: Choice | None, by: Person, at: datetime) -> None:
    """Apply the one-in-progress rule before `task` becomes the person's work."""
    others = list(type(task).objects.in_progress_of(person).exclude(pk=task.pk).with_facts())
    if not others:
        return
    if choice is None:
        raise AlreadyInProgress(person, others)
    if choice.instead is Instead.KEEP:
        _keep_both(task, choice.reason, by=by)
        return
    state = ColumnState.DONE if choice.instead is Instead.FINISH else ColumnState.WAITING
    for other in others:
        other.move_to(first_column(other.project, state), by=by, at=at)


def _keep_both(task: "Task", reason: str, *, by: Person) -> None:
    if not reason.strip():
        raise ReasonMissing(_("Say why two tasks must run at once; the reason stays on the card."))
    task.override_reason = reason.strip()[:300]
    task.save(update_fields=["override_reason"])
    record(TaskOverridden(reason=task.override_reason), on=task, by=by)


def _give(task: "Task", person: Person | None, *, by: Person) -> None:
    task.assignee = person
    task.save(update_fields=["assignee"])
    record(TaskAssigned(person=person.name if person else ""), on=task, by=by)


def _put(task: "Task", column: Column, place: Place, *, at: datetime) -> None:
    """Write column, rank and the moments that follow from the column's state."""
    task.rank = _rank(task, column, place)
    task.column = column
    if column.is_active and task.started_at is None:
        task.started_at = at
    task.finished_at = (task.finished_at or at) if column.is_done else None
    if not column.is_active:
        task.override_reason = ""
    task.save(update_fields=["rank", "column", "started_at", "finished_at", "override_reason"])


def _rank(task: "Task", column: Column, place: Place) -> str:
    """Return a rank at the place; a neighbour that moved away meanwhile means the end of the column."""
    others = column.tasks.exclude(pk=task.pk)
    if place.below is not None and place.below.column_id == column.pk:
        low = place.below.rank
        high = others.filter(rank__gt=low).order_by("rank").values_list("rank", flat=True).first() or ""
        return ranks.between(low, high)
    if place.above is not None and place.above.column_id == column.pk:
        high = place.above.rank
        low = others.filter(rank__lt=high).order_by("-rank").values_list("rank", flat=True).first() or ""
        return ranks.between(low, high)
    if task.column_id == column.pk:
        return task.rank
    return ranks.between(last_rank(column), "")


def _moved(before: Column, after: Column) -> TaskMoved:
    return TaskMoved(
        column=after.name, state=after.state, before=before.name, state_before=before.state
    )
