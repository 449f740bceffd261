"""Every project a person sees as one line: where it stands, how far it came, what it owes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone

from assay.accounts.models import Person
from assay.activity.models import Event
from assay.experiments.queries.best_so_far import BestSoFar, best_of_projects
from assay.portfolio.asking import State
from assay.portfolio.queries.trend import trend_of
from assay.projects.models import Phase, Project
from assay.projects.needs import due_in_words, is_decision_near
from assay.projects.overview import Counts, counts_of
from assay.projects.owing import open_in
from assay.projects.phase_times import PhaseWork, works_of
from assay.projects.planning.weeks import WeekRange, agreed_weeks
from assay.projects.queries import PhaseStep, WeeksSpent, phase_steps, weeks_spent


@dataclass(frozen=True)
class Row:
    """One project. `owed` counts what the phases of now still hand over, `due` is said when a decision is near.

    `best` is read for the rows that are shown only (`filled`); None also where there is no primary metric.
    """

    project: Project
    steps: list[PhaseStep]
    counts: Counts
    changed_at: datetime
    state: State
    spent: WeeksSpent | None
    owed: int = 0
    due: str = ""
    is_late: bool = False
    best: BestSoFar | None = None

    @property
    def current(self) -> list[Phase]:
        """The phases where the work is now."""
        return [step.phase for step in self.steps if step.state == "now"]

    @property
    def trend(self) -> list[float]:
        """The best value at the end of each of the last weeks; empty before the first try."""
        return trend_of(self.best) if self.best else []


def lines_of(person: Person) -> list[Row]:
    """Return all projects this person sees with what filters, orders and groups ask for, in six queries."""
    latest = Event.objects.filter(project_id=OuterRef("pk")).order_by("-id").values("at")[:1]
    found = Project.objects.visible_to(person).select_related("lead").annotate(changed_at=Subquery(latest))
    projects = list(found.prefetch_related(_phases()))
    ids = [project.pk for project in projects]
    counts, works, agreed = counts_of(ids), works_of(ids), agreed_weeks(ids).in_force
    today = timezone.localdate()
    rows = [_row(one, counts.get(one.pk, Counts()), works.get(one.pk, {}), agreed, today) for one in projects]
    owed = open_in([phase.pk for row in rows for phase in row.current])
    return [replace(row, owed=sum(owed.get(phase.pk, 0) for phase in row.current)) for row in rows]


def filled(rows: list[Row]) -> list[Row]:
    """Add what takes a look at runs, in three queries."""
    best = best_of_projects([row.project.pk for row in rows])
    return [replace(row, best=best.get(row.project.pk)) for row in rows]


def _row(
    project: Project, counts: Counts, works: Mapping[int, PhaseWork], agreed: Mapping[int, WeekRange], today: date
) -> Row:
    steps = phase_steps(list(project.phases.all()), works)
    changed_at: datetime = getattr(project, "changed_at", None) or project.created_at
    return Row(
        project=project,
        steps=steps,
        counts=counts,
        changed_at=changed_at,
        state=_state(steps, works),
        spent=_spent(steps, works, agreed),
        due=due_in_words(project.decision_due_on, today) if is_decision_near(project, today=today) else "",
        is_late=project.decision_due_on is not None and project.decision_due_on < today,
    )


def _state(steps: Iterable[PhaseStep], works: Mapping[int, PhaseWork]) -> State:
    if any(work.busy for work in works.values()):
        return State.BUSY
    if steps and all(step.phase.done_at for step in steps):
        return State.DONE
    return State.RESTING if works else State.NEW


def _spent(
    steps: Iterable[PhaseStep], works: Mapping[int, PhaseWork], agreed: Mapping[int, WeekRange]
) -> WeeksSpent | None:
    phases = [step.phase for step in steps]
    planned = [agreed.get(phase.pk) or WeekRange(phase.weeks_low, phase.weeks_high) for phase in phases]
    spans = [(work.since, None if work.busy else work.until or work.since) for work in works.values() if work.since]
    return weeks_spent(spans, planned)


def _phases() -> "Prefetch[Any]":
    """Read of many phases only what a line shows: their texts and questions are most of them."""
    shown = ("project_id", "name", "hue", "weeks_low", "weeks_high", "retired_at", "done_at")
    return Prefetch("phases", queryset=Phase.objects.in_order().only(*shown))
