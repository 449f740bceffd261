"""How the views of experiments find their task."""

from django.http import Http404

from assay.accounts.doors import PersonRequest, require
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task


def task_of_experiment(request: PersonRequest, key: str) -> Task:
    """The task of an experiment that this person may see; anything else is not found."""
    tasks = Task.objects.visible_to(request.person).with_key(key).filter(kind=TaskKind.EXPERIMENT)
    task = tasks.with_facts().select_related("created_by").first()
    if task is None:
        raise Http404
    request.project = task.project  # type: ignore[attr-defined]
    return task


def task_to_change(request: PersonRequest, key: str) -> Task:
    """The same for those who may change it."""
    task = task_of_experiment(request, key)
    require(task.can_be_changed_by(request.person))
    return task
