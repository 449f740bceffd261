"""What was estimated for phases beside what they took: of one project, and per kind of phase over many."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from assay.accounts.models import Person
from assay.projects.models import Phase, Project
from assay.projects.phase_kinds import PhaseKind
from assay.projects.phase_times import phase_times
from assay.projects.planning.lengths import lengths_of
from assay.projects.planning.weeks import WeekRange, agreed_weeks
from assay.pure.estimates import Summary, TooEarly, Took, ratios, summed_up

_WEEK = 5  # working days


@dataclass(frozen=True)
class Case:
    """One phase that was worked in. `estimate` is what was agreed first, `planned` what the plan in force says."""

    phase: Phase
    weeks: float
    is_finished: bool
    estimate: WeekRange | None = None
    planned: WeekRange | None = None

    @property
    def took(self) -> Took:
        if self.estimate is None:
            return Took(self.weeks)
        return Took(self.weeks, _float(self.estimate.low), _float(self.estimate.high))


@dataclass(frozen=True)
class KindRow:
    """All phases of one kind that are finished. `under_way` counts those that are not yet."""

    kind: PhaseKind
    cases: list[Case]
    under_way: int
    weeks: Summary | TooEarly
    ratio: Summary | TooEarly

    @property
    def estimated(self) -> int:
        return sum(case.took.ratio is not None for case in self.cases)

    @property
    def within(self) -> int:
        """How many took what was estimated: no less than its least and no more than its most."""
        return sum(case.took.is_within for case in self.cases)


def cases_of(project: Project) -> list[Case]:
    """Return the phases of the project that were begun, in their order. The caller checked who may see it."""
    times, agreed = phase_times(project), agreed_weeks([project.pk])
    return [
        Case(
            phase=phase,
            weeks=times[phase.pk].lasted / _WEEK,
            is_finished=phase.done_at is not None,
            estimate=agreed.first.get(phase.pk),
            planned=agreed.in_force.get(phase.pk),
        )
        for phase in project.phases.in_order()
        if phase.pk in times
    ]


def kinds_measured(reader: Person) -> list[KindRow]:
    """Return each kind of phase with what its finished phases took, over all projects that the reader sees."""
    projects = list(Project.objects.visible_to(reader).values_list("pk", flat=True))
    by_kind: dict[str, list[Case]] = defaultdict(list)
    for case in _cases(projects, reader.workspace_id):
        by_kind[case.phase.kind].append(case)
    return [_row(kind, by_kind[kind]) for kind in PhaseKind if by_kind[kind]]


def _cases(projects: Collection[int], workspace_id: int) -> list[Case]:
    lengths, agreed = lengths_of(projects, workspace_id=workspace_id), agreed_weeks(projects)
    shown = ("name", "hue", "kind", "done_at", "project__key", "project__name")
    phases = Phase.objects.filter(project__in=projects).select_related("project").only(*shown)
    return [
        Case(
            phase=phase,
            weeks=lengths[phase.pk].working_days / _WEEK,
            is_finished=phase.done_at is not None or lengths[phase.pk].is_over,
            estimate=agreed.first.get(phase.pk),
        )
        for phase in phases.order_by("-project__created_at", "pk")
        if phase.pk in lengths
    ]


def _row(kind: PhaseKind, cases: list[Case]) -> KindRow:
    finished = [case for case in cases if case.is_finished]
    return KindRow(
        kind=kind,
        cases=finished,
        under_way=len(cases) - len(finished),
        weeks=summed_up([case.weeks for case in finished]),
        ratio=summed_up(ratios(case.took for case in finished)),
    )


def _float(weeks: Decimal | None) -> float | None:
    return None if weeks is None else float(weeks)
