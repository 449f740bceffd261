"""Keep the stays of tasks equal to what their history says, in the transaction of each event."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db import transaction

from assay.activity.models import Event
from assay.insights.models import Keeping, Stay
from assay.insights.replay import KINDS, Stretch, stretches_of
from assay.projects.models import Project
from assay.tasks.models import Task
from assay.tasks.replaying import PhaseNames, history_of_tasks, undone_in

# Tasks derived at once: as many as one query may name.
A_BATCH = 500
# What changes facts that are shown beside the stays: title, person, kind, and how far an experiment came.
_FACTS = (
    *("task.assigned", "task.turned", "task.split", "task.rejoined", "task.erased", "project.created"),
    *("experiment.written", "experiment.started", "experiment.concluded", "experiment.reopened"),
)
_WRITTEN = ("project_id", "state", "phase_id", "column", "is_blocked", "is_away", "began_at", "ended_at")


def keep(event: Event) -> None:
    """Follow one event."""
    keep_all([event])


def keep_all(events: Sequence[Event]) -> None:
    """Follow events of any kind: derive the stays of the tasks that moved, and note what was derived before is old."""
    told = [event for event in events if event.kind in KINDS or event.kind in _FACTS]
    moved: dict[int, set[int]] = defaultdict(set)
    for event in told:
        if event.kind in KINDS and event.project_id is not None and _may_move(event):
            moved[event.project_id].add(int(event.subject_id))
    for project, tasks in moved.items():
        ordered = sorted(tasks)
        for at in range(0, len(ordered), A_BATCH):
            _derive(project, ordered[at : at + A_BATCH])
    if told:
        Keeping.renew(event.project_id for event in told if event.project_id is not None)


def _may_move(event: Event) -> bool:
    return event.kind != "task.edited" or "phase" in event.data["changes"]


def rebuild(project_id: int) -> None:
    """Derive all stays of the project anew, some tasks at a time so that nobody waits long."""
    last = 0
    while tasks := _some_after(project_id, last):
        with transaction.atomic():
            # What every change of a task holds: none of its events can be missed.
            list(Project.objects.filter(pk=project_id).select_for_update(no_key=True).values_list("pk"))
            _derive(project_id, tasks)
            Keeping.renew([project_id])
        last = tasks[-1]
    Keeping.objects.filter(pk=project_id).update(is_due=False)


def _some_after(project_id: int, last: int) -> list[int]:
    tasks = Task.objects.filter(project=project_id, pk__gt=last).order_by("pk")
    return list(tasks.values_list("pk", flat=True)[:A_BATCH])


def _derive(project_id: int, tasks: Collection[int]) -> None:
    """Write what the history of these tasks says over what stands there."""
    known: dict[int, list[Stay]] = defaultdict(list)
    for stay in Stay.objects.filter(task__in=tasks).order_by("task", "number"):
        known[stay.task_id].append(stay)
    changed, gone = [], []
    for task, stretches in replayed(project_id, tasks).items():
        before = known[task]
        gone += [stay.pk for stay in before[len(stretches) :]]
        changed += list(_changed(project_id, task, stretches, before))
    if gone:
        Stay.objects.filter(pk__in=gone).delete()
    Stay.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["task", "number"],
        update_fields=_WRITTEN,
        batch_size=A_BATCH,
    )


def replayed(project_id: int, tasks: Collection[int]) -> Mapping[int, list[Stretch]]:
    """Return the way of each of these tasks of one project, from their events alone."""
    history = history_of_tasks(tasks, KINDS)
    undone, phases = undone_in(history), PhaseNames(project_id)
    by_task = defaultdict(list)
    for row in history:
        by_task[int(row[1])].append(row)
    return {task: stretches_of(rows, undone=undone, phase_of=phases.number) for task, rows in by_task.items()}


def _changed(project_id: int, task: int, stretches: Sequence[Stretch], before: Sequence[Stay]) -> Iterator[Stay]:
    for number, stretch in enumerate(stretches):
        made = Stay(
            task_id=task,
            project_id=project_id,
            number=number,
            began_at=stretch.began_at,
            ended_at=stretch.ended_at,
            **vars(stretch.place),
        )
        if number >= len(before) or any(getattr(made, name) != getattr(before[number], name) for name in _WRITTEN):
            yield made
