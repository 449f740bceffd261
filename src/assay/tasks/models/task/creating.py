"""How tasks come to be."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.db.models import Case, When
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit import ranks
from assay.kit.clock import now
from assay.projects.models import Column, ColumnState, Phase, Project
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
        maker = cast("type[Task]", cls)
        number = project.next_task_number()
        column = first_column(project, ColumnState.QUEUE)
        labels = list(labels)
        check_belongs(project, phase=phase, labels=labels, assignee=assignee)
        task = maker.objects.create(
            project=project,
            number=number,
            kind=kind,
            title=title,
            description=description,
            phase=phase or working_phase(project),
            column=column,
            rank=ranks.between(last_rank(column), ""),
            assignee=assignee,
            estimate_days=checked_estimate(estimate_days),
            discipline=discipline,
            nature=nature,
            created_at=now(),
            created_by=by,
            part_of=part_of,
        )
        if labels:
            task.labels.add(*labels)
        _list_checks(task, checks)
        created = TaskCreated(
            title=title,
            task_kind=kind,
            description=description,
            assignee_id=assignee.pk if assignee else None,
            part_of=part_of.pk if part_of else None,
            phase=task.phase.name,
            phase_id=task.phase_id,
            estimate_days=plain_days(task.estimate_days),
        )
        record(created, on=task, by=by)
        return task


def _list_checks(task: "Task", texts: Iterable[str]) -> None:
    rank, made = "", []
    for text in texts:
        rank = ranks.between(rank, "")
        made.append(ChecklistItem(task=task, text=text, rank=rank))
    ChecklistItem.objects.bulk_create(made)


def checked_estimate(days: Decimal | None) -> Decimal | None:
    """Return the estimate if a task may have it. Raises `TooLong`."""
    if days is not None and days > 5:
        raise TooLong(_("A task takes at most 5 working days. Split it into parts."))
    if days is not None and days <= 0:
        raise TooLong(_("Estimate more than 0 days, or leave it empty."))
    return days


def plain_days(days: Decimal | None) -> str | None:
    """Return an estimate as the history keeps it: `2.5`."""
    return None if days is None else f"{days.normalize():f}"


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
    columns = list(project.columns.present().in_order())
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
