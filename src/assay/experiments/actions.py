"""Verbs that join an experiment and its task."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.experiments.following import context_of
from assay.experiments.models import Conclusion, Draft, Experiment, NextStep, Scratch
from assay.projects.models import ColumnState
from assay.runs.linking import link
from assay.tasks.keys import TaskKind
from assay.tasks.models import LinkKind, Task
from assay.tasks.models.task.limits import is_full
from assay.tasks.models.task.locking import lock
from assay.tasks.phases import phase_for

MOST_TITLE = 120


class CannotFollow(Exception):
    """The step became a task already, or the experiment it belongs to is still open."""


@transaction.atomic
def close(task: Task, conclusion: Conclusion, *, by: Person, at: datetime | None = None) -> Experiment:
    """Conclude the experiment, make tasks of its next steps that name a kind, and put its task into a done column.

    A board without a done column leaves the task where it is. Raises what `Experiment.conclude` raises.
    """
    lock(task, by)  # as every move does, before the experiment: whoever drags this card holds it already
    experiment = Experiment.of(task)
    experiment.conclude(conclusion, by=by, at=at)
    for step in experiment.steps.in_order().exclude(kind=""):
        follow_up(experiment, step, kind=step.kind, by=by)
    column = task.project.columns.present().filter(state=ColumnState.DONE).in_order().first()
    if column is not None and not task.is_done:
        task.move_to(column, by=by, at=at)
    return experiment


@transaction.atomic
def follow_up(experiment: Experiment, step: NextStep, *, kind: str, by: Person) -> Task:
    """Make the task that a next step asks for, linked to the experiment, with what is known carried over.

    Raises `CannotFollow` when the step has one or the experiment is not concluded.
    """
    step.refresh_from_db(from_queryset=NextStep.objects.select_for_update())
    if step.task_id is not None:
        raise CannotFollow(_("This step is a task already."))
    if not experiment.is_concluded:
        raise CannotFollow(_("Close the experiment first: until then its next steps are a draft."))
    origin = experiment.task
    phases = list(origin.project.phases.present().in_order())
    task = Task.create(
        origin.project,
        title=step.text,
        by=by,
        kind=kind or TaskKind.TASK,
        phase=phase_for(kind, origin.phase, phases),
        description=context_of(experiment),
        labels=origin.labels.filter(name__startswith="model-"),
    )
    task.link_to(origin, as_=LinkKind.FOLLOWS, by=by)
    step.became(task)
    return task


@transaction.atomic
def reopen(task: Task, because: str, *, by: Person, at: datetime | None = None) -> Experiment:
    """Take the decision back and bring the task out of the done column, to where nobody works on it yet.

    Raises what `Experiment.reopen` raises.
    """
    lock(task, by)
    experiment = Experiment.of(task)
    experiment.reopen(because, by=by, at=at)
    columns = list(task.project.columns.present().in_order())
    rest = [column for column in columns if column.state == ColumnState.WAITING and not is_full(task, column)]
    queue = [one for one in columns if one.state == ColumnState.QUEUE and not is_full(task, one)]
    column = next(iter([*rest, *queue[-1:]]), None)
    if task.is_done and column is not None:
        task.move_to(column, by=by, at=at)
    return experiment


@transaction.atomic
def experiment_from(scratch: Scratch, *, by: Person) -> Task:
    """Make an experiment of a line of the scratch list: its text is the draft of the hypothesis, its runs come along.

    Raises `ScratchSettled`.
    """
    title = scratch.text if len(scratch.text) <= MOST_TITLE else scratch.text[: MOST_TITLE - 1].rstrip() + "…"
    task = Task.create(scratch.project, title=title, by=by, kind=TaskKind.EXPERIMENT)
    scratch.become(task, by=by)
    Experiment.of(task).write(Draft(hypothesis=scratch.text), by=by)
    for run in scratch.group.runs.filter(task=None):
        link(run, task, by=by)
    return task
