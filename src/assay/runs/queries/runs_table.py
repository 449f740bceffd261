"""The table of a project's runs: one page of rows, the metrics and params worth a column."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from assay.accounts.models import Person
from assay.kit.paging import newest_first
from assay.projects.models import Project
from assay.runs.models import MetricSeries, Param, Run
from assay.runs.queries.spans import span_of
from assay.tasks.keys import TaskKind, written
from assay.tasks.models import Task

COLUMNS = 3
PAGE = 50
OF_TASK = 20
# MLflow's own measurements of the machine; hardly anybody's reason to compare two runs.
SYSTEM = "system/"
# Stands among the statuses of the filter, and is none.
DELETED = "DELETED"


@dataclass(frozen=True, kw_only=True)
class RunsFilter:
    """What the reader asked for; nothing means all."""

    task: Task | None = None
    status: str = ""
    words: str = ""

    @property
    def is_on(self) -> bool:
        return bool(self.task or self.status or self.words)


@dataclass(frozen=True)
class RunRow:
    """One line: the cells stand in the order of the table's `metric_keys` and `param_keys`."""

    run: Run
    span: str
    metrics: list[MetricSeries | None]
    params: list[str | None]


@dataclass(frozen=True)
class RunsTable:
    rows: list[RunRow]
    next: str
    metric_keys: list[str]
    param_keys: list[str]
    found: int
    total: int
    waiting: int
    deleted: int
    tasks: list[Task]
    example: str


@dataclass(frozen=True)
class TaskRuns:
    """The latest runs of a task that is no experiment."""

    rows: list[RunRow]
    metric_keys: list[str]
    param_keys: list[str]
    total: int


def runs_of_project(
    project: Project, *, reader: Person, asked: RunsFilter, cursor: str = "", at: datetime
) -> RunsTable:
    """Return one page of the project's runs, newest first. Raises `BadCursor`."""
    visible = Run.objects.visible_to(reader)
    mine = visible.alive().filter(task__project=project)
    chosen = _chosen(visible.filter(task__project=project), asked)
    page = newest_first(chosen.select_related("task__project", "person"), cursor=cursor, size=PAGE)
    total = mine.count()
    metric_keys, param_keys = _metric_keys(page.items), _differing_keys(page.items)
    return RunsTable(
        rows=_rows(page.items, metric_keys, param_keys, at=at),
        next=page.next,
        metric_keys=metric_keys,
        param_keys=param_keys,
        found=chosen.count() if asked.is_on else total,
        total=total,
        waiting=visible.unlinked().count(),
        deleted=visible.filter(task__project=project).exclude(deleted_at=None).count(),
        tasks=_tasks_with_runs(project, reader),
        example="" if total else _example(project, reader),
    )


def runs_of_task(task: Task, reader: Person, *, at: datetime) -> TaskRuns:
    """Return the latest runs of the task with what differs and what was measured."""
    mine = Run.objects.visible_to(reader).of_task(task.pk)
    runs = list(mine.select_related("person").order_by("-number")[:OF_TASK])
    if not runs:
        return TaskRuns([], [], [], 0)
    metric_keys, param_keys = _metric_keys(runs), _differing_keys(runs)
    total = mine.count() if len(runs) == OF_TASK else len(runs)
    return TaskRuns(_rows(runs, metric_keys, param_keys, at=at), metric_keys, param_keys, total)


def _chosen(runs: QuerySet[Run], asked: RunsFilter) -> QuerySet[Run]:
    runs = runs.filter(deleted_at__isnull=asked.status != DELETED)
    if asked.task:
        runs = runs.filter(task=asked.task)
    if asked.status and asked.status != DELETED:
        runs = runs.filter(status=asked.status)
    if asked.words:
        runs = runs.filter(name__icontains=asked.words)
    return runs


def _metric_keys(runs: Sequence[Run]) -> list[str]:
    """The metrics that most of these runs name, in alphabetical order."""
    named = MetricSeries.objects.filter(run__in=runs).exclude(key__startswith=SYSTEM)
    often = named.values("key").annotate(times=Count("pk")).order_by("-times", "key")[:COLUMNS]
    return sorted(row["key"] for row in often)


def _differing_keys(runs: Sequence[Run]) -> list[str]:
    """The params that have several values among these runs; those that most runs name first."""
    named = Param.objects.filter(run__in=runs).values("key")
    counted = named.annotate(times=Count("pk"), values_count=Count("value", distinct=True)).filter(values_count__gt=1)
    often = counted.order_by("-times", "-values_count", "key")[:COLUMNS]
    return sorted(row["key"] for row in often)


def _rows(runs: Sequence[Run], metric_keys: list[str], param_keys: list[str], *, at: datetime) -> list[RunRow]:
    metrics: dict[int, dict[str, MetricSeries]] = defaultdict(dict)
    for series in MetricSeries.objects.filter(run__in=runs, key__in=metric_keys):
        metrics[series.run_id][series.key] = series
    params: dict[int, dict[str, str]] = defaultdict(dict)
    for param in Param.objects.filter(run__in=runs, key__in=param_keys):
        params[param.run_id][param.key] = param.value
    return [
        RunRow(
            run=run,
            span=span_of(run, at=at),
            metrics=[metrics[run.pk].get(key) for key in metric_keys],
            params=[params[run.pk].get(key) for key in param_keys],
        )
        for run in runs
    ]


def _example(project: Project, reader: Person) -> str:
    """The key that a first run could name: of the latest open experiment, else of one yet to be made."""
    experiments = Task.objects.visible_to(reader).filter(project=project, kind=TaskKind.EXPERIMENT).open()
    latest = experiments.select_related("project").order_by("-pk").first()
    return latest.key if latest else written(project.key, TaskKind.EXPERIMENT, project.last_task_number + 1)


def _tasks_with_runs(project: Project, reader: Person) -> list[Task]:
    """What the filter offers: the latest tasks of the project that have runs."""
    tasks = Task.objects.visible_to(reader).filter(project=project, runs__deleted_at=None)
    return list(tasks.filter(runs__isnull=False).distinct().select_related("project").order_by("-number")[:100])
