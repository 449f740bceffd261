"""When each phase was worked on, as the history of its tasks tells it. What a visit is: `assay.pure.visits`."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
from django.db import connection
from django.db.models import Count, Max, Min, Q

from assay.accounts.calendars import calendar_of
from assay.activity.models import Event
from assay.kit.clock import now
from assay.projects.models import ColumnState, Phase, Project
from assay.projects.phase_times import PhaseWork, Works
from assay.pure.visits import Days, PhaseTimes, Span
from assay.pure.visits import phase_times as times_of
from assay.tasks.models import Task

_AWAY = {"task.archived": 1, "task.unarchived": -1, "task.trashed": 2, "task.restored": -2}
_KINDS = ("task.created", "task.moved", "task.assigned", "task.edited", *_AWAY)
# Plain SQL, and of the data only what is needed: a long history is read whole for each look at a project.
_HISTORY = f"""
    SELECT id, subject_id, kind, CAST(data AS text), at FROM {Event._meta.db_table}
    WHERE project_id = %s AND subject_kind = 'task' AND kind IN ({", ".join(["%s"] * len(_KINDS))}) ORDER BY id
"""  # noqa: S608  our own table
_BUSY = Q(column__state=ColumnState.ACTIVE, archived_at=None)


def phase_times(project: Project, *, at: datetime | None = None) -> Mapping[int, PhaseTimes]:
    """Return by phase its visits, days, people and tasks; a phase in which nobody worked is missing.

    Derived from the history alone, in three queries however long it is. The caller checked who may see the project.
    """
    spans = spans_of(project)
    return times_of(spans, now=at or now(), days=days_of(project.workspace_id)) if spans else {}


def works_of(projects: Collection[int]) -> Works:
    """Return roughly what was done in each phase of several projects, from their tasks alone, in one query.

    Lists show no more. The caller checked who may see the projects.
    """
    rows = (
        Task.objects.filter(project__in=projects, started_at__isnull=False, trashed_at=None)
        .values_list("project_id", "phase_id")
        .annotate(busy=Count("pk", filter=_BUSY), since=Min("started_at"), until=Max("finished_at"))
    )
    found: dict[int, dict[int, PhaseWork]] = defaultdict(dict)
    for project_id, phase_id, busy, since, until in rows:
        found[project_id][phase_id] = PhaseWork(busy=busy, since=since, until=until)
    return found


def spans_of(project: Project) -> list[Span]:
    """Return every time in which a task of the project was worked on: at hand, in an active column.

    What was taken back never happened. A task that changes its phase or person counts for the new one from then on;
    one that was put away counts until then, and one that was erased not at all, as its history went with it.
    """
    history = _history(project.pk)
    undone = _undone(history)
    phases = _PhaseNames(project.pk)
    replays: dict[str, _Replay] = {}
    for number, task, kind, told, moment in history:
        if number not in undone:
            if task not in replays:
                replays[task] = _Replay(int(task))
            replays[task].take(kind, told, moment, phases)
    return [span for replay in replays.values() for span in replay.ended()]


class _Changes(msgspec.Struct):
    phase: tuple[str, str] | None = None


class _Told(msgspec.Struct):
    """What the events say that matters here; each kind of event has some of it."""

    state: str = ""
    assignee_id: int | None = None
    person_id: int | None = None
    phase: str = ""
    phase_id: int | None = None
    changes: _Changes | None = None
    undoes: int | None = None


_Row = tuple[int, str, str, _Told, Any]


def _history(project_id: int) -> list[_Row]:
    decode = msgspec.json.Decoder(_Told).decode
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY, [project_id, *_KINDS])
        return [(number, task, kind, decode(data), at) for number, task, kind, data, at in cursor.fetchall()]


def _moment(value: Any) -> datetime:
    """Read a moment as the database hands it over: SQLite as text without a zone."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _undone(history: Sequence[_Row]) -> set[int]:
    """Return the events that were taken back for good: by one that was not taken back itself."""
    undone: set[int] = set()
    for number, _task, _kind, told, _at in reversed(history):
        if told.undoes is not None and number not in undone:
            undone.add(told.undoes)
    return undone


@dataclass
class _Replay:
    """One task as its history goes on. Moments never run backwards, even where a clock did."""

    task: int
    phase: int | None = None
    person: int | None = None
    is_active: bool = False
    away: int = 0
    spans: list[Span] = field(default_factory=list)
    current: tuple[int, int | None] | None = None
    since: datetime | None = None

    def take(self, kind: str, told: _Told, at: Any, phases: "_PhaseNames") -> None:
        if kind == "task.moved":
            self.is_active = told.state == ColumnState.ACTIVE
        elif kind == "task.assigned":
            self.person = told.person_id
        elif kind == "task.edited":
            if told.changes and told.changes.phase:
                self.phase = phases.number(told.phase_id, told.changes.phase[1])
        elif kind == "task.created":
            self.phase, self.person = phases.number(told.phase_id, told.phase), told.assignee_id
        else:
            self.away = _put_away(self.away, _AWAY[kind])
        self._follow(at)

    def ended(self) -> list[Span]:
        """Return all spans; what goes on has no end."""
        if self.current is None or self.since is None:
            return self.spans
        phase, person = self.current
        return [*self.spans, Span(phase, self.task, person, self.since, None)]

    def _follow(self, at: Any) -> None:
        is_worked_on = self.is_active and not self.away
        wanted = (self.phase, self.person) if is_worked_on and self.phase is not None else None
        if wanted == self.current:
            return
        moment = _moment(at)
        moment = max(moment, self.since) if self.since else moment
        if self.current is not None and self.since is not None:
            self.spans.append(Span(self.current[0], self.task, self.current[1], self.since, moment))
        self.current, self.since = wanted, moment


def _put_away(before: int, change: int) -> int:
    """Return where the task is put: 1 in the archive, 2 in the trash, 3 in the trash but archived before."""
    return before | change if change > 0 else before & ~-change


class _PhaseNames:
    """The numbers of phases by the names they had. Events say the number themselves; those of old only the name."""

    def __init__(self, project_id: int) -> None:
        self._project = project_id
        self._known: dict[str, int] | None = None

    def number(self, told: int | None, name: str) -> int | None:
        if told is not None:
            return told
        if self._known is None:
            self._known = self._read()
        return self._known.get(name)

    def _read(self) -> dict[str, int]:
        """Read the names of now, of two equal ones the present one, then follow each old name to its phase."""
        rows = Phase.objects.filter(project=self._project).values_list("retired_at", "pk", "name")
        found = {name: pk for retired_at, pk, name in sorted(rows, key=lambda row: (row[0] is None, row[1]))}
        for before, after in reversed(list(self._renamed())):
            if after in found:
                found.setdefault(before, found[after])
        return found

    def _renamed(self) -> Iterator[tuple[str, str]]:
        edited = Event.objects.of_project(self._project).filter(kind="phase.edited").order_by("pk")
        for changes in edited.values_list("data__changes", flat=True):
            if "name" in changes:
                yield changes["name"][0], changes["name"][1]


def days_of(workspace_id: int) -> Days:
    """Return the working days of the workspace."""
    calendar = calendar_of(None, workspace_id=workspace_id)
    return Days(
        day_of=calendar.day_of,
        is_working=lambda day: day.weekday() not in calendar.weekend and day not in calendar.holidays,
    )
