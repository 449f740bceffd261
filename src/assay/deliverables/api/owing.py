"""REST: what projects owe."""

from collections.abc import Sequence
from typing import Any, Literal

from ninja import Query, Router, Schema, Status

from assay.accounts.doors import require
from assay.accounts.models import Person
from assay.deliverables.api.schemas import (
    DeliverableChange,
    DeliverableListed,
    DeliverableShown,
    DeliverableWanted,
    ReasonWanted,
)
from assay.deliverables.finding import deliverable_of, deliverable_to_change
from assay.deliverables.models import Deliverable, DeliverableFacts
from assay.projects.finding import project_of
from assay.projects.models import Phase, Project
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal

router = Router(tags=["Deliverables"])


class DeliverablesAsked(Schema):
    """`open`: neither signed nor waived."""

    state: Literal["", "open", "owed", "drafted", "shared", "feedback", "signed"] = ""


@router.get("/projects/{key}/deliverables", response=list[DeliverableListed])
def list_deliverables(request: ApiRequest, key: str, asked: Query[DeliverablesAsked]) -> Sequence[Deliverable]:
    """What the project owes, in the order of its phases; what is not needed is among it unless a state is asked for."""
    rows = Deliverable.objects.filter(project=project_of(request.person, key))
    if asked.state:
        rows = rows.open() if asked.state == "open" else rows.wanted().filter(state=asked.state)
    return list(rows.select_related("project", "phase").in_order())


@router.post("/projects/{key}/deliverables", response={201: DeliverableShown})
def add_deliverable(request: ApiRequest, key: str, wanted: DeliverableWanted) -> Status[Deliverable]:
    """Let a phase owe one more thing."""
    project = project_of(request.person, key)
    require(request.person.can_write)
    sent = wanted.model_dump()
    phase = _phase(project, sent.pop("phase"))
    sent["responsible"] = _person(request.person, sent["responsible"])
    made = Deliverable.add(phase, DeliverableFacts(**sent), by=request.person)
    return Status(201, deliverable_of(request.person, made.key))


@router.get("/deliverables/{key}", response=DeliverableShown)
def get_deliverable(request: ApiRequest, key: str) -> Deliverable:
    """One deliverable with what is attached, who must sign and who did."""
    return deliverable_of(request.person, key)


@router.patch("/deliverables/{key}", response=DeliverableShown)
def change_deliverable(request: ApiRequest, key: str, change: DeliverableChange) -> Deliverable:
    """Change the facts, the phase or, with `position` (from 0), its place in the phase."""
    found = deliverable_to_change(request.person, key)
    sent = change.model_dump(exclude_unset=True)
    phase, position, version = sent.pop("phase", None), sent.pop("position", None), sent.pop("version", None)
    target = _phase(found.project, phase) if phase else None
    if "responsible" in sent:
        sent["responsible"] = _person(request.person, sent["responsible"])
    found.edit(_facts(found, sent), version=version or found.version, by=request.person)
    if target:
        found.move_to(target, by=request.person)
    if position is not None:
        found.place_at(position, by=request.person)
    return deliverable_of(request.person, key)


@router.post("/deliverables/{key}/waiver", response=DeliverableShown)
def waive_deliverable(request: ApiRequest, key: str, data: ReasonWanted) -> Deliverable:
    """Say that it is not needed, and why."""
    deliverable_to_change(request.person, key).waive(reason=data.reason, by=request.person)
    return deliverable_of(request.person, key)


@router.delete("/deliverables/{key}/waiver", response=DeliverableShown)
def want_deliverable(request: ApiRequest, key: str) -> Deliverable:
    """Want it after all, in the state it had."""
    deliverable_to_change(request.person, key).want(by=request.person)
    return deliverable_of(request.person, key)


def _facts(found: Deliverable, sent: dict[str, Any]) -> DeliverableFacts:
    """Return the facts with what was sent; null empties only what may be empty."""
    kept = {name: value for name, value in sent.items() if value is not None or name in {"due_on", "responsible"}}
    return DeliverableFacts(**vars(found.facts) | kept)


def _phase(project: Project, number: int) -> Phase:
    found = project.phases.present().filter(pk=number).first()
    return found or _unknown("phase", "The project has no such phase.")


def _person(reader: Person, number: int | None) -> Person | None:
    if number is None:
        return None
    found = Person.objects.visible_to(reader).present().filter(pk=number).first()
    return found or _unknown("responsible", "There is no such person in the workspace.")


def _unknown(field: str, message: str) -> Any:
    raise Refusal(422, "invalid", message, fields={field: [message]})
