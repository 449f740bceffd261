"""How a task is said to be blocked, why and since when; in progress it counts all the same."""

from datetime import datetime
from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.tasks.events.rules import TaskBlocked, TaskUnblocked
from assay.tasks.models.task.choosing import MOST_REASON
from assay.tasks.models.task.locking import lock

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task


class CannotBlock(ValueError):
    """The task is done, or nobody said what it waits for."""


class Blocking:
    """Verbs of what holds a task up. A task that waits for an open task says so by a link instead.

    They lock what a move locks: finishing lifts it, so neither may pass the other.
    """

    @transaction.atomic
    def block(self, reason: str, *, by: "Person", since: datetime | None = None) -> None:
        """Say what the task waits for; another reason keeps the moment since when, the same one is no change.

        Raises `CannotBlock` without a reason or for a task that is done, and `PutAway`.
        """
        task, reason = cast("Task", self), reason.strip()[:MOST_REASON]
        lock(task, by)
        task.check_at_hand()
        if not reason:
            raise CannotBlock(_("Say what the task waits for, so that somebody can help."))
        if task.is_done:
            raise CannotBlock(_("%(key)s is done. Move it back first.") % {"key": task.key})
        before = task.blocked_reason
        if reason != before:
            _write(task, reason, since or task.blocked_at or now())
            record(TaskBlocked(reason=reason, before=before), on=task, by=by)

    @transaction.atomic
    def unblock(self, *, by: "Person") -> None:
        """Say that nothing holds the task up any more; one that is not blocked is no change. Raises `PutAway`."""
        task = cast("Task", self)
        lock(task, by)
        task.check_at_hand()
        lift(task, by=by)


def lift(task: "Task", *, by: "Person") -> None:
    """Write that the task is no longer blocked, if it was; the caller locked it."""
    if task.blocked_at is not None:
        told = TaskUnblocked(reason=task.blocked_reason, since=task.blocked_at.isoformat())
        _write(task, "", None)
        record(told, on=task, by=by)


def _write(task: "Task", reason: str, at: datetime | None) -> None:
    task.blocked_reason, task.blocked_at = reason, at
    task.save(update_fields=["blocked_reason", "blocked_at"])
