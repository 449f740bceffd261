"""What each watched point reads of its experiment: plain SQL, as this happens hundreds of times a second."""

from django.db import connection

from assay.experiments.models import Criterion, Experiment
from assay.experiments.models.criterion import ROW
from assay.kit.rows import RowsOf, fetched
from assay.projects.models import Project
from assay.tasks.models import Task

_EXPERIMENT, _TASK, _PROJECT = RowsOf(Experiment, "e"), RowsOf(Task, "t"), RowsOf(Project, "p")

_WATCHED = (
    f"SELECT {_EXPERIMENT.columns}, {ROW.columns} FROM experiments_criterion c "  # noqa: S608
    "JOIN experiments_experiment e ON e.id = c.experiment_id "
    "WHERE e.task_id = %s AND e.locked_at IS NOT NULL AND e.concluded_at IS NULL ORDER BY c.position, c.id"
)
_UNDER_WAY = (
    f"SELECT {_EXPERIMENT.columns}, {_TASK.columns}, {_PROJECT.columns} FROM experiments_experiment e "  # noqa: S608
    "JOIN tasks_task t ON t.id = e.task_id JOIN projects_project p ON p.id = t.project_id "
    "WHERE e.task_id = %s AND e.locked_at IS NOT NULL AND e.concluded_at IS NULL AND t.trashed_at IS NULL"
)


def watched_lines(task_id: int) -> list[Criterion]:
    """Return the lines that runs of this task are held against: its experiment is started and not concluded."""
    lines = []
    for row in fetched(_WATCHED, [task_id]):
        values = iter(row)
        experiment, line = _EXPERIMENT.take(values), ROW.take(values)
        line.experiment = experiment
        lines.append(line)
    return lines


def under_way(task_id: int) -> Experiment | None:
    """The started experiment of the task, locked: its runs may log at once, and events must come once."""
    lock = " FOR UPDATE OF e" if connection.vendor == "postgresql" else ""
    for row in fetched(_UNDER_WAY + lock, [task_id]):
        values = iter(row)
        experiment = _EXPERIMENT.take(values)
        experiment.task = _TASK.take(values)
        experiment.task.project = _PROJECT.take(values)
        return experiment
    return None
