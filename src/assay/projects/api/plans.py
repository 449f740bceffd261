"""REST: the plan of a project, its versions and its draft."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema, Status
from pydantic import Field

from assay.accounts.doors import require
from assay.projects.api.finding import editable_project_of
from assay.projects.finding import project_of
from assay.projects.models import PlanFacts, PlanLine, PlanVersion, Project
from assay.projects.models.plan.facts import MOST_TEXT, MOST_WEEKS
from assay.projects.planning import PlanRead, PlanRow, plan_read, plans_read
from assay.projects.queries.plan import shown_plan
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body, Day

router = Router(tags=["Plan"])
Text = Annotated[str, Field(max_length=MOST_TEXT)]
Weeks = Annotated[Decimal, Field(ge=0, le=MOST_WEEKS, decimal_places=1)]
Number = Annotated[int, Field(ge=1, lt=2**63)]
Version = Annotated[int, Field(ge=1, lt=2**31)]


class PlannedPhaseShown(Schema):
    """What is planned for one phase: its weeks, when it begins and ends by them, and the numbers of people."""

    phase: int
    name: str
    kind: str
    nature: str
    weeks_low: Decimal | None
    weeks_high: Decimal | None
    starts_on: date | None
    begins_on: date | None
    ends_from: date | None
    ends_by: date | None
    people: list[int]


class PlanShown(Schema):
    """A plan. `state` is `proposed` (what the usual weeks would make), `draft`, `in-force` or `superseded`.

    `delivery_share` is the part of the weeks that goes into delivery, from 0 to 1.
    """

    number: int | None
    state: str
    reason: str
    starts_on: date
    ends_from: date | None
    ends_by: date | None
    weeks_low: Decimal | None
    weeks_high: Decimal | None
    delivery_share: float | None
    methodology: str
    data: str
    risks: str
    out_of_scope: str
    phases: list[PlannedPhaseShown]
    begun_by: int | None
    begun_at: datetime | None
    agreed_by: int | None
    agreed_at: datetime | None
    version: int | None


class PlanAsked(Schema):
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


class PlanWanted(Body):
    """Why the project is planned anew; the first plan needs no reason."""

    reason: Annotated[str, Field(max_length=240)] = ""


class PlannedPhaseWanted(Body):
    """`phase` is the number of a phase. Without weeks nothing is planned; without `weeks_high` it goes on for good."""

    phase: Number
    weeks_low: Weeks | None = None
    weeks_high: Weeks | None = None
    starts_on: Day | None = None
    people: Annotated[list[Number], Field(max_length=200)] = []


class PlanChange(Body):
    """What to change; what is left out stays, and so do phases that `phases` does not name."""

    starts_on: Day | None = None
    methodology: Text | None = None
    data: Text | None = None
    risks: Text | None = None
    out_of_scope: Text | None = None
    phases: Annotated[list[PlannedPhaseWanted], Field(max_length=200)] = []
    version: Version | None = None


class AgreementWanted(Body):
    """`version` is the one you read: 409 `edited-meanwhile` if the draft says something else by now."""

    version: Version


@router.get("/projects/{key}/plan", response=PlanShown)
def plan(request: ApiRequest, key: str, asked: Query[PlanAsked]) -> dict[str, Any]:
    """The plan in force, else the draft, else what the usual weeks would make; or the `version` asked for."""
    project = project_of(request.person, key)
    return _shown(shown_plan(project, version=str(asked.version or "")))


@router.get("/projects/{key}/plan/versions", response=list[PlanShown])
def plan_versions(request: ApiRequest, key: str) -> list[dict[str, Any]]:
    """All versions, the newest first."""
    plans = project_of(request.person, key).plans.present().select_related("project").newest_first()
    return [_shown(read) for read in plans_read(list(plans))]


@router.post("/projects/{key}/plan/versions", response={201: PlanShown})
def begin_plan(request: ApiRequest, key: str, wanted: PlanWanted) -> Status[dict[str, Any]]:
    """Begin a draft: the first from the usual weeks, later ones from the plan in force. 409 `draft-there`."""
    project = _writable(request, key)
    return Status(201, _shown(plan_read(PlanVersion.begin(project, reason=wanted.reason, by=request.person))))


@router.patch("/projects/{key}/plan/draft", response=PlanShown)
def write_plan(request: ApiRequest, key: str, change: PlanChange) -> dict[str, Any]:
    """Write the draft. With `version`, only if nobody changed it since."""
    draft = _draft(_writable(request, key))
    draft.edit(_facts(draft.facts, change), version=change.version or draft.version, by=request.person)
    return _shown(plan_read(draft))


@router.delete("/projects/{key}/plan/draft", response={204: None})
def discard_plan(request: ApiRequest, key: str) -> Status[None]:
    """Throw the draft away; the plan in force stays."""
    _draft(_writable(request, key)).discard(by=request.person)
    return Status(204, None)


@router.post("/projects/{key}/plan/draft/agreement", response=PlanShown)
def agree_plan(request: ApiRequest, key: str, wanted: AgreementWanted) -> dict[str, Any]:
    """Make the draft the plan in force. 409 `nothing-planned`."""
    draft = _draft(editable_project_of(request, key))
    draft.agree(version=wanted.version, by=request.person)
    return _shown(plan_read(draft))


def _writable(request: ApiRequest, key: str) -> Project:
    project = project_of(request.person, key)
    require(request.person.can_write)
    return project


def _draft(project: Project) -> PlanVersion:
    return get_object_or_404(project.plans.drafts().select_related("project", "begun_by"))


def _facts(before: PlanFacts, change: PlanChange) -> PlanFacts:
    sent = change.model_dump(exclude_none=True, exclude={"phases", "version"})
    wanted = {one.phase: PlanLine(**one.model_dump() | {"people": tuple(sorted(one.people))}) for one in change.phases}
    kept = [wanted.pop(line.phase, line) for line in before.lines]
    now = {name: getattr(before, name) for name in ("starts_on", "methodology", "data", "risks", "out_of_scope")}
    return PlanFacts(**now | sent, lines=(*kept, *wanted.values()))


def _shown(read: PlanRead) -> dict[str, Any]:
    plan, facts = read.plan, read.facts
    return {
        "number": plan.number if plan else None,
        "state": plan.state if plan else "proposed",
        "reason": plan.reason if plan else "",
        "starts_on": facts.starts_on,
        "ends_from": read.ends_from,
        "ends_by": read.ends_by,
        "weeks_low": read.whole.low,
        "weeks_high": read.whole.high,
        "delivery_share": round(float(read.balance.share), 3) if read.balance else None,
        "methodology": facts.methodology,
        "data": facts.data,
        "risks": facts.risks,
        "out_of_scope": facts.out_of_scope,
        "phases": [_phase(row) for row in read.rows],
        "begun_by": plan.begun_by_id if plan else None,
        "begun_at": plan.begun_at if plan else None,
        "agreed_by": plan.agreed_by_id if plan else None,
        "agreed_at": plan.agreed_at if plan else None,
        "version": plan.version if plan else None,
    }


def _phase(row: PlanRow) -> dict[str, Any]:
    return {
        "phase": row.phase.pk,
        "name": row.phase.name,
        "kind": row.phase.kind,
        "nature": row.phase.nature,
        "weeks_low": row.line.weeks_low,
        "weeks_high": row.line.weeks_high,
        "starts_on": row.line.starts_on,
        "begins_on": row.begins_on,
        "ends_from": row.ends_from,
        "ends_by": row.ends_by,
        "people": list(row.line.people),
    }
