"""How tasks are linked to others."""

from typing import TYPE_CHECKING, cast

from django.db import transaction
from django.utils.translation import gettext as _

from assay.accounts.models import Workspace
from assay.activity.recording import record
from assay.kit.clock import now
from assay.tasks.events.parts import TaskLinked, TaskUnlinked
from assay.tasks.models.link import LinkKind, TaskLink

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.model import Task


class LinkRefused(ValueError):
    """A link that would say nothing: to itself, twice, or in a circle."""


class Linking:
    """Verbs of links. Both tasks get the event in their history."""

    @transaction.atomic
    def link_to(self, other: "Task", *, as_: str, by: "Person") -> TaskLink:
        """Say that this task blocks, relates to, follows from or hands over to `other`.

        The caller has checked that the person may see both. Raises `LinkRefused`, `PutAway`.
        """
        task, kind = cast("Task", self), LinkKind(as_)
        _lock(task, other)
        task.check_at_hand()
        other.check_not_trashed()
        _check(task, other, kind)
        link = TaskLink.objects.create(task=task, other=other, kind=kind, created_at=now(), created_by=by)
        record(TaskLinked(link=kind.value, way="out", other=other.pk), on=task, by=by)
        record(TaskLinked(link=kind.value, way="in", other=task.pk), on=other, by=by)
        return link

    @transaction.atomic
    def unlink(self, link: TaskLink, *, by: "Person") -> None:
        """Remove a link of this task, whichever end it is. One that is gone already is no change."""
        task = cast("Task", self)
        _lock(link.task, link.other)
        task.refresh_from_db(fields=["archived_at", "trashed_at"])
        task.check_at_hand()
        gone, _rows = TaskLink.objects.filter(pk=link.pk).delete()
        if gone:
            record(TaskUnlinked(link=link.kind, way="out", other=link.other_id), on=link.task, by=by)
            record(TaskUnlinked(link=link.kind, way="in", other=link.task_id), on=link.other, by=by)


def _lock(task: "Task", other: "Task") -> None:
    """Hold the workspace: two links that close a circle together must not pass each other."""
    if task.project.workspace_id != other.project.workspace_id:
        raise LinkRefused(_("That task belongs to another workspace."))
    list(Workspace.objects.filter(pk=task.project.workspace_id).select_for_update(no_key=True))
    for one in (task, other):
        one.refresh_from_db(fields=["archived_at", "trashed_at"])


def _check(task: "Task", other: "Task", kind: LinkKind) -> None:
    if task.pk == other.pk:
        raise LinkRefused(_("A task cannot be linked to itself."))
    links = TaskLink.objects.filter(kind=kind)
    there, back = links.filter(task=task, other=other), links.filter(task=other, other=task)
    if there.exists() or (kind is LinkKind.RELATES and back.exists()):
        raise LinkRefused(_("%(task)s and %(other)s are linked this way already.") % _keys(task, other))
    if kind is LinkKind.BLOCKS and _leads_to(other, task):
        raise LinkRefused(
            _("%(other)s blocks %(task)s already, itself or by way of others: each would wait for the other.")
            % _keys(task, other)
        )
    if kind is not LinkKind.RELATES and back.exists():
        raise LinkRefused(_("%(other)s and %(task)s are linked the other way round already.") % _keys(task, other))


def _leads_to(start: "Task", goal: "Task") -> bool:
    """Whether `start` blocks `goal`, at once or by way of others; one query for each step away."""
    seen: set[int] = set()
    edge = {start.pk}
    while edge:
        if goal.pk in edge:
            return True
        seen |= edge
        further = TaskLink.objects.filter(kind=LinkKind.BLOCKS, task__in=edge)
        edge = set(further.values_list("other_id", flat=True)) - seen
    return False


def _keys(task: "Task", other: "Task") -> dict[str, str]:
    return {"task": task.key, "other": other.key}
