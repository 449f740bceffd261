"""REST: the phases of a project."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from assay.projects.api.finding import editable_project_of
from assay.projects.finding import project_of
from assay.projects.models import Phase, PhaseFacts
from assay.projects.models.label import HUES
from assay.projects.phase_kinds import Nature, PhaseKind
from assay.projects.workflow_forms import MOST_LINE, MOST_LINES
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.schemas import Body

router = Router(tags=["Workflow"])
Name = Annotated[str, Field(min_length=1, max_length=60)]
Hue = Annotated[int, Field(ge=1, le=HUES)]
Purpose = Annotated[str, Field(max_length=1000)]
Weeks = Annotated[Decimal, Field(ge=0, le=200, decimal_places=1)]
Line = Annotated[str, Field(min_length=1, max_length=MOST_LINE)]
Lines = Annotated[list[Line], Field(max_length=MOST_LINES)]
Position = Annotated[int, Field(ge=0, le=999)]


class PhaseShown(Schema):
    """A phase with its usual weeks; without `weeks_high` it goes on for good. `kind` is what it is for."""

    id: int
    name: str
    position: int
    hue: int
    purpose: str
    weeks_low: Decimal | None
    weeks_high: Decimal | None
    exit_questions: list[str]
    kind: str
    nature: str
    version: int


class PhaseWanted(Body):
    """A phase to add as the last one. Without a kind its name says it, without a nature the kind."""

    name: Name
    hue: Hue = 1
    purpose: Purpose = ""
    weeks_low: Weeks | None = None
    weeks_high: Weeks | None = None
    exit_questions: Lines = []
    kind: PhaseKind | None = None
    nature: Nature | None = None


class PhaseChange(Body):
    """What to change; what is left out stays. With `version`, only if nobody changed the phase since."""

    name: Name | None = None
    hue: Hue | None = None
    purpose: Purpose | None = None
    weeks_low: Weeks | None = None
    weeks_high: Weeks | None = None
    exit_questions: Lines | None = None
    kind: PhaseKind | None = None
    nature: Nature | None = None
    position: Position | None = None
    version: Annotated[int, Field(ge=1, lt=2**31)] | None = None


@router.get("/projects/{key}/phases", response=list[PhaseShown])
def phases(request: ApiRequest, key: str) -> Iterable[Phase]:
    """The phases in their order, without retired ones."""
    return project_of(request.person, key).phases.present().in_order()


@router.post("/projects/{key}/phases", response={201: PhaseShown})
def add_phase(request: ApiRequest, key: str, wanted: PhaseWanted) -> Status[Phase]:
    """Add a phase after the others. 409 `name-taken`."""
    project = editable_project_of(request, key)
    check_weeks(wanted.weeks_low, wanted.weeks_high)
    facts = _facts(PhaseFacts(name=wanted.name), wanted.model_dump())
    return Status(201, project.add_phase(facts, by=request.person))


@router.patch("/projects/{key}/phases/{number}", response=PhaseShown)
def change_phase(request: ApiRequest, key: str, number: int, change: PhaseChange) -> Phase:
    """Change a phase, or with `position` (from 0) its place. `null` as weeks takes them away."""
    phase = get_object_or_404(editable_project_of(request, key).phases.present(), pk=number)
    sent = change.model_dump(exclude_unset=True)
    position, version = sent.pop("position", None), sent.pop("version", None)
    facts = _facts(phase.facts, sent)
    check_weeks(facts.weeks_low, facts.weeks_high)
    phase.edit(facts, version=version or phase.version, by=request.person)
    if position is not None:
        phase.place_at(position, by=request.person)
    return phase


@router.post("/projects/{key}/phases/{number}/retirement", response={204: None})
def retire_phase(request: ApiRequest, key: str, number: int) -> Status[None]:
    """Take the phase out of all choices; tasks that have it keep it. 409 `last-phase`."""
    get_object_or_404(editable_project_of(request, key).phases.present(), pk=number).retire(by=request.person)
    return Status(204, None)


@router.delete("/projects/{key}/phases/{number}/retirement", response=PhaseShown)
def bring_phase_back(request: ApiRequest, key: str, number: int) -> Phase:
    """Offer a retired phase again, as the last one. 409 `name-taken`."""
    phase = get_object_or_404(editable_project_of(request, key).phases.retired(), pk=number)
    phase.bring_back(by=request.person)
    return phase


def check_weeks(low: Decimal | None, high: Decimal | None) -> None:
    """Raises a 422 for a range that begins nowhere or ends before it begins."""
    if high is not None and (low is None or low > high):
        message = _("Weeks are a range: say from how many, and no less as its end.")
        raise Refusal(422, "invalid", message, fields={"weeks_high": [message]})


def _facts(before: PhaseFacts, sent: dict[str, Any]) -> PhaseFacts:
    return PhaseFacts(
        name=sent.get("name") or before.name,
        hue=sent.get("hue") or before.hue,
        purpose=before.purpose if sent.get("purpose") is None else sent["purpose"],
        weeks_low=sent.get("weeks_low", before.weeks_low),
        weeks_high=sent.get("weeks_high", before.weeks_high),
        exit_questions=tuple(before.exit_questions if sent.get("exit_questions") is None else sent["exit_questions"]),
        kind=str(sent.get("kind") or before.kind),
        nature=str(sent.get("nature") or before.nature),
    )
