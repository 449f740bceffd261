"""When each phase was worked on, as the history of its tasks tells it. What a visit is: `assay.pure.visits`."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, Q

from assay.accounts.calendars import calendar_of
from assay.kit.clock import now
from assay.projects.models import ColumnState, Project
from assay.projects.phase_times import PhaseWork, Works
from assay.pure.visits import Days, PhaseTimes, Span
from assay.pure.visits import phase_times as times_of
from assay.tasks.models import Task
from assay.tasks.replaying import AWAY, PhaseNames, Told, history_of_project, moment_of, put_away, undone_in

_KINDS = ("task.created", "task.moved", "task.assigned", "task.edited", *AWAY)
_BUSY = Q(column__state=ColumnState.ACTIVE, archived_at=None)
_LEFT = Q(archived_at=None) & ~Q(column__state=ColumnState.DONE)


def phase_times(project: Project, *, at: datetime | None = None) -> Mapping[int, PhaseTimes]:
    """Return by phase its visits, days, people and tasks, and what is open; one in which nobody worked is missing.

    Derived from the history alone, in three queries however long it is. The caller checked who may see the project.
    """
    replays = _replays(project)
    spans = _spans(replays)
    if not spans:
        return {}
    left = Counter(replay.phase for replay in replays if replay.is_open)
    times = times_of(spans, now=at or now(), days=days_of(project.workspace_id))
    return {phase: replace(one, left=left[phase]) for phase, one in times.items()}


def works_of(projects: Collection[int]) -> Works:
    """Return roughly what was done in each phase of several projects, from their tasks alone, in one query.

    Lists show no more. The caller checked who may see the projects.
    """
    rows = (
        Task.objects.filter(project__in=projects, trashed_at=None)
        .values_list("project_id", "phase_id")
        .annotate(busy=Count("pk", filter=_BUSY), since=Min("started_at"), until=Max("finished_at"))
        .annotate(left=Count("pk", filter=_LEFT))
        .filter(since__isnull=False)
    )
    found: dict[int, dict[int, PhaseWork]] = defaultdict(dict)
    for project_id, phase_id, busy, since, until, left in rows:
        found[project_id][phase_id] = PhaseWork(busy=busy, since=since, until=until, left=left)
    return found


def spans_of(project: Project) -> list[Span]:
    """Return every time in which a task of the project was worked on: at hand, in an active column.

    What was taken back never happened. A task that changes its phase or person counts for the new one from then on;
    one that was put away counts until then, and one that was erased not at all, as its history went with it.
    """
    return _spans(_replays(project))


def _spans(replays: Iterable["_Replay"]) -> list[Span]:
    return [span for replay in replays for span in replay.ended()]


def _replays(project: Project) -> Collection["_Replay"]:
    history = history_of_project(project.pk, _KINDS)
    undone = undone_in(history)
    phases = PhaseNames(project.pk)
    replays: dict[str, _Replay] = {}
    for number, task, kind, told, moment in history:
        if number not in undone:
            if task not in replays:
                replays[task] = _Replay(int(task))
            replays[task].take(kind, told, moment, phases)
    return replays.values()


@dataclass
class _Replay:
    """One task as its history goes on. Moments never run backwards, even where a clock did."""

    task: int
    phase: int | None = None
    person: int | None = None
    state: str = ""
    away: int = 0
    spans: list[Span] = field(default_factory=list)
    current: tuple[int, int | None] | None = None
    since: datetime | None = None

    def take(self, kind: str, told: Told, at: Any, phases: PhaseNames) -> None:
        if kind == "task.moved":
            self.state = told.state
        elif kind == "task.assigned":
            self.person = told.person_id
        elif kind == "task.edited":
            if told.changes and told.changes.phase:
                self.phase = phases.number(told.phase_id, told.changes.phase[1])
        elif kind == "task.created":
            self.phase, self.person = phases.number(told.phase_id, told.phase), told.assignee_id
        else:
            self.away = put_away(self.away, kind)
        self._follow(at)

    @property
    def is_open(self) -> bool:
        return self.state != ColumnState.DONE and not self.away

    def ended(self) -> list[Span]:
        """Return all spans; what goes on has no end."""
        if self.current is None or self.since is None:
            return self.spans
        phase, person = self.current
        return [*self.spans, Span(phase, self.task, person, self.since, None)]

    def _follow(self, at: Any) -> None:
        is_worked_on = self.state == ColumnState.ACTIVE and not self.away
        wanted = (self.phase, self.person) if is_worked_on and self.phase is not None else None
        if wanted == self.current:
            return
        moment = moment_of(at)
        moment = max(moment, self.since) if self.since else moment
        if self.current is not None and self.since is not None:
            self.spans.append(Span(self.current[0], self.task, self.current[1], self.since, moment))
        self.current, self.since = wanted, moment


def days_of(workspace_id: int) -> Days:
    """Return the working days of the workspace."""
    calendar = calendar_of(None, workspace_id=workspace_id)
    return Days(
        day_of=calendar.day_of,
        is_working=lambda day: day.weekday() not in calendar.weekend and day not in calendar.holidays,
    )
