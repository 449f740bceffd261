"""What the tasks in a column ask for when the column changes its state or leaves the board.

A state is what *one in progress*, the gates and flow read, so a new state of a column is a move of each of its tasks.
"""

from collections import Counter
from collections.abc import Collection, Mapping

from django.db.models import Count
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.models import Column, ColumnHeld, ColumnState
from assay.projects.occupants import Occupants
from assay.tasks.events.tasks import TaskMoved
from assay.tasks.gates import GateClosed, gate_of
from assay.tasks.models import Task
from assay.tasks.models.task.blocking import lift
from assay.tasks.models.task.limits import ColumnFull
from assay.tasks.models.task.locking import lock_people_and_projects
from assay.tasks.models.task.moving import AlreadyInProgress
from assay.tasks.models.task.placing import END, put


def lock(column: Column, by: Person) -> None:
    """Lock the people whose tasks lie in the column, then their projects, in the order of every move."""
    ids = {by.pk, *Task.objects.filter(column=column).exclude(assignee=None).values_list("assignee_id", flat=True)}
    lock_people_and_projects(ids, {column.project_id})


def restate(column: Column, before: str, by: Person) -> None:
    """Let the tasks of the column follow its new state. Raises `ColumnHeld`."""
    tasks = list(Task.objects.filter(column=column).select_related("project", "assignee").order_by("rank"))
    at_hand = [task for task in tasks if task.is_at_hand]
    if before == ColumnState.DONE and at_hand:
        raise ColumnHeld(
            _("Finished tasks lie in it, and they would open again. Add another column, and move what is not done.")
        )
    if column.is_active:
        _check_one_each(column, at_hand)
    for task in at_hand:
        _pass_gate(task, column, by)
    for task in tasks:
        task.column = column
        _put(task, column, by)
        record(_moved(column, before), on=task, by=by)


def move_out(column: Column, to: Column | None, by: Person) -> None:
    """Move all tasks of the column, those in the archive and the trash as well. Raises `ColumnHeld`."""
    tasks = list(Task.objects.filter(column=column).select_related("project", "assignee", "column").order_by("rank"))
    if not tasks:
        return
    if to is None:
        raise ColumnHeld(_("Tasks lie in this column, perhaps in its archive or trash. Say where they go."))
    for task in tasks:
        if task.is_at_hand:
            _move(task, to, by)
        else:
            _carry(task, to, by)


def counts_by_column(columns: Collection[int]) -> Mapping[int, int]:
    found = Task.objects.at_hand().filter(column__in=columns).values_list("column_id")
    return dict(found.annotate(count=Count("pk")))


def counts_by_phase(phases: Collection[int]) -> Mapping[int, int]:
    found = Task.objects.at_hand().filter(phase__in=phases).values_list("phase_id")
    return dict(found.annotate(count=Count("pk")))


def counts_by_label(labels: Collection[int]) -> Mapping[int, int]:
    carried = Task.labels.through.objects.filter(
        label__in=labels, task__archived_at=None, task__trashed_at=None
    ).values_list("label_id")
    return dict(carried.annotate(count=Count("pk")))


def _check_one_each(column: Column, tasks: list[Task]) -> None:
    """Refuse when somebody would have two tasks in progress. Raises `ColumnHeld`."""
    own = Counter(task.assignee for task in tasks if task.assignee)
    elsewhere = Task.objects.at_hand().filter(assignee__in=list(own), column__state=ColumnState.ACTIVE)
    busy = dict(
        elsewhere.exclude(column=column).values_list("assignee_id").annotate(count=Count("pk")),
    )
    over = sorted(person.name for person, count in own.items() if count + busy.get(person.pk, 0) > 1)
    if over:
        raise ColumnHeld(
            _("%(people)s would have more than one task in progress. Move their tasks out of this column first.")
            % {"people": ", ".join(over)}
        )


def _pass_gate(task: Task, column: Column, by: Person) -> None:
    try:
        if column.is_active:
            gate_of(task.kind).start(task, by)
        if column.is_done:
            gate_of(task.kind).finish(task, by)
    except GateClosed as closed:
        raise ColumnHeld(f"{task.key}: {closed}") from closed


def _move(task: Task, to: Column, by: Person) -> None:
    try:
        task.move_to(to, by=by)
    except (AlreadyInProgress, ColumnFull, GateClosed) as refused:
        raise ColumnHeld(
            _("%(key)s cannot go to %(column)s: %(why)s") % {"key": task.key, "column": to.name, "why": str(refused)}
        ) from refused


def _carry(task: Task, to: Column, by: Person) -> None:
    """Move a task that was put away: nobody works on it, so no rule is asked."""
    before = task.column
    _put(task, to, by)
    moved = TaskMoved(column=to.name, state=to.state, before=before.name, state_before=before.state)
    record(moved, on=task, by=by)


def _put(task: Task, column: Column, by: Person) -> None:
    put(task, column, END, at=now())
    if column.is_done:
        lift(task, by=by)


def _moved(column: Column, before: str) -> TaskMoved:
    return TaskMoved(column=column.name, state=column.state, before=column.name, state_before=before)


RULES = Occupants(
    lock=lock,
    restate=restate,
    move_out=move_out,
    counts_by_column=counts_by_column,
    counts_by_phase=counts_by_phase,
    counts_by_label=counts_by_label,
)
