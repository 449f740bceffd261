"""The ways of tasks through their states: what every figure of flow is derived from, in the workspace's time zone."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any

from django.db import connection

from assay.insights.models import Stay as Kept
from assay.insights.remembering import Mark, Remembered, marks_of, spare_collector
from assay.kit.pages import address_of
from assay.pure.flow import ACTIVE, WAITING, Item, LeftOut, Stay
from assay.tasks.keys import written
from assay.tasks.models import Task
from assay.tasks.replaying import moment_of

IN_TRASH, UNFINISHED = "in the trash", "put into the archive unfinished"
# So many tasks of all projects are remembered: some 40 MB.
MOST_REMEMBERED = 50_000
_MANY = 2_000
# Plain SQL: a workspace has a hundred thousand of these rows.
_STAYS = f"""
    SELECT task_id, state, is_blocked, is_away, began_at, ended_at FROM {Kept._meta.db_table}
    WHERE project_id IN (%s) ORDER BY project_id, task_id, number
"""  # noqa: S608  our own table


@dataclass(frozen=True)
class Scope:
    """Whose work: of these projects, which the caller may see; if said only of one phase, person, kind of task."""

    projects: tuple[int, ...]
    phase: int | None = None
    person: int | None = None
    kind: str = ""

    @property
    def is_narrowed(self) -> bool:
        return self.phase is not None or self.person is not None or bool(self.kind)

    def holds(self, way: "Way") -> bool:
        return (
            (self.phase is None or way.phase_id == self.phase)
            and (self.person is None or way.assignee_id == self.person)
            and (not self.kind or way.kind == self.kind)
        )


@dataclass(frozen=True)
class Way:
    """One task with the way it took. Phase, person and kind are those of now."""

    pk: int
    key: str
    title: str
    kind: str
    project_id: int
    phase_id: int
    assignee_id: int | None
    item: Item

    @property
    def url(self) -> str:
        return address_of("tasks:task", self.key)


@dataclass(frozen=True)
class _Book:
    """All tasks of one project: those that count, and those that do not by the reason why."""

    ways: tuple[Way, ...]
    others: Mapping[str, tuple[Way, ...]]


_books: Remembered[_Book] = Remembered(most=MOST_REMEMBERED, size=lambda book: len(book.ways) + 1)


def ways_of(scope: Scope, *, since: date | None = None) -> list[Way]:
    """Return the tasks of the scope with their ways, by project and number of row; finished before `since` left out.

    What lies in the trash is no item, and neither is unfinished work in the archive: see `left_out_of`. One query
    while nothing changed, three more for those projects that did.
    """
    ways, _others = all_of(scope)
    return ways if since is None else [way for way in ways if _counts_since(way, since)]


def left_out_of(scope: Scope) -> list[LeftOut]:
    """Return which tasks of the scope are no items of flow, and why."""
    _ways, others = all_of(scope)
    return others


def all_of(scope: Scope) -> tuple[list[Way], list[LeftOut]]:
    """Return both, what `ways_of` and what `left_out_of` says, by the queries of one of them."""
    by_project, others = by_project_of(scope, marks_of(scope.projects))
    return [way for some in by_project.values() for way in some], others


def by_project_of(scope: Scope, marks: Collection[Mark]) -> tuple[Mapping[int, Sequence[Way]], list[LeftOut]]:
    """Return the same by project, in the state of these marks of the projects of the scope."""
    ways: dict[int, Sequence[Way]] = {}
    keys: dict[str, list[str]] = {}
    for number, book in _books.of(marks, _books_by_project).items():
        ways[number] = tuple(filter(scope.holds, book.ways)) if scope.is_narrowed else book.ways
        for reason, some in book.others.items():
            keys.setdefault(reason, []).extend(way.key for way in some if scope.holds(way))
    return ways, [LeftOut(reason, tuple(some)) for reason, some in keys.items() if some]


_begun: Remembered[date | None] = Remembered(most=5_000)


def begun_of(marks: Collection[Mark], ways: Mapping[int, Sequence[Way]], *, on: Hashable) -> list[date | None]:
    """Return for each mark the day its first task came; `ways` are those that are looked at, as `on` narrows them."""

    def derived(changed: Collection[Mark]) -> Mapping[int, date | None]:
        came = {mark.project_id: [way.item.created_at for way in ways[mark.project_id]] for mark in changed}
        return {number: min(moments).date() if moments else None for number, moments in came.items()}

    return list(_begun.of(marks, derived, on=on).values())


def _counts_since(way: Way, since: date) -> bool:
    finished = way.item.finished_at
    return finished is None or finished.date() >= since


def _books_by_project(marks: Collection[Mark]) -> Mapping[int, _Book]:
    stays, tasks = _stays_by_task(marks), defaultdict(list)
    names = ("project_id", "pk", "number", "kind", "title", "phase_id", "assignee_id", "archived_at", "trashed_at")
    rows = Task.objects.filter(project__in=[mark.project_id for mark in marks]).order_by("pk")
    for project_id, *facts in rows.values_list(*names):
        tasks[project_id].append(facts)
    found = {mark.project_id: _book(mark, tasks[mark.project_id], stays) for mark in marks}
    if sum(map(len, tasks.values())) > _MANY:
        spare_collector()
    return found


def _book(mark: Mark, tasks: Sequence[Sequence[Any]], stays: Mapping[int, Sequence[Any]]) -> _Book:
    zone, ways, others = mark.zone, [], defaultdict(list)
    for pk, number, kind, title, phase_id, assignee_id, archived_at, trashed_at in tasks:
        if pk not in stays:
            continue
        key = written(mark.key, kind, number)
        item = Item(key, tuple(_merged(stays[pk], zone)))
        way = Way(pk, key, title, kind, mark.project_id, phase_id, assignee_id, item)
        if trashed_at is not None:
            others[IN_TRASH].append(way)
        elif archived_at is not None and item.finished_at is None:
            others[UNFINISHED].append(way)
        else:
            ways.append(way)
    return _Book(tuple(ways), {reason: tuple(some) for reason, some in others.items()})


def _stays_by_task(marks: Collection[Mark]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_STAYS % ", ".join(["%s"] * len(marks)), [mark.project_id for mark in marks])
        for task_id, *row in cursor.fetchall():
            found[task_id].append(row)
    return found


def _merged(rows: Sequence[Sequence[Any]], zone: tzinfo) -> Iterator[Stay]:
    """Yield the stays as flow knows them: phases and columns of one state are one. What is put away only waits."""
    moment = _in(zone)
    state, is_blocked, since = "", False, None
    for told, blocked, away, began_at, _ended_at in rows:
        now = (WAITING if away and told == ACTIVE else told, bool(blocked))
        if now == (state, is_blocked):
            continue
        begins = moment(began_at)
        if since is not None:
            yield Stay(state, since, begins, is_blocked)
        (state, is_blocked), since = now, begins
    if since is not None:
        yield Stay(state, since, None, is_blocked)


def _in(zone: tzinfo) -> Callable[[Any], datetime]:
    return lambda value: moment_of(value).astimezone(zone)
