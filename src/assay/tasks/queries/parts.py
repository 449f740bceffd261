"""The parts of a task's page: its links, its check list, its files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from assay.accounts.models import Person
from assay.tasks.events.parts import words_of
from assay.tasks.models import Attachment, ChecklistItem, Handoff, LinkKind, Task, TaskLink
from assay.tasks.models.link import WAYS
from assay.tasks.models.task.model import TaskQuerySet

OFFERED = 12


@dataclass(frozen=True)
class LinkShown:
    """A link seen from one end; `other` is None for a task the reader may not see."""

    id: int
    kind: str
    way: str
    other: Task | None
    holds_up: bool

    @property
    def words(self) -> str:
        return words_of(self.kind, self.way)


@dataclass(frozen=True)
class Whole:
    """What a task was split into, itself among the parts; what was archived counts, what is in the trash does not."""

    parts: list[Task]

    @property
    def done(self) -> int:
        return sum(part.is_done for part in self.parts)

    @property
    def days(self) -> float:
        return _days(self.parts)

    @property
    def days_done(self) -> float:
        return _days(part for part in self.parts if part.is_done)

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1: in days where all parts have an estimate, else in parts."""
        if all(part.estimate_days for part in self.parts):
            return self.days_done / self.days
        return self.done / len(self.parts)


@dataclass(frozen=True)
class Parts:
    task: Task
    whole: Whole | None
    links: list[LinkShown]
    checks: list[ChecklistItem]
    files: list[Attachment]
    can_change: bool

    @property
    def ways(self) -> list[tuple[str, Any]]:
        """What can be said of another task, as a form's choices."""
        return WAYS

    @property
    def checks_done(self) -> int:
        return sum(item.is_done for item in self.checks)

    @property
    def is_blocked(self) -> bool:
        return not self.task.is_done and any(link.holds_up for link in self.links)


def noting_parts(tasks: TaskQuerySet) -> TaskQuerySet:
    """Note on each task which parts it has: most have few, and what is not there need not be asked for."""
    task = OuterRef("pk")
    return tasks.annotate(
        has_parts=Exists(Task.objects.filter(part_of=task)),
        has_links=Exists(TaskLink.objects.filter(Q(task=task) | Q(other=task))),
        has_checks=Exists(ChecklistItem.objects.filter(task=task)),
        has_handoff=Exists(Handoff.objects.filter(task=task)),
        has_files=Exists(Attachment.objects.present().filter(task=task)),
    )


def parts_of(task: Task, reader: Person) -> Parts:
    """Return links, check list and files of a task that was just read, in four queries at most."""
    checks = task.checks.in_order().select_related("done_by")
    files = task.attachments.present().select_related("created_by").order_by("pk")
    return Parts(
        task=task,
        whole=whole_of(task),
        links=links_of(task, reader) if getattr(task, "has_links", True) else [],
        checks=list(checks) if getattr(task, "has_checks", True) else [],
        files=list(files) if getattr(task, "has_files", True) else [],
        can_change=task.can_be_changed_by(reader),
    )


def whole_of(task: Task) -> Whole | None:
    """Return what the task belongs to if it was split, or is a part; None when no other part is left."""
    if task.part_of_id is None and not getattr(task, "has_parts", True):
        return None
    parts = task.whole()
    return Whole(parts) if len(parts) > 1 else None


def _days(parts: Iterable[Task]) -> float:
    return float(sum(part.estimate_days or 0 for part in parts))


def links_of(task: Task, reader: Person) -> list[LinkShown]:
    """Return the links of a task from both ends, blockers first."""
    visible = TaskLink.objects.visible_to(reader).filter(pk=OuterRef("pk"))
    links = TaskLink.objects.filter(Q(task=task) | Q(other=task)).annotate(is_seen=Exists(visible))
    ends = [f"{end}__{fact}" for end in ("task", "other") for fact in ("project", "column", "assignee")]
    shown = [_shown(link, task) for link in links.select_related(*ends).order_by("pk")]
    return sorted(shown, key=lambda link: (link.kind, link.way) != (LinkKind.BLOCKS, "in"))


def _shown(link: TaskLink, task: Task) -> LinkShown:
    way = "out" if link.task_id == task.pk else "in"
    other = link.other if way == "out" else link.task
    is_seen: bool = link.is_seen  # type: ignore[attr-defined]
    is_waited_for = other.is_at_hand and not other.is_done
    return LinkShown(
        id=link.pk,
        kind=link.kind,
        way=way,
        other=other if is_seen else None,
        holds_up=(link.kind, way) == (LinkKind.BLOCKS, "in") and is_waited_for,
    )


def offered(task: Task, reader: Person, words: str) -> list[Task]:
    """Return tasks whose key or title fits what somebody types; those of the same project first."""
    tasks = Task.objects.visible_to(reader).at_hand().exclude(pk=task.pk).select_related("project")
    for word in words.split()[:5]:
        tasks = tasks.filter(_fits(word))
    found = list(tasks.order_by("-pk")[: 4 * OFFERED])
    return sorted(found, key=lambda one: one.project_id != task.project_id)[:OFFERED]


def _fits(word: str) -> Q:
    project, _dash, rest = word.rpartition("-")
    number = rest.lstrip("0")
    named = Q(title__icontains=word) | Q(project__key__istartswith=word)
    if number.isascii() and number.isdigit() and len(number) < 9:
        key = Q(project__key__iexact=project.partition("-")[0]) if project else Q()
        named |= key & Q(number=int(number))
    return named
