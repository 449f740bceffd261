"""A plan as people read it: each phase with its weeks, dates and people, and what the whole takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from assay.accounts.models import Person
from assay.projects.models import Phase, PlanFacts, PlanLine, PlannedPhase, PlanVersion, Project
from assay.projects.models.plan.model import proposed
from assay.projects.phase_kinds import Nature
from assay.projects.planning.weeks import WeekRange
from assay.pure.planning import Balance, Placed, Stretch, balance, laid_out, length


@dataclass(frozen=True)
class PlanRow:
    """One phase in a plan. `begins_on` and the ends follow from the phases before it; None where nothing is planned."""

    phase: Phase
    line: PlanLine
    people: Sequence[Person] = ()
    placed: Placed | None = None
    begins_on: date | None = None
    ends_from: date | None = None
    ends_by: date | None = None

    @property
    def weeks(self) -> WeekRange:
        return WeekRange(self.line.weeks_low, self.line.weeks_high)


@dataclass(frozen=True)
class PlanRead:
    """A plan with everything worked out. `plan` is None for what the usual weeks would make."""

    facts: PlanFacts
    rows: list[PlanRow]
    plan: PlanVersion | None = None

    @property
    def starts_on(self) -> date:
        return self.facts.starts_on

    @cached_property
    def stretches(self) -> list[Stretch]:
        return [stretch_of(row.line, row.phase, self.starts_on) for row in self.rows]

    @cached_property
    def length(self) -> tuple[Decimal, Decimal] | None:
        """The weeks from the first day to the end, at best and at the latest."""
        return length(self.stretches)

    @cached_property
    def balance(self) -> Balance | None:
        return balance(self.stretches)

    @property
    def whole(self) -> WeekRange:
        """The length as weeks that can be said."""
        return WeekRange(*self.length) if self.length else WeekRange(None, None)

    @property
    def ends_from(self) -> date | None:
        return self.starts_on + _weeks(self.length[0]) if self.length else None

    @property
    def ends_by(self) -> date | None:
        return self.starts_on + _weeks(self.length[1]) if self.length else None

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Return the texts that somebody wrote, each with its title."""
        said = (
            (_("How we go about it"), self.facts.methodology),
            (_("Data to use"), self.facts.data),
            (_("Risks and assumptions"), self.facts.risks),
            (_("Out of scope"), self.facts.out_of_scope),
        )
        return [(title, text) for title, text in said if text.strip()]


def plan_read(plan: PlanVersion) -> PlanRead:
    """Return the plan worked out, in two queries."""
    return plans_read([plan])[0]


def plans_read(plans: Sequence[PlanVersion]) -> list[PlanRead]:
    """Return the plans worked out, in two queries however many they are."""
    prefetch_related_objects(plans, Prefetch("lines", queryset=PlannedPhase.objects.with_facts()))
    return [_read(plan) for plan in plans]


def _read(plan: PlanVersion) -> PlanRead:
    lines = list(plan.lines.all())
    facts = PlanFacts(
        starts_on=plan.starts_on,
        methodology=plan.methodology,
        data=plan.data,
        risks=plan.risks,
        out_of_scope=plan.out_of_scope,
        lines=tuple(line.facts for line in lines),
    )
    parts = [(line.phase, line.facts, list(line.people.all())) for line in lines]
    return PlanRead(facts, _rows(parts, plan.starts_on), plan)


def proposal_read(project: Project) -> PlanRead:
    """Return what the usual weeks of the phases would make."""
    facts, phases = proposed(project), {phase.pk: phase for phase in project.phases.present().in_order()}
    parts: list[tuple[Phase, PlanLine, list[Person]]] = [(phases[line.phase], line, []) for line in facts.lines]
    return PlanRead(facts, _rows(parts, facts.starts_on))


def done_between(project: Project) -> tuple[date, date] | None:
    """Return when the plan in force says the work is done, at best and at the latest, in one query; None without one.

    The caller checked who may see the project.
    """
    agreed = PlannedPhase.objects.agreed().filter(plan__project=project).select_related("plan", "phase")
    lines = list(agreed.order_by("phase__position", "phase"))
    if not lines:
        return None
    start = lines[0].plan.starts_on
    plain = [(PlanLine(one.phase_id, one.weeks_low, one.weeks_high, one.starts_on), one.phase) for one in lines]
    weeks = length([stretch_of(line, phase, start) for line, phase in plain])
    return (start + _weeks(weeks[0]), start + _weeks(weeks[1])) if weeks else None


def stretch_of(line: PlanLine, phase: Phase, starts_on: date) -> Stretch:
    starts = None if line.starts_on is None else Decimal((line.starts_on - starts_on).days) / 7
    return Stretch(line.weeks_low, line.weeks_high, phase.nature == Nature.DELIVERY, starts)


def _rows(parts: Sequence[tuple[Phase, PlanLine, list[Person]]], starts_on: date) -> list[PlanRow]:
    placed = laid_out(stretch_of(line, phase, starts_on) for phase, line, _people in parts)
    return [
        _row(phase, line, people, place, starts_on) for (phase, line, people), place in zip(parts, placed, strict=True)
    ]


def _row(phase: Phase, line: PlanLine, people: list[Person], place: Placed | None, starts_on: date) -> PlanRow:
    if place is None:
        return PlanRow(phase, line, people)
    return PlanRow(
        phase=phase,
        line=line,
        people=people,
        placed=place,
        begins_on=starts_on + _weeks(place.start),
        ends_from=starts_on + _weeks(place.earliest),
        ends_by=None if place.latest is None else starts_on + _weeks(place.latest),
    )


def _weeks(weeks: Decimal) -> timedelta:
    return timedelta(days=float(weeks) * 7)
