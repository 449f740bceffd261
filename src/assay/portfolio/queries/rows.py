"""Every project a person sees as one line: where it stands, how far it came, what it owes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.deliverables.models import Deliverable
from assay.experiments.queries.best_so_far import BestSoFar, best_of_projects
from assay.insights.outlook import Outlook, outlooks_of
from assay.insights.remembering import marks_in, with_marks
from assay.insights.works import works_at
from assay.portfolio.asking import State
from assay.portfolio.queries.trend import trend_of
from assay.projects.models import Phase, Project
from assay.projects.needs import due_in_words, is_decision_near
from assay.projects.overview import Counts, counts_of
from assay.projects.phase_times import PhaseWork
from assay.projects.planning.weeks import WeekRange, agreed_weeks
from assay.projects.queries import PhaseStep, WeeksSpent, phase_steps, weeks_spent
from assay.signals.queries import signals_of
from assay.signals.signal import Signal


@dataclass(frozen=True)
class Row:
    """One project. What stands below the first line is empty until `with_work` and `filled` read it.

    `works` says by phase when it was worked on, `agreed` how long the plan gives it. `signals` are read only where they
    decide which rows are shown (`with_signals`). `best` is None where no metric is primary.
    """

    project: Project
    steps: list[PhaseStep] = field(default_factory=list)
    counts: Counts = field(default_factory=Counts)
    works: Mapping[int, PhaseWork] = field(default_factory=dict)
    agreed: Mapping[int, WeekRange] = field(default_factory=dict)
    signals: Sequence[Signal] = ()
    best: BestSoFar | None = None
    outlook: Outlook | None = None

    @property
    def changed_at(self) -> datetime:
        changed_at: datetime | None = getattr(self.project, "changed_at", None)
        return changed_at or self.project.created_at

    @property
    def current(self) -> list[Phase]:
        """The phases where the work is now."""
        return [step.phase for step in self.steps if step.state == "now"]

    @property
    def owed(self) -> int:
        """How much the phases of now still hand over."""
        return sum(getattr(phase, "still_owed", 0) for phase in self.current)

    @cached_property
    def state(self) -> State:
        if any(work.busy for work in self.works.values()):
            return State.BUSY
        if self.steps and all(step.phase.done_at for step in self.steps):
            return State.DONE
        return State.RESTING if self.works else State.NEW

    @cached_property
    def spent(self) -> WeeksSpent | None:
        """The week of now since work began, of those planned; None before the first start."""
        begun = [work for work in self.works.values() if work.since]
        spans = [(work.since, None if work.busy else work.until or work.since) for work in begun if work.since]
        phases = [step.phase for step in self.steps]
        usual = [WeekRange(phase.weeks_low, phase.weeks_high) for phase in phases]
        planned = [self.agreed.get(one.pk, weeks) for one, weeks in zip(phases, usual, strict=True)]
        return weeks_spent(spans, planned, here_since=self.project.created_at)

    @property
    def due(self) -> str:
        """When the next decision is due, said once it is near."""
        today = timezone.localdate()
        near = is_decision_near(self.project, today=today)
        return due_in_words(self.project.decision_due_on, today) if near else ""

    @property
    def is_late(self) -> bool:
        due = self.project.decision_due_on
        return due is not None and due < timezone.localdate()

    @cached_property
    def trend(self) -> list[float]:
        """The best value at the end of each of the last weeks; empty before the first try."""
        return trend_of(self.best) if self.best else []


def rows_seen_by(person: Person) -> list[Row]:
    """Return all projects this person sees, with nothing read but themselves, in one query."""
    latest = Event.objects.filter(project_id=OuterRef("pk")).order_by("-id").values("at")[:1]
    seen = with_marks(Project.objects.visible_to(person))
    found = seen.select_related("lead").annotate(changed_at=Subquery(latest))
    return [Row(project) for project in found]


def with_work(rows: list[Row]) -> list[Row]:
    """Add what phases and tasks say, in four queries however many rows there are."""
    projects = [row.project for row in rows]
    ids = [project.pk for project in projects]
    prefetch_related_objects(projects, _phases())
    counts, works, agreed = counts_of(ids), works_at(marks_in(projects)), agreed_weeks(ids).in_force
    return [
        replace(
            row,
            steps=phase_steps(list(row.project.phases.all()), works.get(row.project.pk, {})),
            counts=counts.get(row.project.pk, Counts()),
            works=works.get(row.project.pk, {}),
            agreed=agreed,
        )
        for row in rows
    ]


def with_signals(rows: list[Row], *, reader: Person) -> list[Row]:
    """Add what needs somebody, the most urgent first."""
    found: dict[int, list[Signal]] = defaultdict(list)
    for signal in signals_of([row.project for row in rows], person=reader):
        found[signal.project_id].append(signal)
    return [replace(row, signals=tuple(found[row.project.pk])) for row in rows]


def with_outlooks(rows: list[Row]) -> list[Row]:
    """Add when each will be done."""
    outlooks = outlooks_of([row.project for row in rows])
    return [replace(row, outlook=outlooks.get(row.project.pk)) for row in rows]


def filled(rows: list[Row]) -> list[Row]:
    """Add when each will be done, and how far it came with its primary metric, to rows that know their work."""
    best = best_of_projects([row.project.pk for row in rows])
    return [replace(row, best=best.get(row.project.pk)) for row in with_outlooks(rows)]


def _phases() -> "Prefetch[Any]":
    """Read of many phases only what a line shows: their texts and questions are most of them."""
    shown = ("project_id", "name", "hue", "weeks_low", "weeks_high", "retired_at", "done_at")
    open_ones: Any = Deliverable.objects.open().filter(phase=OuterRef("pk")).order_by().values("phase")
    counted = Coalesce(Subquery(open_ones.annotate(count=Count("pk")).values("count")), 0)
    return Prefetch("phases", queryset=Phase.objects.in_order().only(*shown).annotate(still_owed=counted))
