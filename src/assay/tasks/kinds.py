"""How other domains find a task without importing it."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from assay.accounts.models import Person
from assay.activity.kinds import Kind, row_numbers
from assay.tasks.keys import IN_TEXT, parse_key
from assay.tasks.models import Task
from assay.tasks.outside import outside


def _find(person: Person, ids: Iterable[str]) -> Mapping[str, Task]:
    tasks = Task.objects.visible_to(person).filter(pk__in=row_numbers(ids)).select_related("project", "column")
    return {str(task.pk): task for task in tasks}


def _named(person: Person, spellings: Iterable[str]) -> Mapping[str, Task]:
    """Tasks by their keys in any spelling."""
    keys = {spelling: key for spelling in spellings if (key := parse_key(spelling))}
    projects, numbers = {key.project for key in keys.values()}, {key.number for key in keys.values()}
    tasks = Task.objects.visible_to(person).filter(project__key__in=projects, number__in=numbers)
    found = {(task.project.key, task.number): task for task in tasks.select_related("project")}
    return {
        spelling: found[key.project, key.number] for spelling, key in keys.items() if (key.project, key.number) in found
    }


TASK = Kind(
    name="task",
    icon="task",
    find=_find,
    title=str,
    url=lambda task: reverse("tasks:task", args=[task.key]),
    pattern=IN_TEXT,
    named=_named,
    can_be_watched=True,
    outside=outside,
)
