"""The table of a project's runs: one page of rows and columns, and what stands around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Window

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.projects.queries import definitions_told
from assay.runs.columns import Column, Kind
from assay.runs.models import Run, SavedView, TableChoice
from assay.runs.models.run import WAITING
from assay.runs.queries.table.asking import Asked, fitting, in_order
from assay.runs.queries.table.cells import Row, rows_of, with_best
from assay.runs.queries.table.defaults import default_columns, keys_of
from assay.runs.queries.table.grouping import Group, TableRow, groups_of, is_by_attribute, means_of, with_shared
from assay.runs.queries.table.heads import Shown, shown
from assay.tasks.keys import TaskKind, written
from assay.tasks.models import Task

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class RunsTable:
    """`columns` are all columns that were asked for; `head` those of this page, folded ones as one."""

    groups: list[Group]
    head: Shown
    columns: list[Column]
    start: int
    found: int
    total: int
    waiting: int
    deleted: int
    tasks: list[Task]
    views: list[SavedView]
    example: str

    @property
    def rows(self) -> list[TableRow]:
        return [row for group in self.groups for row in group.rows]

    @property
    def end(self) -> int:
        return self.start + len(self.rows)


def runs_of_project(project: Project, *, reader: Person, asked: Asked, at: datetime) -> RunsTable:
    """Return one page of the project's runs. Raises `FilterError`."""
    asked = asked.knowing(definitions_told(project, project.pk))
    mine = Run.objects.visible_to(reader).filter(task__project=project)
    fit = fitting(mine, asked)
    runs = page_of(_telling(fit, asked), asked.start)
    total, deleted, waiting = _counts(project, reader)
    choice = TableChoice.of(reader, project)
    columns, is_chosen = columns_of(asked, choice, runs)
    head = shown(
        columns,
        folded=choice.folded,
        pick=asked.pick,
        order=asked.order,
        start=asked.first_column,
        differ=not is_chosen,
    )
    head, rows = _filled(runs, head, asked, at)
    return RunsTable(
        groups=_groups(fit, rows, head.columns, asked, at),
        head=head,
        columns=columns,
        start=asked.start,
        found=_found(fit, runs) if asked.is_on else total,
        total=total,
        waiting=waiting,
        deleted=deleted,
        tasks=_tasks_with_runs(project, reader),
        views=list(SavedView.objects.visible_to(reader).filter(project=project).order_by("name")[:50]),
        example="" if total else _example(project, reader),
    )


def columns_shown(project: Project, *, reader: Person, asked: Asked) -> list[Column]:
    """Return all columns of the table without its cells. Raises `FilterError`."""
    asked = asked.knowing(definitions_told(project, project.pk))
    choice = TableChoice.of(reader, project)
    is_chosen = asked.columns is not None or choice.chosen is not None
    mine = Run.objects.visible_to(reader).filter(task__project=project)
    return columns_of(asked, choice, [] if is_chosen else page_of(in_order(fitting(mine, asked), asked), asked.start))[
        0
    ]


def _telling(fit: QuerySet[Run], asked: Asked) -> QuerySet[Run]:
    """The runs in order, each telling how many there are where that is not known, so that a filter is read once."""
    runs = in_order(fit, asked)
    if asked.is_on:
        runs = runs.annotate(found=Window(Count("pk")))
    return with_shared(runs, asked.group) if asked.group else runs


def _found(fit: QuerySet[Run], runs: Sequence[Run]) -> int:
    """A page behind the last one has no run that could tell."""
    return int(runs[0].found) if runs else fit.count()  # type: ignore[attr-defined]


def page_of(runs: QuerySet[Run], start: int, size: int = PAGE) -> list[Run]:
    return list(runs.select_related("task__project", "person", "group")[start : start + size])


def columns_of(asked: Asked, choice: TableChoice, runs: Sequence[Run]) -> tuple[list[Column], bool]:
    """Return the columns: of the address, else of the person, else those that tell most of these runs."""
    chosen = asked.columns if asked.columns is not None else choice.chosen
    if chosen is not None:
        return [one.knowing(asked.definitions) for one in chosen], True
    columns = [one.knowing(asked.definitions) for one in default_columns(keys_of(runs).first(asked.definitions))]
    ordered = asked.order.column if asked.order else None
    # What the rows are ordered by must be seen.
    if ordered and ordered.kind is not Kind.ATTRIBUTE and ordered.name not in {one.name for one in columns}:
        columns.insert(len(columns) - 1, ordered)
    return columns, False


def _filled(runs: Sequence[Run], head: Shown, asked: Asked, at: datetime) -> tuple[Shown, list[TableRow]]:
    columns = head.columns
    cells = with_best(rows_of(runs, columns, pick=asked.pick, at=at), columns)
    if asked.only_differing and len(runs) > 1:
        same = {column.name for place, column in enumerate(columns) if _is_same(cells, place, column)}
        cells = [[cell for cell, column in zip(row, columns, strict=True) if column.name not in same] for row in cells]
        head = head.without(same)
    return head, [TableRow(run, row) for run, row in zip(runs, cells, strict=True)]


def _is_same(cells: Sequence[Row], place: int, column: Column) -> bool:
    return (
        column.kind is not Kind.ATTRIBUTE and len({cell.full if (cell := row[place]) else None for row in cells}) == 1
    )


def _groups(fit: QuerySet[Run], rows: list[TableRow], columns: list[Column], asked: Asked, at: datetime) -> list[Group]:
    by = asked.group
    if by is None or not rows:
        return [Group(rows)] if rows else []
    runs = [row.run for row in rows]
    texts = _shared(runs, by, asked, at)
    metrics = [one for one in columns if one.kind is Kind.METRIC]
    means = means_of(fit, by, runs, texts, metrics, asked.pick)
    return list(groups_of(rows, texts, by, columns, asked.pick, means))


def _shared(runs: Sequence[Run], by: Column, asked: Asked, at: datetime) -> list[str]:
    """What each run is grouped by, as people read it."""
    if not is_by_attribute(by):
        return [run.shared or "" for run in runs]  # type: ignore[attr-defined]
    cells = [row[0] for row in rows_of(runs, [replace(by, pick=None)], pick=asked.pick, at=at)]
    return [cell.full if cell else "" for cell in cells]


def _counts(project: Project, reader: Person) -> tuple[int, int, int]:
    """How many runs the project has, how many deleted ones, and how many wait in the inbox."""
    here, alive = Q(task__project=project), Q(deleted_at=None)
    found = Run.objects.visible_to(reader).filter(here | Q(task=None))
    counts = {"total": here & alive, "deleted": here & ~alive, "waiting": WAITING}
    told = found.aggregate(**{name: Count("pk", filter=fits) for name, fits in counts.items()})
    return told["total"], told["deleted"], told["waiting"] if reader.can_write else 0


def _example(project: Project, reader: Person) -> str:
    """The key that a first run could name: of the latest open experiment, else of one yet to be made."""
    experiments = Task.objects.visible_to(reader).filter(project=project, kind=TaskKind.EXPERIMENT).open()
    latest = experiments.select_related("project").order_by("-pk").first()
    return latest.key if latest else written(project.key, TaskKind.EXPERIMENT, project.last_task_number + 1)


def _tasks_with_runs(project: Project, reader: Person) -> list[Task]:
    """What the filter offers: the latest tasks of the project that have runs."""
    with_runs = Run.objects.alive().exclude(task=None).values("task")
    tasks = Task.objects.visible_to(reader).filter(project=project, pk__in=with_runs)
    return list(tasks.select_related("project").order_by("-number")[:100])
