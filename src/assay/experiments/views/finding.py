"""How the views of experiments find their task, and with it the project that the rail shows."""

from assay.accounts.doors import PersonRequest
from assay.experiments.finding import experiment_task, experiment_task_to_change
from assay.tasks.models import Task


def task_of_experiment(request: PersonRequest, key: str) -> Task:
    """The task of an experiment that this person may see; anything else is not found."""
    return _shown(request, experiment_task(request.person, key))


def task_to_change(request: PersonRequest, key: str) -> Task:
    """The same for those who may change it."""
    return _shown(request, experiment_task_to_change(request.person, key))


def _shown(request: PersonRequest, task: Task) -> Task:
    request.project = task.project  # type: ignore[attr-defined]
    return task
