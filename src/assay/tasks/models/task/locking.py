"""The locks of every move, taken in one order: people by number, then projects by number.

Two moves wait for each other so, and never for ever.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from assay.accounts.models.person import Person
from assay.projects.models import ColumnState, Project

if TYPE_CHECKING:
    from assay.tasks.models.task.model import Task


def lock(task: "Task", *people: Person | None) -> None:
    """Lock what a move decides on, in the order of every move, and read the task again."""
    ids = {person.pk for person in people if person} | {task.assignee_id}
    lock_people_and_projects(ids, {task.project_id})
    # With what every move looks at next, so that it is not asked for one by one.
    task.refresh_from_db(from_queryset=type(task).objects.select_related("project", "phase", "column", "assignee"))
    # Given to somebody else a moment ago. Out of order, so PostgreSQL may answer "deadlock": busy, try again.
    _lock_people({task.assignee_id} - ids)


def lock_people_and_projects(people: Collection[int | None], projects: Collection[int]) -> None:
    """Lock these people, then these projects and those in which the people work now.

    The person's row makes *one in progress* hold when two starts race; the project's row keeps ranks unique.
    """
    ids = _lock_people(people)
    busy = Project.objects.filter(tasks__assignee__in=ids, tasks__column__state=ColumnState.ACTIVE)
    # Rows that point at a locked row may still be written: events name their person and project all the time.
    _hold_rows(Project.objects.filter(pk__in={*projects, *busy.values_list("pk", flat=True)}))


def _lock_people(people: Collection[int | None]) -> set[int]:
    """Lock these people and return their numbers; nobody is nobody's lock."""
    ids = {pk for pk in people if pk is not None}
    if ids:
        _hold_rows(Person.objects.filter(pk__in=ids))
    return ids


def _hold_rows(rows: QuerySet[Any]) -> None:
    """Lock the rows by their numbers until the transaction ends; nothing of them is read."""
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
