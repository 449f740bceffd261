"""Verbs that join an experiment and its task."""

from datetime import datetime

from django.db import transaction

from assay.accounts.models import Person
from assay.experiments.models import Conclusion, Experiment
from assay.projects.models import ColumnState
from assay.tasks.models import Task


@transaction.atomic
def close(task: Task, conclusion: Conclusion, *, by: Person, at: datetime | None = None) -> Experiment:
    """Conclude the experiment and put its task into the first done column, if the board has one.

    Raises what `Experiment.conclude` raises.
    """
    experiment = Experiment.of(task)
    experiment.conclude(conclusion, by=by, at=at)
    column = task.project.columns.filter(state=ColumnState.DONE).order_by("position").first()
    if column is not None and not task.is_done:
        task.move_to(column, by=by, at=at)
    return experiment
