"""What a drop on the board sends, in words of the form that moves a task."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from assay.activity.kinds import row_numbers
from assay.activity.models import Event
from assay.projects.models import Phase
from assay.tasks.events.tasks import TaskMoved
from assay.tasks.models import Task
from assay.tasks.models.task.creating import NotOfThisProject
from assay.tasks.models.task.moving import WrongBoard


class MovedMeanwhile(ValueError):
    """The card lay elsewhere when it was taken up: somebody moved it a moment before."""


def as_move(task: Task, data: Mapping[str, str]) -> dict[str, str]:
    """Say which column a `state` is, and which phase of the task's project that of another one.

    `was` is the column, or its state, that the card was taken from; `MovedMeanwhile` says that it lies elsewhere.
    Raises `WrongBoard` for a state that the project does not have and for another `project`, `NotOfThisProject`
    for a phase it does not have.
    """
    sent = dict(data)
    if "project" in sent and sent["project"] != str(task.project_id):
        raise WrongBoard(_("A task stays in its project. Make a new one in the other project, and link the two."))
    if sent.get("phase"):
        sent["phase"] = _own_phase(task, sent["phase"])
    if "state" in sent:
        sent["column"] = _column(task, sent["state"])
        for name in ("after", "before"):
            if name in sent and not _lies_in(task, sent["column"], sent[name]):
                del sent[name]  # a card of another project, or of another column with the same state
    is_there = sent.get("column") == str(task.column_id)
    if not is_there and sent.get("was", "") not in {"", str(task.column_id), task.column.state}:
        raise MovedMeanwhile(_moved_by(task))
    return sent


def _moved_by(task: Task) -> str:
    last = Event.objects.about(task.subject).filter(kind=TaskMoved.kind).select_related("person").order_by("pk").last()
    said = {
        "key": task.key,
        "column": task.column.name,
        "person": last.person.name if last and last.person else "Assay",
    }
    return _("%(person)s moved %(key)s to %(column)s a moment before. Look, then move it again.") % said


def _own_phase(task: Task, number: str) -> str:
    """Return the phase itself, or that of the task's project with the same name."""
    names = Phase.objects.filter(project__workspace=task.project.workspace_id, pk__in=row_numbers([number]))
    own = task.project.phases.present()
    found = own.filter(pk__in=names.values("pk")).first() or own.filter(name__in=names.values("name")).first()
    if found is None:
        raise NotOfThisProject(
            _("%(project)s has no such phase. %(key)s keeps its own.") % {"project": task.project.name, "key": task.key}
        )
    return str(found.pk)


def _column(task: Task, state: str) -> str:
    if task.column.state == state:
        return str(task.column_id)
    column = task.project.columns.present().filter(state=state).in_order().first()
    if column is None:
        raise WrongBoard(
            _("The board of %(project)s has no column for this. Choose one by Move.") % {"project": task.project.name}
        )
    return str(column.pk)


def _lies_in(task: Task, column: str, key: str) -> bool:
    return Task.objects.filter(project=task.project_id, column_id=int(column)).with_key(key).exists()
