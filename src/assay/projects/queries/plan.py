"""What the page of a plan reads."""

from dataclasses import dataclass

from django.http import Http404
from django.utils import timezone

from assay.accounts.models import Person
from assay.projects.models import PlanVersion, Project
from assay.projects.phase_times import remember_times
from assay.projects.planning import Comparison, PlanRead, compared, plan_read, proposal_read
from assay.projects.planning.chart import PlanChart, plan_chart
from assay.projects.planning.estimates import estimate_chart
from assay.projects.planning.measured import Case, cases_of
from assay.projects.planning.spent import spent_in
from assay.web.charts import Bars


@dataclass(frozen=True)
class PlanPage:
    """`shown` is what is read: a version, or with `plan` None what the usual weeks would make."""

    shown: PlanRead
    chart: PlanChart | None
    comparison: Comparison | None
    cases: list[Case]
    versions: list[PlanVersion]
    can_write: bool
    can_agree: bool

    @property
    def estimates(self) -> Bars:
        return estimate_chart(self.cases)

    @property
    def plan(self) -> PlanVersion | None:
        return self.shown.plan

    @property
    def draft(self) -> PlanVersion | None:
        return next((one for one in self.versions if one.is_draft), None)

    @property
    def in_force(self) -> PlanVersion | None:
        return next((one for one in self.versions if one.is_in_force), None)


def plan_page(project: Project, *, reader: Person, version: str = "", against: str = "") -> PlanPage:
    """Return the plan in force, else the draft, else the proposal; or the `version` asked for beside `against`.

    Raises `Http404` for a version that is not there.
    """
    remember_times(project)
    plans = project.plans.present().select_related("project", "begun_by", "agreed_by").newest_first()
    versions: list[PlanVersion] = list(plans)
    shown = _numbered(versions, version) if version else _first(versions)
    read = plan_read(shown) if shown else proposal_read(project)
    other = _beside(versions, shown, against)
    return PlanPage(
        shown=read,
        chart=plan_chart(read, spent_in(project), today=timezone.localdate()),
        comparison=compared(plan_read(other), read) if other else None,
        cases=cases_of(project) if any(one.agreed_at for one in versions) else [],
        versions=versions,
        can_write=reader.can_write,
        can_agree=project.can_be_edited_by(reader),
    )


def shown_plan(project: Project, *, version: str = "") -> PlanRead:
    """Return the same without what stands around it. Raises `Http404` for a version that is not there."""
    versions: list[PlanVersion] = list(project.plans.present().select_related("project").newest_first())
    shown = _numbered(versions, version) if version else _first(versions)
    return plan_read(shown) if shown else proposal_read(project)


def _first(versions: list[PlanVersion]) -> PlanVersion | None:
    in_force = next((one for one in versions if one.is_in_force), None)
    return in_force or next(iter(versions), None)


def _beside(versions: list[PlanVersion], shown: PlanVersion | None, against: str) -> PlanVersion | None:
    """The version to compare with: the one asked for, else the one before."""
    if shown is None:
        return None
    if against:
        other = _numbered(versions, against)
        return None if other.pk == shown.pk else other
    return next((one for one in versions if one.number < shown.number), None)


def _numbered(versions: list[PlanVersion], text: str) -> PlanVersion:
    found = next((one for one in versions if str(one.number) == text), None)
    if found is None:
        raise Http404
    return found
