"""The start and finish gate of tasks of the kind experiment: page, API, drag and keyboard all pass it."""

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.experiments.models import Experiment
from assay.tasks.gates import GateClosed, register_gate
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task


def may_start(task: Task, person: Person) -> None:
    """Start the experiment with its task; one that was started already just goes on."""
    experiment = Experiment.of(task)
    if experiment.is_concluded:
        raise GateClosed(
            _("This experiment is concluded. Open it again on its page with a reason, or ask in a new one.")
        )
    if experiment.is_draft:
        experiment.start(by=person)


def may_become(task: Task, _person: Person) -> None:
    """Let a task become an experiment while nothing was done of it."""
    if task.started_at is not None or task.runs.exists():
        raise GateClosed(_("It was started, or runs belong to it. Make a new experiment and link the two."))


def may_leave(task: Task, _person: Person) -> None:
    """Let an experiment become another task while it is an empty draft; its plan would be lost."""
    experiment = Experiment.objects.filter(task=task).first()
    if task.started_at is not None or task.runs.exists() or (experiment and not experiment.is_draft):
        raise GateClosed(_("It was started, or runs belong to it, so it stays an experiment."))
    if experiment and (experiment.hypothesis or experiment.criteria.exists()):
        raise GateClosed(_("Its plan would be lost. Empty the plan first, or make a new task and link the two."))
    if experiment:
        experiment.delete()


def may_finish(task: Task, person: Person) -> None:
    """Let the task into a done column only with a conclusion."""
    if not Experiment.objects.filter(task=task).concluded().exists():
        raise GateClosed(
            _("Write the conclusion first, at the end of the page of %(key)s: the outcome and what was learned.")
            % {"key": task.key},
            missing=(_("a conclusion"),),
        )


def register_gates() -> None:
    register_gate(TaskKind.EXPERIMENT, start=may_start, finish=may_finish, enter=may_become, leave=may_leave)
