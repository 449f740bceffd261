"""Remember in this process what was derived of a project, as long as its tasks stay as they are."""

import gc
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from itertools import count
from threading import Lock
from typing import Generic, TypeVar

from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from assay.accounts.time_zones import zone_named
from assay.insights.models import Keeping
from assay.projects.models import Project
from assay.projects.models.project import ProjectQuerySet

T = TypeVar("T")


@dataclass(frozen=True)
class Mark:
    """A project in the state that it has now: what was derived of an equal mark holds."""

    project_id: int
    key: str
    workspace_id: int
    time_zone: str
    stamp: int

    @property
    def zone(self) -> tzinfo:
        """The zone in which the days of the project's work are counted: that of its workspace."""
        return zone_named(self.time_zone) or timezone.get_current_timezone()


def marks_of(projects: Collection[int]) -> list[Mark]:
    """Return the marks of these projects in one query; those that never had a task have none."""
    names = ("project_id", "project__key", "project__workspace_id", "project__workspace__time_zone", "stamp")
    rows = Keeping.objects.filter(pk__in=projects).order_by("pk").values_list(*names)
    here = timezone.get_current_timezone_name()
    return [Mark(number, key, workspace, zone or here, stamp) for number, key, workspace, zone, stamp in rows]


def with_marks(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Let the query of the projects bring their marks too, so that `marks_in` asks nothing."""
    stamps = Keeping.objects.filter(pk=OuterRef("pk")).values("stamp")
    return projects.annotate(stamp_now=Subquery(stamps), zone_now=F("workspace__time_zone"))


def marks_in(projects: Collection[Project]) -> list[Mark]:
    """Return the marks of these projects: as `with_marks` brought them with each, else in one query."""
    if not all("stamp_now" in vars(project) for project in projects):
        return marks_of([project.pk for project in projects])
    here = timezone.get_current_timezone_name()
    known = [(one, vars(one)["zone_now"] or here, vars(one)["stamp_now"]) for one in projects]
    return [Mark(one.pk, one.key, one.workspace_id, zone, stamp) for one, zone, stamp in known if stamp is not None]


# A circle that lives while others are spared is frozen with them, a request for one; it goes when all are looked at.
LOOKED_AT_AGAIN = 32
_times = count(1)


def spare_collector() -> None:
    """Call it after much was derived: that lives long, so the collector need not walk over it again.

    What is garbage now goes first, and what became garbage since goes at every 32nd time: so nothing grows for ever.
    """
    if next(_times) % LOOKED_AT_AGAIN == 0:
        gc.unfreeze()
    gc.collect()
    gc.freeze()


class Remembered(Generic[T]):
    """What `derive` says of projects, asked only of those that changed since.

    `derive` gets all of them at once and answers by their numbers; `size` is how much room an answer takes of `most`,
    and the ones longest not asked for go first.
    """

    def __init__(self, *, most: int, size: Callable[[T], int] = lambda _one: 1) -> None:
        self._most, self._size = most, size
        self._known: OrderedDict[tuple[int, Hashable], tuple[Mark, T]] = OrderedDict()
        self._room = 0
        self._lock = Lock()

    def of(
        self, marks: Collection[Mark], derive: Callable[[Collection[Mark]], Mapping[int, T]], *, on: Hashable = None
    ) -> dict[int, T]:
        """Return the answer for each mark, in their order. `on` is what the answer hangs on besides, as the day."""
        found = self._found(marks, on)
        missing = [mark for mark in marks if mark.project_id not in found]
        if missing:
            made = derive(missing)
            self._keep(missing, made, on)
            found |= made
        return {mark.project_id: found[mark.project_id] for mark in marks}

    def _found(self, marks: Collection[Mark], on: Hashable) -> dict[int, T]:
        found: dict[int, T] = {}
        with self._lock:
            for mark in marks:
                known = self._known.get((mark.project_id, on))
                if known is not None and known[0] == mark:
                    self._known.move_to_end((mark.project_id, on))
                    found[mark.project_id] = known[1]
        return found

    def _keep(self, marks: Collection[Mark], made: Mapping[int, T], on: Hashable) -> None:
        with self._lock:
            for mark in marks:
                self._drop((mark.project_id, on))
                self._known[mark.project_id, on] = (mark, made[mark.project_id])
                self._room += self._size(made[mark.project_id])
            while self._room > self._most and len(self._known) > 1:
                self._drop(next(iter(self._known)))

    def _drop(self, key: tuple[int, Hashable]) -> None:
        before = self._known.pop(key, None)
        if before is not None:
            self._room -= self._size(before[1])
