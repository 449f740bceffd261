"""How tasks with a past come from another tracker: rows and history in one go."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from django.db import transaction

from assay.activity.happenings import Happening
from assay.activity.recording import record_past
from assay.kit import ranks
from assay.projects.models import Column, ColumnState, Label, Phase, Project
from assay.search.stale import mark_ids
from assay.tasks.events.tasks import TaskCreated, TaskMoved
from assay.tasks.models.task.creating import first_column, last_rank

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task

_BATCH = 500


@dataclass(frozen=True)
class Past:
    """A task as it was elsewhere: when it was created and into which columns it moved when, in order.

    Two moves into one column are one. `number` is the one it shall keep; 0 gives it the next.
    """

    title: str
    description: str
    phase: Phase
    created_at: datetime
    moves: tuple[tuple[Column, datetime], ...]
    labels: tuple[Label, ...] = ()
    number: int = 0


class Bringing:
    """The verb that makes tasks with a past."""

    @classmethod
    @transaction.atomic
    def bring(cls, project: Project, pasts: Sequence[Past], *, by: "Person") -> "list[Task]":
        """Add the tasks to the project, each with the events of its past, and return them.

        Nobody is told, no rule of starting is asked: it all happened elsewhere. `by` brings them; the events of the
        past name no person. The words are indexed soon, by the worker. Numbers are kept in a project without tasks,
        when each past has its own.
        """
        Project.objects.select_for_update(no_key=True).get(pk=project.pk)  # whose tasks are counted below
        maker, queue = cast("type[Task]", cls), first_column(project, ColumnState.QUEUE)
        placed = zip(pasts, _numbers(project, pasts), _ranks(pasts, queue), strict=True)
        tasks = [_task(maker, project, past, number, rank, queue, by) for past, number, rank in placed]
        maker.objects.bulk_create(tasks, batch_size=_BATCH)
        labelled = [
            maker.labels.through(task_id=task.pk, label_id=label.pk)
            for task, past in zip(tasks, pasts, strict=True)
            for label in past.labels
        ]
        maker.labels.through.objects.bulk_create(labelled, batch_size=_BATCH)
        record_past(_events(tasks, pasts, queue))
        mark_ids("task", (str(task.pk) for task in tasks))
        return tasks


def _numbers(project: Project, pasts: Sequence[Past]) -> list[int]:
    wanted = [past.number for past in pasts]
    if all(wanted) and len(set(wanted)) == len(wanted) and not project.tasks.exists():
        project.next_task_numbers(max(wanted))
        return wanted
    first = project.next_task_numbers(len(pasts))
    return list(range(first, first + len(pasts)))


def _task(
    maker: "type[Task]", project: Project, past: Past, number: int, rank: str, queue: Column, by: "Person"
) -> "Task":
    way = _way(past, queue)
    return maker(
        project=project,
        number=number,
        title=past.title,
        description=past.description,
        phase=past.phase,
        column=way[-1][0],
        rank=rank,
        created_at=past.created_at,
        created_by=by,
        started_at=next((at for column, at in way if column.is_active), None),
        finished_at=_finished_at(way),
    )


def _way(past: Past, queue: Column) -> list[tuple[Column, datetime]]:
    """The columns the task was in with the moment it came there; every task begins in the first queue."""
    way = [(queue, past.created_at)]
    for column, at in past.moves:
        if column.pk != way[-1][0].pk:
            way.append((column, at))
    return way


def _finished_at(way: Sequence[tuple[Column, datetime]]) -> datetime | None:
    """When the last stretch of done columns began; None when the task is not done now."""
    finished = None
    for column, at in way:
        finished = (finished or at) if column.is_done else None
    return finished


def _ranks(pasts: Sequence[Past], queue: Column) -> list[str]:
    """A place for each below the cards of its column, in the order in which they came there."""
    by_column: dict[int, list[int]] = defaultdict(list)
    columns: dict[int, Column] = {}
    came = [_way(past, queue)[-1] for past in pasts]
    for place, (column, _at) in enumerate(came):
        by_column[column.pk].append(place)
        columns[column.pk] = column
    found = [""] * len(pasts)
    for pk, places in by_column.items():
        rank = last_rank(columns[pk])
        for place in sorted(places, key=lambda place: came[place][1]):
            rank = found[place] = ranks.between(rank, "")
    return found


def _events(tasks: "Sequence[Task]", pasts: Sequence[Past], queue: Column) -> "list[tuple[Happening, Task, datetime]]":
    """All that happened, the earliest first: history is read in the order it was written."""
    found: list[tuple[datetime, int, Task, Happening]] = []
    for place, (task, past) in enumerate(zip(tasks, pasts, strict=True)):
        created = TaskCreated(
            title=task.title,
            task_kind=task.kind,
            description=task.description,
            phase=past.phase.name,
            phase_id=past.phase.pk,
        )
        found.append((past.created_at, place, task, created))
        way = _way(past, queue)
        for (before, _then), (after, at) in pairwise(way):
            found.append((at, place, task, _moved(before, after)))
    found.sort(key=lambda one: one[:2])
    return [(happening, task, at) for at, _place, task, happening in found]


def _moved(before: Column, after: Column) -> TaskMoved:
    """Without the numbers of columns: what happened elsewhere is not taken back here."""
    return TaskMoved(column=after.name, state=after.state, before=before.name, state_before=before.state)
