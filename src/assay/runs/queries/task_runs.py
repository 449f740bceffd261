"""The latest runs of a task that is no experiment, on its own page."""

from dataclasses import dataclass
from datetime import datetime

from assay.accounts.models import Person
from assay.projects.queries import definitions_of
from assay.runs.columns import Column, Kind, Pick
from assay.runs.models import Run
from assay.runs.queries.spans import span_of
from assay.runs.queries.table.cells import Row, rows_of
from assay.runs.queries.table.defaults import keys_of
from assay.tasks.models import Task

OF_TASK = 20
COLUMNS = 3


@dataclass(frozen=True)
class RunRow:
    run: Run
    span: str
    cells: Row


@dataclass(frozen=True)
class TaskRuns:
    rows: list[RunRow]
    columns: list[Column]
    total: int


def runs_of_task(task: Task, reader: Person, *, at: datetime) -> TaskRuns:
    """Return the latest runs of the task with what differs and what was measured."""
    mine = Run.objects.visible_to(reader).of_task(task.pk)
    runs = list(mine.select_related("person").order_by("-number")[:OF_TASK])
    if not runs:
        return TaskRuns([], [], 0)
    definitions = definitions_of(task.project_id)
    keys = keys_of(runs).first(definitions)
    columns = [Column(Kind.PARAM, key) for key in sorted(keys.differing[:COLUMNS])]
    columns += [Column(Kind.METRIC, key).knowing(definitions) for key in sorted(keys.metrics[:COLUMNS])]
    cells = rows_of(runs, columns, pick=Pick.LAST, at=at)
    total = mine.count() if len(runs) == OF_TASK else len(runs)
    rows = [RunRow(run, span_of(run, at=at), row) for run, row in zip(runs, cells, strict=True)]
    return TaskRuns(rows, columns, total)
