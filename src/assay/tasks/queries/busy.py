"""Who works on what: how many tasks people have in progress."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.accounts.models import Person
from assay.projects.models import Column, ColumnState, Project, ProjectMember
from assay.tasks.models import Task
from assay.tasks.models.task.creating import leftmost
from assay.tasks.models.task.model import TaskQuerySet
from assay.tasks.taking import may_be_given


def in_progress(people: Collection[Person], *, reader: Person) -> dict[int, int]:
    """Return how many tasks each has in progress, of those the reader may see; who has none is left out."""
    wanted = {person.pk for person in people}
    counted = all_in_progress(reader).values_list("assignee_id").annotate(count=Count("pk"))
    return {pk: count for pk, count in counted if pk in wanted}


def all_in_progress(reader: Person) -> TaskQuerySet:
    """Tasks in progress of everybody, of those the reader may see.

    They are found by their columns: a person's tasks are years of done ones, an active column holds a few.
    """
    projects = Project.objects.visible_to(reader)
    active = Column.objects.filter(state=ColumnState.ACTIVE, project__in=projects)
    return Task.objects.at_hand().filter(column__in=active.values("pk"))


def with_their_work(people: Iterable[Person], *, reader: Person) -> list[tuple[int, str]]:
    """Return numbers and names, the free ones first; who works on something is said to."""
    people = list(people)
    return _told(people, in_progress(people, reader=reader))


def _told(people: Iterable[Person], busy: Mapping[int, int]) -> list[tuple[int, str]]:
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
    projects = {task.project_id: task.project for task in tasks}
    columns, receivers = _columns_of(projects), _receivers_of(projects, reader=reader, but=person)
    loads = _loads(column for found in columns.values() for column in found)
    return [
        Work(
            task=task,
            done=leftmost(columns[task.project_id], ColumnState.DONE),
            rest=_rest(columns[task.project_id], loads),
            receivers=receivers[task.project_id],
        )
        for task in tasks
    ]


def _columns_of(projects: Collection[int]) -> Mapping[int, list[Column]]:
    found: dict[int, list[Column]] = defaultdict(list)
    for column in Column.objects.filter(project__in=projects).present().in_order():
        found[column.project_id].append(column)
    return found


def _loads(columns: Iterable[Column]) -> Mapping[int, int]:
    """Count what lies in the waiting columns that have a limit."""
    limited = [one.pk for one in columns if one.state == ColumnState.WAITING and one.limit is not None]
    counted = Task.objects.at_hand().filter(column__in=limited).values_list("column_id")
    return dict(counted.annotate(count=Count("pk"))) if limited else {}


def _rest(columns: list[Column], loads: Mapping[int, int]) -> Column:
    """Say what `resting_column` does, for whoever holds the columns of many projects. A test holds the two together."""
    waiting = (one for one in columns if one.state == ColumnState.WAITING)
    free = (one for one in waiting if one.limit is None or loads.get(one.pk, 0) < one.limit)
    return next(free, None) or leftmost(columns, ColumnState.QUEUE)


def _receivers_of(
    projects: Mapping[int, Project], *, reader: Person, but: Person
) -> Mapping[int, list[tuple[int, str]]]:
    """Return who else may take over tasks of each project."""
    team = [one for one in Person.objects.filter(workspace=reader.workspace_id).present().by_name() if one != but]
    named = set(ProjectMember.objects.filter(project__in=projects).values_list("project_id", "person_id"))
    busy = in_progress(team, reader=reader)
    return {
        pk: _told([one for one in team if may_be_given(one, project, is_named=(pk, one.pk) in named)], busy)
        for pk, project in projects.items()
    }
