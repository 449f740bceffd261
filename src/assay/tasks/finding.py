"""How views find a task; one that this person may not see is not found, whoever's it is."""

from django.http import Http404

from assay.accounts.doors import PersonRequest, require
from assay.accounts.models import Person
from assay.projects.queries import told_metrics
from assay.tasks.models import Task
from assay.tasks.models.task.model import TaskQuerySet
from assay.tasks.queries.parts import noting_parts


def task_of(person: Person, key: str) -> Task:
    """Return the task of a key in any spelling, with its facts loaded. Raises `Http404`."""
    return _first(_known(person, key))


def task_at(request: PersonRequest, key: str) -> Task:
    """Return the task for a page, which parts it has noted, and make its project the one the rail shows."""
    task = _first(noting_parts(_known(request.person, key)))
    request.project = task.project  # type: ignore[attr-defined]
    return task


def task_to_change(person: Person, key: str) -> Task:
    """Return the task if this person may write. Raises `Http404`, `PermissionDenied`, `PutAway`."""
    return _changeable(task_of(person, key), person)


def task_at_to_change(request: PersonRequest, key: str) -> Task:
    """Return the task as `task_at` does, if this person may write. Raises as `task_to_change` does."""
    return _changeable(task_at(request, key), request.person)


def _changeable(task: Task, person: Person) -> Task:
    require(person.can_write)
    task.check_at_hand()
    return task


def _known(person: Person, key: str) -> TaskQuerySet:
    tasks = Task.objects.visible_to(person).with_key(key).with_facts()
    tasks = tasks.annotate(told_metrics=told_metrics("project"))
    return tasks.select_related("project__workspace", "created_by")


def _first(tasks: TaskQuerySet) -> Task:
    # A key names one task, so there is no order to ask for.
    for task in tasks[:1]:
        return task
    raise Http404
