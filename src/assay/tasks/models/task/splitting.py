"""How a task that is too long becomes several. The task itself goes on as the first part (decision 20)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assay.activity.recording import record
from assay.kit.clock import now
from assay.projects.models import ColumnState, Project
from assay.pure.splitting import MOST_PARTS
from assay.tasks.events.splits import TaskRejoined, TaskSplit
from assay.tasks.keys import TaskKind
from assay.tasks.models.task.creating import checked_estimate, plain_days
from assay.tasks.models.task.locking import lock
from assay.tasks.models.task.placing import Place, put

if TYPE_CHECKING:
    from assay.accounts.models import Person
    from assay.tasks.models.task.editing import TaskFacts
    from assay.tasks.models.task.model import Task


class SplitRefused(ValueError):
    """The task cannot be split so, or the split cannot be taken back."""


@dataclass(frozen=True)
class Part:
    """One part of what a task is split into."""

    title: str
    estimate_days: Decimal | None


class Splitting:
    """Verbs of a split."""

    @classmethod
    @transaction.atomic
    def create_parts(cls, project: Project, parts: Sequence[Part], *, by: "Person", **facts: Any) -> list["Task"]:
        """Make a task for each part; the first has all of the `facts` that `create` takes. Raises what both raise."""
        task = cast("type[Task]", cls).create(project, by=by, **facts)
        return [task, *task.split(parts, by=by)]

    @transaction.atomic
    def edit_and_split(self, facts: "TaskFacts", parts: Sequence[Part], *, version: int, by: "Person") -> list["Task"]:
        """Give the task these facts, then split it if there are parts. Raises what both raise."""
        task = cast("Task", self)
        if parts:
            lock(task, by)  # people and project come before the task, which `edit` holds
        task.edit(facts, version=version, by=by)
        return task.split(parts, by=by) if parts else []

    @transaction.atomic
    def split(self, parts: Sequence[Part], *, by: "Person") -> list["Task"]:
        """Keep the first part in this task, make a task of each further one, and return those.

        They lie below it in the first queue, with its phase, person, discipline and labels. What is split off an
        experiment is a plain task, as the plan stays here. Raises `SplitRefused`, `TooLong`, `PutAway`.
        """
        task = cast("Task", self)
        lock(task, by)
        task.check_at_hand()
        _check(task, parts)
        first, *rest = parts
        made = [_split_off(task, part, by=by) for part in rest]
        _place_below(task, made)
        _conclude(TaskSplit, task, made, {"title": first.title, "estimate_days": first.estimate_days}, by=by)
        return made

    @transaction.atomic
    def rejoin(self, parts: Iterable[int], facts: Mapping[str, Any], *, by: "Person") -> None:
        """Take a split back: its parts go into the trash, the task gets these facts. The caller locked all of them.

        Refused once a part was started. Raises `SplitRefused`, `PutAway`.
        """
        task = cast("Task", self)
        task.check_at_hand()
        found = _present(task, parts)
        begun = [one.key for one in found if one.started_at is not None]
        if begun:
            raise SplitRefused(
                _("Work on %(keys)s has begun. Move or trash the parts by hand.") % {"keys": ", ".join(begun)}
            )
        for one in found:
            one.trash(by=by)
        _conclude(TaskRejoined, task, found, facts, by=by)

    @transaction.atomic
    def part_again(self, parts: Iterable[int], facts: Mapping[str, Any], *, by: "Person") -> None:
        """Take back that a split was taken back: its parts leave the trash. The caller locked all of them.

        Raises `SplitRefused`, `PutAway`.
        """
        task = cast("Task", self)
        task.check_at_hand()
        found = list(_of(task, parts).in_trash())
        if not found:
            raise SplitRefused(_("The parts are there no longer. Split the task again."))
        for one in found:
            one.restore(by=by)
        _conclude(TaskSplit, task, found, facts, by=by)

    def whole(self) -> list["Task"]:
        """Return all parts of what this task belongs to, itself among them; just itself if it was never split."""
        task = cast("Task", self)
        first = task.part_of_id or task.pk
        family = type(task).objects.filter(Q(pk=first) | Q(part_of=first), trashed_at=None)
        return list(family.select_related("project", "column", "assignee").order_by("number"))

    def pass_on_parts(self) -> None:
        """Let the next part take this one's place as the first of them; for a task that is about to be erased."""
        task = cast("Task", self)
        heir = task.parts.order_by("number").first()
        if heir is not None:
            task.parts.exclude(pk=heir.pk).update(part_of=heir)
            task.parts.filter(pk=heir.pk).update(part_of=None)


def _check(task: "Task", parts: Sequence[Part]) -> None:
    if task.is_done:
        raise SplitRefused(_("%(key)s is done. Make a new task of what is left.") % {"key": task.key})
    if len(parts) < 2:
        raise SplitRefused(_("Split it into two parts or more."))
    if len(parts) + len(task.whole()) - 1 > MOST_PARTS:
        raise SplitRefused(
            _("That makes more than %(most)d parts. Work of this size is a project.") % {"most": MOST_PARTS}
        )
    for part in parts:
        checked_estimate(part.estimate_days)


def _split_off(task: "Task", part: Part, *, by: "Person") -> "Task":
    return type(task).create(
        task.project,
        title=part.title,
        by=by,
        kind=TaskKind.TASK if task.is_experiment else task.kind,
        phase=task.phase,
        assignee=task.assignee,
        estimate_days=part.estimate_days,
        discipline=task.discipline,
        nature=task.nature,
        labels=task.labels.all(),
        part_of=task.part_of or task,
    )


def _place_below(task: "Task", parts: Iterable["Task"]) -> None:
    """Put the parts right below the task, if it waits in the queue that they lie in."""
    above = task
    for part in parts:
        if task.column.state == ColumnState.QUEUE and part.column_id == task.column_id:
            put(part, part.column, Place(below=above), at=now())
        above = part


def _conclude(
    told: type[TaskSplit] | type[TaskRejoined],
    task: "Task",
    parts: Sequence["Task"],
    facts: Mapping[str, Any],
    *,
    by: "Person",
) -> None:
    """Give the task its facts, and tell of both in one event."""
    changes = _take_facts(task, facts)
    record(told(parts=[one.pk for one in parts], keys=[one.key for one in parts], changes=changes), on=task, by=by)


def _take_facts(task: "Task", facts: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Give the task its new title and estimate; return what changed, as plain values for the history."""
    changes = {
        name: [_plain(getattr(task, name)), _plain(value)]
        for name, value in facts.items()
        if getattr(task, name) != value
    }
    for name, value in facts.items():
        setattr(task, name, value)
    if changes:
        task.version += 1
        task.save(update_fields=[*facts, "version"])
    return changes


def _plain(value: Any) -> Any:
    return plain_days(value) if isinstance(value, Decimal) else value


def _of(task: "Task", parts: Iterable[int]) -> Any:
    return type(task).objects.filter(pk__in=list(parts)).select_related("project", "column", "assignee").order_by("pk")


def _present(task: "Task", parts: Iterable[int]) -> list["Task"]:
    return [one for one in _of(task, parts) if one.trashed_at is None]
