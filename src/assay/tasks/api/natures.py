"""REST: how far exploration and delivery of a project are."""

from datetime import datetime
from typing import Any

from ninja import Router, Schema

from assay.projects.finding import project_of
from assay.rest.doors import ApiRequest
from assay.tasks.queries.natures import Exploring, Scope, natures_of

router = Router(tags=["Plan"])


class TimeboxShown(Schema):
    """The timebox of an experiment under way: which working day of how many it is."""

    task: str
    day: int
    days: int
    is_over: bool


class ExploringShown(Schema):
    """A phase of exploration: working days used of those it got, by the plan or (`is_planned` false) as usual."""

    phase: int
    name: str
    used_days: int
    agreed_days: float | None
    is_planned: bool
    timeboxes: list[TimeboxShown]


class ScopeShown(Schema):
    """What is left to deliver in a phase, and what was added since the plan was agreed."""

    phase: int
    name: str
    open: int
    open_days: float
    without_estimate: int
    done: int
    added: int
    added_days: float


class NaturesShown(Schema):
    exploration: list[ExploringShown]
    delivery: list[ScopeShown]
    agreed_at: datetime | None


@router.get("/projects/{key}/natures", response=NaturesShown)
def natures(request: ApiRequest, key: str) -> dict[str, Any]:
    """Exploration by the time it used, delivery by the work that is left."""
    found = natures_of(project_of(request.person, key))
    return {
        "exploration": [_exploring(one) for one in found.exploring],
        "delivery": [_scope(one) for one in found.scopes],
        "agreed_at": found.agreed_at,
    }


def _exploring(one: Exploring) -> dict[str, Any]:
    return {
        "phase": one.phase.pk,
        "name": one.phase.name,
        "used_days": one.used,
        "agreed_days": one.agreed,
        "is_planned": one.is_planned,
        "timeboxes": [
            {"task": box.task.key, "day": box.day, "days": box.days, "is_over": box.is_over} for box in one.timeboxes
        ],
    }


def _scope(one: Scope) -> dict[str, Any]:
    return {
        "phase": one.phase.pk,
        "name": one.phase.name,
        "open": one.open,
        "open_days": one.days,
        "without_estimate": one.guesses,
        "done": one.done,
        "added": one.added,
        "added_days": one.added_days,
    }
