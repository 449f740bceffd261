"""Who works on what: how many tasks people have in progress."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.projects.models import Column, ColumnState
from assay.tasks.models import Task
from assay.tasks.models.task.creating import first_column
from assay.tasks.models.task.limits import resting_column
from assay.tasks.taking import may_take


def in_progress(people: Collection[Person], *, reader: Person) -> dict[int, int]:
    """Return how many tasks each has in progress, of those the reader may see; who has none is left out."""
    tasks = Task.objects.visible_to(reader).at_hand().filter(assignee__in=people, column__state=ColumnState.ACTIVE)
    return {pk: count for pk, count in tasks.values_list("assignee_id").annotate(count=Count("pk")) if pk}


def with_their_work(people: Iterable[Person], *, reader: Person) -> list[tuple[int, str]]:
    """Return numbers and names, the free ones first; who works on something is said to."""
    people = list(people)
    busy = in_progress(people, reader=reader)
    lines = sorted(people, key=lambda person: (busy.get(person.pk, 0), person.name))
    return [(person.pk, f"{person.name} ({_load(busy.get(person.pk, 0))})") for person in lines]


def _load(count: int) -> str:
    return ngettext("%(count)d in progress", "%(count)d in progress", count) % {"count": count} if count else _("free")


@dataclass(frozen=True)
class Work:
    """A task in progress, where it goes when it is finished or paused, and who could take it over."""

    task: Task
    done: Column
    rest: Column
    receivers: list[tuple[int, str]]


def work_of(person: Person, *, reader: Person) -> list[Work]:
    """Return what the person has in progress, of what the reader may see, the oldest first."""
    tasks = list(Task.objects.visible_to(reader).in_progress_of(person).with_facts().order_by("started_at", "pk"))
    # Where they go and who takes them over is the same for all of one project.
    firsts = {task.project_id: task for task in reversed(tasks)}
    known = {project: _work(task, reader) for project, task in firsts.items()}
    return [replace(known[task.project_id], task=task) for task in tasks]


def _work(task: Task, reader: Person) -> Work:
    others = may_take(task.project).exclude(pk=task.assignee_id or 0)
    return Work(
        task=task,
        done=first_column(task.project, ColumnState.DONE),
        rest=resting_column(task),
        receivers=with_their_work(others, reader=reader),
    )
