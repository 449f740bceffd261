"""The inverse of each kind of change."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.changes import Change, taking_back
from assay.tasks.events import comments, parts, rules, shelves, splits
from assay.tasks.events import handoffs as offers
from assay.tasks.events import tasks as told
from assay.tasks.models import Attachment, ChecklistItem, Comment, Task, TaskLink
from assay.tasks.models.task.editing import facts_of
from assay.tasks.models.task.locking import lock
from assay.tasks.models.task.placing import Place
from assay.tasks.taking import may_take
from assay.tasks.undoing.overtaking import Overtaken, checked

Way = Callable[[Task, Any, Person], None]


class Gone(ValueError):
    """What the change was about is there no longer, so it cannot be as it was before."""


@transaction.atomic
def undo(task: Task, events: Sequence[Event], *, by: Person) -> None:
    """Take these events of the task back, the newest first: all of them or none.

    Raises `TooLate`, `Overtaken`, `Gone`, and what the verbs raise that change the task the other way.
    """
    lock(task, by, *others_in(events))
    for event in sorted(events, key=lambda event: -event.pk):
        change = checked(event, at=now())
        with taking_back(event.pk):
            _WAYS[type(change)](task, change, by)


def others_in(events: Iterable[Event]) -> Iterable[Person]:
    """Return who else is locked when these are taken back, before any project: who gets a task, and whose parts go."""
    changes = [event.happening for event in events]
    parts = [number for change in changes if isinstance(change, splits.SplitChange) for number in change.parts]
    before = [change.before_id for change in changes if isinstance(change, told.TaskAssigned) and change.before_id]
    if not (parts or before):
        return ()
    return Person.objects.filter(Q(tasks__in=parts) | Q(pk__in=before)).distinct()


def _move(task: Task, moved: told.TaskMoved, by: Person) -> None:
    if task.column_id != moved.column_id:
        raise Overtaken(None)
    column = task.project.columns.present().filter(pk=moved.before_id or 0).first()
    if column is None:
        raise Gone(_("The column %(column)s is there no longer.") % {"column": moved.before})
    above = column.tasks.filter(rank__lt=moved.rank_before).order_by("-rank").first()
    first = None if above else column.tasks.order_by("rank").first()
    place = Place(below=above, above=first, rank=moved.rank_before)
    task.move_to(column, by=by, place=place)


def _assign(task: Task, assigned: told.TaskAssigned, by: Person) -> None:
    if task.assignee_id != assigned.person_id:
        raise Overtaken(None)
    if assigned.before_id is None:
        return task.assign(None, by=by)
    person = may_take(task.project).filter(pk=assigned.before_id).first()
    if person is None:
        raise Gone(_("Who had the task before can take no tasks of this project any more."))
    return task.assign(person, by=by)


def _edit(task: Task, edited: told.TaskEdited, by: Person) -> None:
    before = {name: values[0] for name, values in edited.changes.items()}
    task.edit(replace(facts_of(task), **_as_facts(task, before)), version=task.version, by=by)


def _as_facts(task: Task, before: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that the plain values of the history stand for."""
    facts = dict(before)
    if "phase" in facts:
        facts["phase"] = task.project.phases.present().filter(name=facts["phase"]).first()
        if facts["phase"] is None:
            raise Gone(_("The phase %(phase)s is there no longer.") % {"phase": before["phase"]})
    if facts.get("estimate_days") is not None:
        facts["estimate_days"] = Decimal(facts["estimate_days"])
    if "labels" in facts:
        facts["labels"] = tuple(task.project.labels.filter(name__in=facts["labels"]))
    return facts


def _rejoin(task: Task, split: splits.TaskSplit, by: Person) -> None:
    task.rejoin(split.parts, _as_facts(task, dict(split.before())), by=by)


def _part_again(task: Task, rejoined: splits.TaskRejoined, by: Person) -> None:
    task.part_again(rejoined.parts, _as_facts(task, dict(rejoined.before())), by=by)


def _unblock(task: Task, blocked: rules.TaskBlocked, by: "Person") -> None:
    if blocked.before:
        task.block(blocked.before, by=by)
    else:
        task.unblock(by=by)


def _block(task: Task, unblocked: rules.TaskUnblocked, by: "Person") -> None:
    task.block(unblocked.reason, by=by, since=datetime.fromisoformat(unblocked.since))


def _unlink(task: Task, linked: parts.TaskLinked, by: Person) -> None:
    other = _other(linked, by)
    ends = {"task": task, "other": other} if linked.way == "out" else {"task": other, "other": task}
    link = TaskLink.objects.filter(kind=linked.link, **ends).first()
    if link is not None:
        task.unlink(link, by=by)


def _link(task: Task, unlinked: parts.TaskUnlinked, by: Person) -> None:
    other = _other(unlinked, by)
    start, end = (task, other) if unlinked.way == "out" else (other, task)
    start.link_to(end, as_=unlinked.link, by=by)


def _other(change: parts.LinkChange, by: Person) -> Task:
    other = Task.objects.visible_to(by).filter(pk=change.other).select_related("project").first()
    if other is None:
        raise Gone(_("The other task is there no longer, or not for you."))
    return other


def _check(task: Task, change: parts.CheckChange) -> ChecklistItem:
    item: ChecklistItem | None = task.checks.filter(pk=change.check).first()
    if item is None:
        raise Gone(_("This step of the check list is there no longer."))
    item.task = task
    return item


def _file(task: Task, change: parts.FileChange) -> Attachment:
    file: Attachment | None = task.attachments.filter(pk=change.attachment).first()
    if file is None:
        raise Gone(_("The file %(name)s is gone already.") % {"name": change.name})
    return file


def _comment(task: Task, change: comments.CommentChange) -> Comment:
    comment: Comment | None = task.comments.filter(pk=change.comment).first()
    if comment is None:
        raise Gone(_("This comment is there no longer."))
    comment.task = task
    return comment


_WAYS: dict[type[Change], Way] = {
    told.TaskMoved: _move,
    told.TaskAssigned: _assign,
    told.TaskEdited: _edit,
    told.TaskTurned: lambda task, change, by: task.turn_into(change.before, by=by),
    rules.TaskBlocked: _unblock,
    rules.TaskUnblocked: _block,
    shelves.TaskArchived: lambda task, _change, by: task.unarchive(by=by),
    shelves.TaskUnarchived: lambda task, _change, by: task.archive(by=by),
    shelves.TaskTrashed: lambda task, _change, by: task.restore(by=by),
    shelves.TaskRestored: lambda task, _change, by: task.trash(by=by),
    splits.TaskSplit: _rejoin,
    splits.TaskRejoined: _part_again,
    offers.HandoffOffered: lambda task, _change, by: task.handoff.withdraw(by=by),
    offers.HandoffWithdrawn: lambda task, _change, by: task.handoff.offer_again(task.handoff.to, by=by),
    parts.TaskLinked: _unlink,
    parts.TaskUnlinked: _link,
    parts.CheckAdded: lambda task, change, by: _check(task, change).remove(by=by),
    parts.CheckTicked: lambda task, change, by: _check(task, change).untick(by=by),
    parts.CheckUnticked: lambda task, change, by: _check(task, change).tick(by=by),
    parts.CheckEdited: lambda task, change, by: _check(task, change).rewrite(change.before, by=by),
    parts.CheckRemoved: lambda task, change, by: task.put_back_check(change, by=by),
    parts.FileAttached: lambda task, change, by: task.detach(_file(task, change), by=by),
    comments.CommentEdited: lambda task, change, by: _comment(task, change).rewrite(change.before, by=by),
    comments.CommentRemoved: lambda task, change, by: _comment(task, change).put_back(by=by),
    comments.CommentRestored: lambda task, change, by: _comment(task, change).remove(by=by),
    parts.FileDetached: lambda task, change, by: task.attach_again(_file(task, change), by=by),
}
