"""How views and the API find the task of an experiment."""

from django.http import Http404

from assay.accounts.doors import require
from assay.accounts.models import Person
from assay.tasks.finding import task_of
from assay.tasks.models import Task


def experiment_task(person: Person, key: str) -> Task:
    """Return the task of an experiment that this person may see; anything else is not found."""
    task = task_of(person, key)
    if not task.is_experiment:
        raise Http404
    return task


def experiment_task_to_change(person: Person, key: str) -> Task:
    """The same for those who may change it."""
    task = experiment_task(person, key)
    require(task.can_be_changed_by(person))
    return task
