"""One task in progress per person: what happens when somebody starts a second one."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from assay.accounts.models.workspace import SecondStart, Workspace
from assay.activity.recording import record
from assay.projects.models import ColumnState
from assay.tasks.events.tasks import TaskAssigned, TaskOverridden
from assay.tasks.gates import GateClosed, gate_of
from assay.tasks.models.task.choosing import MOST_REASON, NOTHING_SAID, Choice, Instead, ReasonMissing
from assay.tasks.models.task.creating import NotOfThisProject, first_column
from assay.tasks.taking import may_take

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task


class AlreadyInProgress(Exception):
    """The person works on another task; the caller must say what becomes of it.

    `others` holds what the asker may see, `hidden` counts the rest. `rule` is the workspace's, `ways` are
    the answers that the asker may give. `unfinished` says why finishing is none of them, if a gate is closed.
    """

    def __init__(
        self,
        person: "Person",
        others: "Sequence[Task]",
        *,
        hidden: int,
        rule: str,
        ways: tuple[Instead, ...],
        unfinished: str = "",
    ) -> None:
        names = ", ".join(other.key for other in others) or _("a task of another project")
        said = _("%(person)s already works on %(tasks)s. One task in progress per person: pause or finish it first.")
        super().__init__(f"{said % {'person': person.name, 'tasks': names}} {unfinished}".rstrip())
        self.person = person
        self.others = list(others)
        self.hidden = hidden
        self.rule = rule
        self.ways = ways
        self.unfinished = unfinished


def start(task: "Task", person: "Person", *, choice: Choice | None, by: "Person", at: datetime) -> None:
    """Check that `task` may become the person's work now, and give it to them if it was nobody's."""
    gate_of(task.kind).start(task, by)
    make_room(task, person, choice=choice, by=by, at=at)
    if task.assignee_id is None:
        give(task, person, by=by)


def make_room(task: "Task", person: "Person", *, choice: Choice | None, by: "Person", at: datetime) -> None:
    """Apply the one-in-progress rule before `task` becomes the person's work. Raises `AlreadyInProgress`.

    Where the workspace only warns, what nobody answered starts beside the other task and is marked so.
    """
    others = in_the_way(task, person, reader=by)
    if others is None:
        return
    choice = choice or NOTHING_SAID
    instead = choice.instead or (Instead.KEEP if others.rule == SecondStart.WARN else None)
    if instead not in others.ways:
        raise others
    if instead is Instead.KEEP:
        if not choice.reason.strip() and others.rule != SecondStart.WARN:
            raise ReasonMissing(_("Say why two tasks must run at once; the reason stays on the card."))
        _keep_both(task, choice.reason, by=by, at=at)
    for other in others.others if instead is not Instead.KEEP else ():
        _clear_away(other, instead, choice, by=by, at=at)


def in_the_way(task: "Task", person: "Person", *, reader: "Person") -> AlreadyInProgress | None:
    """Return what keeps the person from starting `task`, or None; nothing the reader may not see is named."""
    others = type(task).objects.in_progress_of(person).exclude(pk=task.pk)
    visible = list(others.visible_to(reader).with_facts())
    hidden = others.count() - len(visible)
    if not visible and not hidden:
        return None
    rule = Workspace.objects.values_list("second_start", flat=True).get(pk=task.project.workspace_id)
    may_override = reader.pk == person.pk or task.project.can_be_edited_by(reader)
    ways = _ways(rule, may_override=may_override, sees_all=not hidden)
    unfinished = _unfinished(visible, reader) if Instead.FINISH in ways else ""
    if unfinished:
        ways = tuple(way for way in ways if way is not Instead.FINISH)
    return AlreadyInProgress(person, visible, hidden=hidden, rule=rule, ways=ways, unfinished=unfinished)


def _unfinished(tasks: "Sequence[Task]", person: "Person") -> str:
    """Return what keeps the person from finishing these tasks, or nothing."""
    for task in tasks:
        try:
            gate_of(task.kind).finish(task, person)
        except GateClosed as closed:
            return str(closed)
    return ""


def is_busy(person: "Person", *, beside: "Task") -> bool:
    """Whether the person works on another task than this one."""
    found: bool = type(beside).objects.in_progress_of(person).exclude(pk=beside.pk).exists()
    return found


def give(task: "Task", person: "Person | None", *, by: "Person") -> None:
    """Write who the task belongs to."""
    before, task.assignee = task.assignee_id, person
    task.save(update_fields=["assignee", "override_reason", "overridden_at"])
    given = TaskAssigned(
        person=person.name if person else "", person_id=person.pk if person else None, before_id=before
    )
    record(given, on=task, by=by)


def _ways(rule: str, *, may_override: bool, sees_all: bool) -> tuple[Instead, ...]:
    """Return what can be answered: nobody clears away what they cannot see, and who leads overrides for others."""
    ways = (Instead.PAUSE, Instead.FINISH, Instead.HAND) if sees_all else ()
    may_keep = {SecondStart.ASK: may_override, SecondStart.WARN: True, SecondStart.BLOCK: False}
    return (*ways, Instead.KEEP) if may_keep[SecondStart(rule)] else ways


def _keep_both(task: "Task", reason: str, *, by: "Person", at: datetime) -> None:
    task.override_reason, task.overridden_at = reason.strip()[:MOST_REASON], at
    task.save(update_fields=["override_reason", "overridden_at"])
    record(TaskOverridden(reason=task.override_reason), on=task, by=by)


def _clear_away(other: "Task", instead: Instead | None, choice: Choice, *, by: "Person", at: datetime) -> None:
    """Pause the task, finish it, or hand it over; with somebody who works already it waits for them."""
    if instead is Instead.FINISH:
        other.move_to(first_column(other.project, ColumnState.DONE), by=by, at=at)
        return
    to = _checked_receiver(other, choice.to) if instead is Instead.HAND else None
    if to is None or is_busy(to, beside=other):
        over = Choice(over=choice.over, reason=choice.reason)
        other.move_to(first_column(other.project, ColumnState.WAITING), by=by, at=at, choice=over)
    if to is not None:
        other.assign(to, by=by)


def _checked_receiver(task: "Task", person: "Person | None") -> "Person":
    if person is None:
        raise NotOfThisProject(_("Say who takes %(key)s over.") % {"key": task.key})
    if person.pk == task.assignee_id:
        raise NotOfThisProject(_("%(person)s has %(key)s already.") % {"person": person.name, "key": task.key})
    if not may_take(task.project).filter(pk=person.pk).exists():
        raise NotOfThisProject(
            _("%(person)s can take no tasks of %(project)s.") % {"person": person.name, "project": task.project.name}
        )
    return person
