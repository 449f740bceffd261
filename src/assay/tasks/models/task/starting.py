"""One task in progress per person: what happens when somebody starts a second one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.projects.models import ColumnState
from assay.tasks.events import TaskAssigned, TaskOverridden
from assay.tasks.gates import gate_of
from assay.tasks.models.task.creating import first_column

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task


class AlreadyInProgress(Exception):
    """The person works on another task; the caller must say what becomes of it.

    `others` holds what the asker may see; `hidden` counts the rest, which only *keep both* can answer.
    """

    def __init__(self, person: "Person", others: "Sequence[Task]", *, hidden: int = 0) -> None:
        names = ", ".join(other.key for other in others) or _("a task of another project")
        super().__init__(
            _("%(person)s already works on %(tasks)s. One task in progress per person: pause or finish it first.")
            % {"person": person.name, "tasks": names}
        )
        self.person = person
        self.others = list(others)
        self.hidden = hidden


class ReasonMissing(ValueError):
    """Keeping two tasks in progress needs a reason that stays visible."""


class Instead(StrEnum):
    """What becomes of the task already in progress."""

    PAUSE = "pause"
    FINISH = "finish"
    KEEP = "keep"


@dataclass(frozen=True)
class Choice:
    """The answer to "you already work on another": pause it, finish it, or keep both and say why."""

    instead: Instead
    reason: str = ""


def start(task: "Task", person: "Person", *, choice: Choice | None, by: "Person", at: datetime) -> None:
    """Check that `task` may become the person's work now, and give it to them if it was nobody's."""
    gate_of(task.kind).start(task, by)
    make_room(task, person, choice=choice, by=by, at=at)
    if task.assignee_id is None:
        give(task, person, by=by)


def make_room(task: "Task", person: "Person", *, choice: Choice | None, by: "Person", at: datetime) -> None:
    """Apply the one-in-progress rule before `task` becomes the person's work."""
    others = in_the_way(task, person, reader=by)
    if others is None:
        return
    if choice is None:
        raise others
    if choice.instead is Instead.KEEP:
        _keep_both(task, choice.reason, by=by)
    elif others.hidden:
        raise others
    else:
        state = ColumnState.DONE if choice.instead is Instead.FINISH else ColumnState.WAITING
        for other in others.others:
            other.move_to(first_column(other.project, state), by=by, at=at)


def in_the_way(task: "Task", person: "Person", *, reader: "Person") -> AlreadyInProgress | None:
    """Return what keeps the person from starting `task`, or None; nothing the reader may not see is named."""
    others = type(task).objects.in_progress_of(person).exclude(pk=task.pk)
    visible = list(others.visible_to(reader).with_facts())
    hidden = others.count() - len(visible)
    return AlreadyInProgress(person, visible, hidden=hidden) if visible or hidden else None


def give(task: "Task", person: "Person | None", *, by: "Person") -> None:
    """Write who the task belongs to."""
    before, task.assignee = task.assignee_id, person
    task.save(update_fields=["assignee"])
    given = TaskAssigned(
        person=person.name if person else "", person_id=person.pk if person else None, before_id=before
    )
    record(given, on=task, by=by)


def _keep_both(task: "Task", reason: str, *, by: "Person") -> None:
    if not reason.strip():
        raise ReasonMissing(_("Say why two tasks must run at once; the reason stays on the card."))
    task.override_reason = reason.strip()[:300]
    task.save(update_fields=["override_reason"])
    record(TaskOverridden(reason=task.override_reason), on=task, by=by)
