"""How a task becomes one of another kind, and how a second one is made like it."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.tasks.events.tasks import TaskTurned
from assay.tasks.gates import gate_of

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task


class Turning:
    """Verbs of the kind, and of copies."""

    @transaction.atomic
    def turn_into(self, kind: str, *, by: "Person") -> None:
        """Make the task one of `kind`; its number stays, so every spelling of its key still leads here.

        A kind may refuse to be left or entered: raises `GateClosed`, and `PutAway`.
        """
        task = cast("Task", self)
        task.hold()
        if kind == task.kind:
            return
        gate_of(task.kind).leave(task, by)
        gate_of(kind).enter(task, by)
        before, task.kind = task.kind, kind
        task.version += 1
        task.save(update_fields=["kind", "version"])
        record(TaskTurned(task_kind=kind, before=before), on=task, by=by)

    @transaction.atomic
    def duplicate(self, *, by: "Person") -> "Task":
        """Make a task with the same words, facts and steps at the end of the first queue, and return it.

        It is nobody's, its steps are open, and comments, files and links stay with the first one.
        """
        task = cast("Task", self)
        copy = type(task).create(
            task.project,
            title=_("%(title)s (copy)") % {"title": task.title[:180]},
            by=by,
            kind=task.kind,
            phase=task.phase,
            estimate_days=task.estimate_days,
            description=task.description,
            discipline=task.discipline,
            nature=task.nature,
            labels=task.labels.all(),
        )
        texts = [item.text for item in task.checks.in_order()]
        if texts:
            copy.add_checks(texts, by=by)
        return copy
