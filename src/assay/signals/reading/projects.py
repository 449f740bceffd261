"""What rules need to know of projects as a whole."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Cast

from assay.activity.models import Event
from assay.importers.events import ChangelogCame
from assay.projects.models import MetricDefinition, Phase, PlannedPhase, Project, ReadinessCheck
from assay.projects.models.metric import MetricRole
from assay.projects.models.project import ProjectQuerySet
from assay.projects.models.readiness import ReadinessAnswer
from assay.registry.models import ModelVersion
from assay.registry.models.version import Stage
from assay.registry.queries.going_live import LIVE_ALIASES

_NOTED = ("row_touched", "row_target", "row_deployed", "row_came")
IN_PRODUCTION = Q(stage=Stage.PRODUCTION) | Q(aliases__name__in=LIVE_ALIASES)


@dataclass(frozen=True)
class ProjectRow:
    """One project: when anybody did anything in it, what it has, and when tasks last came into it by import."""

    pk: int
    touched_at: datetime | None
    has_target: bool
    is_deployed: bool
    came_at: datetime | None


@dataclass(frozen=True)
class PhaseRow:
    """A phase that nobody declared done; `weeks_high` is the most it usually takes."""

    pk: int
    project_id: int
    name: str
    position: int
    weeks_high: Decimal | None


@dataclass(frozen=True)
class PlannedRow:
    """What the plan in force of a project says of one phase."""

    project_id: int
    phase_id: int
    weeks_low: Decimal
    weeks_high: Decimal | None
    starts_on: date | None
    plan_starts_on: date
    agreed_at: datetime


@dataclass(frozen=True)
class Overdue:
    """Readiness checks of a project whose day has passed."""

    project_id: int
    names: tuple[str, ...]
    since: date


def with_rows(projects: ProjectQuerySet) -> ProjectQuerySet:
    """Let the query of the projects bring what rules need to know of each, so that `project_rows` asks nothing."""
    mine = Event.objects.filter(project_id=OuterRef("pk")).exclude(person=None, outsider="")
    touched = mine.exclude(kind__startswith="signal.").order_by("-id").values("at")[:1]
    targets = MetricDefinition.objects.present().filter(project=OuterRef("pk"), role=MetricRole.PRIMARY)
    serving = ModelVersion.objects.alive().filter(IN_PRODUCTION, model__project=OuterRef("pk"))
    has_target = Exists(targets.filter(target__isnull=False))
    own: Any = Event.objects.filter(subject_kind="project", subject_id=Cast(OuterRef("pk"), CharField()))
    came = own.filter(kind=ChangelogCame.kind).order_by("-id").values("at")[:1]
    return projects.annotate(
        row_touched=Subquery(touched), row_target=has_target, row_deployed=Exists(serving), row_came=Subquery(came)
    )


def project_rows(projects: Collection[Project]) -> list[ProjectRow]:
    """Return them: as `with_rows` brought them, else in one query. The caller checked who may see the projects."""
    if not all("row_touched" in vars(project) for project in projects):
        numbers = [project.pk for project in projects]
        noted: Any = with_rows(Project.objects.filter(pk__in=numbers)).order_by("pk")
        return [ProjectRow(*row) for row in noted.values_list("pk", *_NOTED)]
    return [ProjectRow(project.pk, *(vars(project)[name] for name in _NOTED)) for project in projects]


def overdue_of(projects: Collection[int], *, today: date) -> list[Overdue]:
    """Return the checks that were to be answered before today, by project, in one query."""
    late = ReadinessCheck.objects.present().filter(project__in=projects, due_on__lt=today)
    rows = late.exclude(answer=ReadinessAnswer.YES).order_by("project", "due_on", "pk")
    names: dict[int, list[str]] = defaultdict(list)
    since: dict[int, date] = {}
    for project_id, name, due_on in rows.values_list("project_id", "name", "due_on"):
        names[project_id].append(name)
        since.setdefault(project_id, due_on or today)
    return [Overdue(number, tuple(names[number]), day) for number, day in since.items()]


def phases_of(projects: Collection[int]) -> list[PhaseRow]:
    """Return the phases that are not declared done, in their order, in one query."""
    rows = Phase.objects.present().filter(project__in=projects, done_at=None).in_order()
    return [PhaseRow(*row) for row in rows.values_list("pk", "project_id", "name", "position", "weeks_high")]


def planned_of(projects: Collection[int], *, phases: Collection[int]) -> list[PlannedRow]:
    """Return the lines of the plans in force for these phases, and all lines for these projects, in one query."""
    wanted = Q(phase__in=phases) | Q(plan__project__in=projects)
    rows = PlannedPhase.objects.agreed().filter(wanted).order_by("phase__position", "phase")
    names = (
        "plan__project_id",
        "phase_id",
        "weeks_low",
        "weeks_high",
        "starts_on",
        "plan__starts_on",
        "plan__agreed_at",
    )
    return [PlannedRow(*row) for row in rows.values_list(*names)]
