"""The tasks of one project with their past, its experiments with runs, and what else people did to them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from assay.activity.models import Event
from assay.experiments.models import Experiment
from assay.kit.clock import now
from assay.projects.models import Column, Phase, Project
from assay.runs.groups import create_group
from assay.runs.models import MetricSeries, Run, RunStatus
from assay.runs.summary import StoredPoint, merged
from assay.tasks.models import Task
from assay.tasks.models.task.bringing import Past
from bench.inside.years import EVENTS, TASKS

DAY = timedelta(days=1)
OUTCOMES = ("success", "partial", "failure", "stopped")
# Of a hundred tasks of a project that goes on so many are finished; then some are in progress, the rest waits.
FINISHED, BUSY = 75, 3


def plant(project: Project, team: Sequence[Any], *, begun: datetime, is_over: bool, dice: random.Random) -> None:
    """Bring the tasks by the verb that brings those of other trackers, then write people, experiments and filling."""
    pasts = list(_pasts(project, begun=begun, is_over=is_over, dice=dice))
    tasks = Task.bring(project, pasts, by=project.lead)
    busy = 0
    for number, task in enumerate(tasks):
        # What is in progress is shared out evenly: each of the team has one of the project.
        is_busy = task.column.state == "active"
        task.assignee = team[(busy if is_busy else number) % len(team)]
        busy += is_busy
        task.kind = "experiment" if number % 4 == 0 else "task"
        task.estimate_days = number % 5 + 1
    Task.objects.bulk_update(tasks, ["assignee", "kind", "estimate_days"], batch_size=500)
    _experiments(project, [task for task in tasks if task.kind == "experiment"], dice)
    _filling(project, tasks, team, begun)


def _pasts(project: Project, *, begun: datetime, is_over: bool, dice: random.Random) -> Iterator[Past]:
    """Three are under way at any time, the next one begins when one ends; some wait, some go back."""
    columns = {column.state: column for column in project.columns.all()}
    phases: list[Phase] = list(project.phases.order_by("position"))
    count = TASKS - project.tasks.count()
    finished = count if is_over else count * FINISHED // 100
    pace = (now() - begun) / (count if is_over else finished + BUSY)
    for number in range(count):
        phase = phases[number * len(phases) // count]
        start = begun + pace * number
        created = begun if number < count // 2 else max(begun, start - 9 * DAY)
        if number >= finished + BUSY:
            yield Past(f"Task {number} of the years", "Some words.", phase, created, ())
            continue
        is_done = number < finished
        took = min(pace * (1 + dice.expovariate(0.6)), (now() - start) * 0.95)
        yield Past(f"Task {number} of the years", "Some words.", phase, created, _moves(columns, start, took, is_done))


def _moves(columns: dict[str, Column], start: datetime, took: timedelta, is_done: bool) -> tuple[Any, ...]:  # noqa: FBT001
    active, waiting = (columns["active"], start), (columns["waiting"], start + took * 0.4)
    again, done = (columns["active"], start + took * 0.7), (columns["done"], start + took)
    return (active, waiting, again, done) if is_done else (active, waiting, again)


def _experiments(project: Project, tasks: Sequence[Task], dice: random.Random) -> None:
    """What was done is answered, with a run of one metric each; what is in progress is under way."""
    by = project.lead
    Experiment.objects.bulk_create(
        Experiment(
            task=task,
            hypothesis="The score grows.",
            outcome=OUTCOMES[number % 4] if task.finished_at else "",
            learnings="It grew, on the tail of the data most of all." if task.finished_at else "",
            kept="keep" if task.finished_at else "",
            started_at=task.started_at,
            locked_at=task.started_at,
            concluded_at=task.finished_at,
            concluded_by=by if task.finished_at else None,
        )
        for number, task in enumerate(tasks)
    )
    tried = [task for task in tasks if task.started_at]
    group = create_group(f"years-{project.key}", by=by)
    runs = Run.objects.bulk_create(
        Run(
            workspace=project.workspace,
            uid=f"{dice.getrandbits(128):032x}",
            number=project.workspace.next_run_number(),
            group=group,
            task=task,
            linked_because="by-hand",
            name=f"run {task.number}",
            status=RunStatus.FINISHED,
            person=by,
            started_at=task.started_at,
            ended_at=task.started_at + DAY / 4,
            created_at=task.started_at,
        )
        for task in tried
        if task.started_at
    )
    MetricSeries.objects.bulk_create(_series(runs, dice))


def _series(runs: Sequence[Run], dice: random.Random) -> Iterator[MetricSeries]:
    for at, run in enumerate(runs):
        value = 0.5 + 0.4 * at / max(len(runs), 1) + dice.random() / 20
        known = asdict(merged(0, None, [StoredPoint(0, int(run.started_at.timestamp() * 1000), value)]))
        del known["series_id"]
        yield MetricSeries(run=run, key="score", **known)


def _filling(project: Project, tasks: Sequence[Task], team: Sequence[Any], begun: datetime) -> None:
    """Fill the history up with what changes no place: comments, titles, people."""
    missing = EVENTS - Event.objects.of_project(project.pk).count()
    step = (now() - begun) / max(missing, 1)
    Event.objects.bulk_create(
        (_event(project, tasks[at % len(tasks)], team[at % len(team)], begun + step * at, at) for at in range(missing)),
        batch_size=1000,
    )


def _event(project: Project, task: Task, person: Any, moment: datetime, at: int) -> Event:
    title, text = f"Task {at}", "A comment of the usual length, on what was seen in the data."
    kind, data = (
        ("task.commented", {"text": text, "comment": None}),
        ("task.edited", {"changes": {"title": ["Task", title]}, "phase_id": None, "undoes": None}),
        ("task.assigned", {"person": person.name, "person_id": person.pk, "before_id": None, "undoes": None}),
    )[at % 3]
    return Event(
        workspace_id=project.workspace_id,
        project_id=project.pk,
        subject_kind="task",
        subject_id=str(task.pk),
        kind=kind,
        data=data,
        person=person,
        at=moment,
    )
