"""How tasks come to be."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.db.models import Case, When
from django.utils.translation import gettext as _

from assay.activity.recording import record_all
from assay.kit import ranks
from assay.kit.clock import now
from assay.projects.models import Column, ColumnState, Phase, Project
from assay.pure.numbers import plain_decimal
from assay.tasks.events.tasks import TaskCreated
from assay.tasks.keys import TaskKind
from assay.tasks.models.check import ChecklistItem

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.projects.models import Label
    from assay.tasks.models.task.model import Task


class TooLong(ValueError):
    """The estimate is above five working days: split the task."""


class NotOfThisProject(ValueError):
    """Phase, column, label or person belong to another project."""


@dataclass(frozen=True, kw_only=True)
class NewTask:
    """Everything that a new task can begin with. Without a phase it lies where the project's work is."""

    title: str
    kind: str = TaskKind.TASK
    phase: Phase | None = None
    assignee: "Person | None" = None
    estimate_days: Decimal | None = None
    description: str = ""
    discipline: str = ""
    nature: str = ""
    labels: tuple["Label", ...] = ()
    checks: tuple[str, ...] = ()
    part_of: "Task | None" = None

    def columns(self) -> dict[str, Any]:
        """Return what stands in the task's own row."""
        return {one.name: getattr(self, one.name) for one in fields(self) if one.name not in ("labels", "checks")}


class Creating:
    """Verbs that make tasks."""

    @classmethod
    @transaction.atomic
    def create(
        cls,
        project: Project,
        *,
        title: str,
        by: "Person",
        kind: str = TaskKind.TASK,
        phase: Phase | None = None,
        assignee: "Person | None" = None,
        estimate_days: Decimal | None = None,
        description: str = "",
        discipline: str = "",
        nature: str = "",
        labels: Iterable["Label"] = (),
        checks: Iterable[str] = (),
        part_of: "Task | None" = None,
    ) -> "Task":
        """Add a task at the end of the project's first queue and return it. Its check list is part of being created.

        Raises `TooLong` above five days and `NotOfThisProject` for a foreign phase, label or person.
        """
        wanted = NewTask(
            title=title,
            kind=kind,
            phase=phase,
            assignee=assignee,
            estimate_days=estimate_days,
            description=description,
            discipline=discipline,
            nature=nature,
            labels=tuple(labels),
            checks=tuple(checks),
            part_of=part_of,
        )
        return cls.create_all(project, [wanted], by=by)[0]

    @classmethod
    @transaction.atomic
    def create_all(cls, project: Project, wanted: "Sequence[NewTask]", *, by: "Person") -> "list[Task]":
        """Add these tasks in their order, each as `create` does, in few queries. Raises what it raises."""
        maker, column = cast("type[Task]", cls), first_column(project, ColumnState.QUEUE)
        for one in wanted:
            check_belongs(project, phase=one.phase, labels=one.labels, assignee=one.assignee)
            checked_estimate(one.estimate_days)
        first = project.next_task_numbers(len(wanted))
        resting = None if all(one.phase for one in wanted) else working_phase(project)
        made, rank = [], last_rank(column)
        for number, one in enumerate(wanted, start=first):
            rank = ranks.between(rank, "")
            facts = one.columns() | {"phase": one.phase or resting, "column": column, "rank": rank, "number": number}
            made.append(maker(project=project, created_at=now(), created_by=by, **facts))
        maker.objects.bulk_create(made)
        _hang_on(made, wanted)
        record_all([(_created(task), task) for task in made], by=by)
        return made


def _hang_on(tasks: "Sequence[Task]", wanted: "Sequence[NewTask]") -> None:
    """Give the new tasks their labels and check lists."""
    pairs = list(zip(tasks, wanted, strict=True))
    carries = type(tasks[0]).labels.through if tasks else None
    labelled = [(task, label) for task, one in pairs for label in dict.fromkeys(one.labels)]
    if carries and labelled:
        carries.objects.bulk_create(carries(task=task, label=label) for task, label in labelled)
    ChecklistItem.objects.bulk_create(item for task, one in pairs for item in _check_list(task, one.checks))


def _check_list(task: "Task", texts: Iterable[str]) -> Iterator[ChecklistItem]:
    rank = ""
    for text in texts:
        rank = ranks.between(rank, "")
        yield ChecklistItem(task=task, text=text, rank=rank)


def _created(task: "Task") -> TaskCreated:
    return TaskCreated(
        title=task.title,
        task_kind=task.kind,
        description=task.description,
        assignee_id=task.assignee_id,
        part_of=task.part_of_id,
        phase=task.phase.name,
        phase_id=task.phase_id,
        estimate_days=plain_days(task.estimate_days),
    )


def checked_estimate(days: Decimal | None) -> Decimal | None:
    """Return the estimate if a task may have it. Raises `TooLong`."""
    if days is not None and days > 5:
        raise TooLong(_("A task takes at most 5 working days. Split it into parts."))
    if days is not None and days <= 0:
        raise TooLong(_("Estimate more than 0 days, or leave it empty."))
    return days


def plain_days(days: Decimal | None) -> str | None:
    """Return an estimate as the history keeps it: `2.5`."""
    return None if days is None else plain_decimal(days)


def days_in(text: str) -> Decimal | None:
    """Return the days that people wrote, as `2` or `0,5`, to a tenth; None for what is no number of days."""
    try:
        days = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return days.quantize(Decimal("0.1")) if days.is_finite() and abs(days) < 1000 else None


def check_belongs(
    project: Project, *, phase: Phase | None, labels: Iterable["Label"], assignee: "Person | None"
) -> None:
    """Refuse parts of other projects or workspaces. Raises `NotOfThisProject`."""
    if phase is not None and phase.project_id != project.pk:
        raise NotOfThisProject(_("That phase belongs to another project."))
    if any(label.project_id != project.pk for label in labels):
        raise NotOfThisProject(_("That label belongs to another project."))
    if assignee is not None and assignee.workspace_id != project.workspace_id:
        raise NotOfThisProject(_("That person is not in this workspace."))


def first_column(project: Project, state: str) -> Column:
    """Return the leftmost column of a state; a project without one uses its leftmost column."""
    return leftmost(list(project.columns.present().in_order()), state)


def leftmost(columns: Sequence[Column], state: str) -> Column:
    """Return the same of columns that are present and in their order."""
    return next((column for column in columns if column.state == state), columns[0])


def working_phase(project: Project) -> Phase:
    """Return where the project's work is: the phase of its task in progress, else of the last start, else the first."""
    started = project.tasks.filter(started_at__isnull=False, trashed_at=None, phase__retired_at=None)
    is_busy = Case(When(column__state=ColumnState.ACTIVE, archived_at=None, then=1), default=0)
    task = started.select_related("phase").order_by(is_busy.desc(), "-started_at", "-pk").first()
    found: Phase = task.phase if task else project.phases.present().in_order()[0]
    return found


def last_rank(column: Column) -> str:
    return column.tasks.order_by("-rank").values_list("rank", flat=True).first() or ""
