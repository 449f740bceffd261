"""REST operations of signals."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.doors import require
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.schemas import Body, Day
from assay.signals.finding import line_of, snooze_of
from assay.signals.lists import Asked, list_of
from assay.signals.models import Setting, Snooze
from assay.signals.models.setting import thresholds_of
from assay.signals.models.snooze import MOST_REASON
from assay.signals.queries import Resting, explained
from assay.signals.rules import BY_SLUG
from assay.signals.thresholds import LEAST, MOST
from assay.tasks.api.schemas import Number, PersonNamed

router = Router(tags=["Signals"])
Threshold = Annotated[int, Field(ge=LEAST, le=MOST)] | None


class AboutOut(Schema):
    """What it is about: a `task`, `project`, `phase`, `deliverable` or `model`, by its number."""

    kind: str
    id: str
    label: str
    url: str


class ActionOut(Schema):
    label: str
    url: str
    method: Literal["get", "post"]


class SignalOut(Schema):
    """One signal. `key` names it; `urgency` is 1 (decide now), 2 (this week) or 3 (keep an eye on)."""

    key: str
    rule: str
    name: str
    says: str
    since: datetime
    project: int = Field(alias="project_id")
    subject: AboutOut
    who: list[PersonNamed]
    action: ActionOut
    urgency: int


class RestingOut(Schema):
    """A signal that was put off: by whom, why, until which day."""

    id: int
    signal: SignalOut
    until: date
    reason: str
    by: PersonNamed


class SignalsOut(Schema):
    signals: list[SignalOut]
    resting: list[RestingOut]


class SignalFilter(Schema):
    """`project`: a key; `rule`: a name of `/signals/rules`; `mine`: only what you should act on."""

    project: str = Field(default="", max_length=20)
    rule: str = Field(default="", max_length=40)
    urgency: Literal[1, 2, 3] | None = None
    mine: bool = False


class SnoozeWanted(Body):
    """`key` of the signal; it rests until the day `until` begins."""

    key: Annotated[str, StringConstraints(max_length=200)]
    until: Day
    reason: Annotated[str, StringConstraints(min_length=1, max_length=MOST_REASON)]


class SnoozeOut(Schema):
    id: int
    key: str
    until: date
    reason: str


class RuleOut(Schema):
    """A rule in a plain sentence; `threshold` names the number that moves it, if one does."""

    rule: str
    name: str
    sentence: str
    threshold: str
    urgency: int
    is_on: bool


class Numbers(Schema):
    """When signals fire; null switches the rules off that ask for it."""

    stalled_days: int | None
    blocked_days: int | None
    waiting_days: int | None
    undecided_days: int | None
    unsigned_days: int | None
    quiet_days: int | None
    growth_percent: int | None
    undeployed_weeks: int | None
    model_days: int | None


class NumbersWanted(Body):
    """What is left out stays as it is."""

    stalled_days: Threshold = None
    blocked_days: Threshold = None
    waiting_days: Threshold = None
    undecided_days: Threshold = None
    unsigned_days: Threshold = None
    quiet_days: Threshold = None
    growth_percent: Threshold = None
    undeployed_weeks: Threshold = None
    model_days: Threshold = None


@router.get("/signals", response=SignalsOut)
def list_signals(request: ApiRequest, wanted: Query[SignalFilter]) -> dict[str, Any]:
    """All signals you see, the most urgent first, and those that rest; 422 for a rule there is not."""
    _check_rule(wanted.rule)
    asked = Asked(wanted.project.upper(), wanted.rule, str(wanted.urgency or ""), mine=wanted.mine)
    found = list_of(request.person, asked)
    if wanted.project and found.project is None:
        raise Http404
    return {
        "signals": found.signals,
        "resting": [_resting(one) for one in found.resting],
    }


@router.get("/signals/rules", response=list[RuleOut])
def list_rules(request: ApiRequest) -> list[dict[str, Any]]:
    """Every rule with what it looks for, by the numbers of your workspace."""
    return [
        {
            "rule": one.rule.slug,
            "name": str(one.rule.name),
            "sentence": one.sentence,
            "threshold": one.rule.threshold,
            "urgency": one.rule.urgency,
            "is_on": one.is_on,
        }
        for one in explained(thresholds_of(request.person.workspace_id))
    ]


@router.post("/signals/snoozes", response={201: SnoozeOut})
def begin_snooze(request: ApiRequest, data: SnoozeWanted) -> Status[Snooze]:
    """Put a signal off for everybody; `stalled:all:3` all that a rule says of tasks or deliverables of project 3.

    Answers with the first of them. 404 for one that does not hold, 422 `bad-snooze`.
    """
    require(request.person.can_write)
    line = line_of(request.person, data.key)
    return Status(201, Snooze.begin_all(line, data.until, data.reason, request.person)[0])


@router.delete("/signals/snoozes/{number}", response={204: None})
def end_snooze(request: ApiRequest, number: Number) -> HttpResponse:
    """Show a signal again before its day."""
    found = snooze_of(request.person, number)
    if found is None:
        raise Http404
    require(request.person.can_write)
    found.end(by=request.person)
    return HttpResponse(status=204)


@router.get("/workspace/signals", response=Numbers)
def get_thresholds(request: ApiRequest) -> dict[str, int | None]:
    """When signals fire in your workspace."""
    return thresholds_of(request.person.workspace_id).as_data()


@router.patch("/workspace/signals", response=Numbers)
def set_thresholds(request: ApiRequest, data: NumbersWanted) -> dict[str, int | None]:
    """Change when signals fire, as an owner or a lead."""
    require(request.person.leads_workspace)
    wanted = data.model_dump(exclude_unset=True)
    return Setting.put(request.person.workspace, wanted, by=request.person).as_data()


def _check_rule(slug: str) -> None:
    """Raise a `Refusal` for a rule there is not: whoever waits for it would never hear of it."""
    if slug and slug not in BY_SLUG:
        said = _("“%(slug)s” is no rule of signals. There are: %(known)s.")
        message = said % {"slug": slug, "known": ", ".join(sorted(BY_SLUG))}
        raise Refusal(422, "invalid", message, fields={"rule": [message]})


def _resting(one: Resting) -> dict[str, Any]:
    snooze = one.snooze
    return {
        "id": snooze.pk,
        "signal": one.signal,
        "until": snooze.until,
        "reason": snooze.reason,
        "by": snooze.begun_by,
    }
