"""The start and finish gate of tasks of the kind experiment: page, API, drag and keyboard all pass it."""

from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.experiments.models import Experiment
from assay.tasks.gates import GateClosed
from assay.tasks.models import Task


def may_start(task: Task, person: Person) -> None:
    """Start the experiment with its task; one that was started already just goes on."""
    experiment = Experiment.of(task)
    if experiment.is_concluded:
        raise GateClosed(_("This experiment is concluded. Ask the next question in a new experiment."))
    if experiment.is_draft:
        experiment.start(by=person)


def may_finish(task: Task, person: Person) -> None:
    """Let the task into a done column only with a conclusion."""
    if not Experiment.objects.filter(task=task).concluded().exists():
        raise GateClosed(
            _("Write the conclusion first, at the end of the page of %(key)s: the outcome and what was learned.")
            % {"key": task.key},
            missing=(_("a conclusion"),),
        )
