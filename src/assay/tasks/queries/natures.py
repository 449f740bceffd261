"""How far exploration and delivery are, each by its own measure: time that is used, and work that is left."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, Count, F, Q, Sum, When

from assay.accounts.calendars import calendar_of
from assay.activity.models import Event
from assay.kit.clock import now
from assay.projects.models import ColumnState, Phase, PlannedPhase, Project
from assay.projects.phase_kinds import Nature
from assay.projects.phase_times import lasted_here, phase_times
from assay.projects.planning import WeekRange
from assay.pure.visits import PhaseTimes
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.tasks.timeboxes import RunningTimebox, timeboxes_of

_WEEK = 5  # working days
_DONE = Q(column__state=ColumnState.DONE)
_OPEN = ~_DONE & Q(archived_at=None)


@dataclass(frozen=True)
class Exploring:
    """A phase of exploration that work is in. `agreed` are the working days it got, None where nobody said.

    `is_planned` tells days of the plan from usual ones.
    """

    phase: Phase
    used: int
    agreed: Decimal | None
    is_planned: bool
    timeboxes: list[RunningTimebox] = field(default_factory=list)

    @property
    def left(self) -> Decimal | None:
        return None if self.agreed is None else self.agreed - self.used


@dataclass(frozen=True)
class Scope:
    """What there is to deliver in a phase: tasks and the days of their estimates; `guesses` have no estimate."""

    phase: Phase
    open: int
    days: Decimal
    guesses: int
    done: int
    added: int
    added_days: Decimal

    @property
    def all(self) -> int:
        return self.open + self.done


@dataclass(frozen=True)
class Natures:
    """`agreed_at` is when the plan was agreed, since when what is added counts as growth."""

    exploring: list[Exploring]
    scopes: list[Scope]
    agreed_at: datetime | None


def natures_of(project: Project, *, phase: Phase | None = None, at: datetime | None = None) -> Natures:
    """Return how far both are, in the whole project or one phase. The caller checked who may see the project."""
    phases = [phase] if phase else list(project.phases.present().in_order())
    planned = _Planned.of(project)
    counted = _counted(project, since=planned.agreed_at)
    exploring = _exploring(project, phases, counted, planned.weeks, at or now())
    scopes = [_scope(one, counted[one.pk, Nature.DELIVERY]) for one in phases]
    return Natures(exploring, [one for one in scopes if one.open], planned.agreed_at)


@dataclass(frozen=True)
class _Planned:
    """What the plan in force says, and when it was agreed: one query."""

    agreed_at: datetime | None
    weeks: Mapping[int, WeekRange]

    @classmethod
    def of(cls, project: Project) -> "_Planned":
        lines = PlannedPhase.objects.filter(plan__in=project.plans.in_force())
        rows = list(lines.values_list("phase", "weeks_low", "weeks_high", "plan__agreed_at"))
        weeks = {phase: WeekRange(low, high) for phase, low, high, _at in rows if low is not None}
        return cls(agreed_at=rows[0][3] if rows else None, weeks=weeks)


Counted = Mapping[tuple[int, str], Mapping[str, Any]]


def _counted(project: Project, *, since: datetime | None) -> Counted:
    """Count the tasks of each phase by what they are, in one query."""
    is_new = Q(created_at__gt=since) if since else Q(pk__in=[])
    rows: Any = (
        Task.objects.filter(project=project, trashed_at=None)
        .annotate(planned=Case(When(nature="", then=F("phase__nature")), default=F("nature")))
        .order_by()
        .values("phase_id", "planned")
        .annotate(
            open=Count("pk", filter=_OPEN),
            days=Sum("estimate_days", filter=_OPEN),
            guesses=Count("pk", filter=_OPEN & Q(estimate_days=None)),
            done=Count("pk", filter=_DONE),
            boxes=Count("pk", filter=_OPEN & Q(kind=TaskKind.EXPERIMENT, started_at__isnull=False)),
            added=Count("pk", filter=is_new & (_OPEN | _DONE)),
            added_days=Sum("estimate_days", filter=is_new & (_OPEN | _DONE)),
        )
    )
    found: dict[tuple[int, str], Mapping[str, Any]] = defaultdict(dict)
    found.update({(row["phase_id"], row["planned"]): row for row in rows})
    return found


def _scope(phase: Phase, row: Mapping[str, Any]) -> Scope:
    return Scope(
        phase=phase,
        open=row.get("open", 0),
        days=row.get("days") or Decimal(0),
        guesses=row.get("guesses", 0),
        done=row.get("done", 0),
        added=row.get("added", 0),
        added_days=row.get("added_days") or Decimal(0),
    )


def _exploring(
    project: Project, phases: list[Phase], counted: Counted, weeks: Mapping[int, WeekRange], at: datetime
) -> list[Exploring]:
    """The phases of exploration that were begun and have something open."""
    open_ones = [phase for phase in phases if counted[phase.pk, Nature.EXPLORATION].get("open")]
    if not open_ones:
        return []
    times = phase_times(project)
    has_boxes = any(counted[phase.pk, Nature.EXPLORATION]["boxes"] for phase in open_ones)
    boxes = _boxes(project, at) if has_boxes else defaultdict(list)
    used = _used_here(project, times, at)
    return [
        Exploring(
            phase=phase,
            used=used[phase.pk],
            agreed=_days(weeks.get(phase.pk) or WeekRange(phase.weeks_low, phase.weeks_high)),
            is_planned=phase.pk in weeks,
            timeboxes=boxes[phase.pk],
        )
        for phase in open_ones
        if phase.pk in times and phase.nature == Nature.EXPLORATION
    ]


def _used_here(project: Project, times: Mapping[int, PhaseTimes], at: datetime) -> Mapping[int, int]:
    """The days used by phase. Of a past that came by import none count, nor those of tasks nobody touched here."""
    used = {phase: one.lasted for phase, one in times.items()}
    came = [phase for phase, one in times.items() if one.since < project.created_at]
    events = Event.objects.filter(project_id=project.pk, subject_kind="task")
    if not came or not events.filter(kind="task.created", person=None, outsider="").exists():
        return used
    touched = set(events.exclude(person=None, outsider="").values_list("subject_id", flat=True))
    begun = Task.objects.filter(phase__in=came, started_at__isnull=False).values_list("pk", "phase")
    worked = {phase for task, phase in begun if str(task) in touched}
    calendar = calendar_of(None, workspace_id=project.workspace_id)
    here = {phase: lasted_here(used[phase], project, calendar, at=at) if phase in worked else 0 for phase in came}
    return used | here


def _boxes(project: Project, at: datetime) -> Mapping[int, list[RunningTimebox]]:
    """Return the timeboxes of exploration by phase."""
    found: dict[int, list[RunningTimebox]] = defaultdict(list)
    for one in timeboxes_of(project, at=at):
        if one.task.planned_as == Nature.EXPLORATION:
            found[one.task.phase_id].append(one)
    return found


def _days(weeks: WeekRange) -> Decimal | None:
    return None if weeks.high is None else weeks.high * _WEEK
