"""How other domains find a task without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind
from assay.tasks.models import Task


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, Task]:
    numbers = [int(one) for one in ids if one.isascii() and one.isdigit() and len(one) < 19]
    tasks = Task.objects.visible_to(person).filter(pk__in=numbers).select_related("project")
    return {str(task.pk): task for task in tasks}


TASK = Kind(
    name="task",
    icon="task",
    find=_find,
    title=str,
    url=lambda task: reverse("tasks:task", args=[task.key]),
)
