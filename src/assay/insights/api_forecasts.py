"""REST: when projects and phases will be done, and what would be if."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from assay.insights.forecasts.asked import why_no_day
from assay.insights.forecasts.counting import promise
from assay.insights.forecasts.finished import finished_tasks
from assay.insights.forecasts.target import MOST_TRIES, WayToTarget, way_to_target
from assay.insights.forecasts.what_if import MOST_PEOPLE, Change, a_person, open_tasks, these_first, told
from assay.insights.outlook import Outlook, outlook_of, outlook_of_phase
from assay.insights.outlook.asking import days_of
from assay.projects.finding import project_of
from assay.projects.models import Project
from assay.projects.planning import done_between
from assay.pure.forecast import Chance
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.rest.schemas import Day

router = Router(tags=["Insights"])
Keys = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=500)]


class WeekShown(Schema):
    """What was finished in a week; one that is partial counts in nothing."""

    monday: date
    count: int
    is_partial: bool


class OutlookShown(Schema):
    """When what is left will be done, by chance in percent: scope growing as it did, and `as_is`.

    `days` is empty when there is no honest answer; `too_early` then says what is missing. Of `tries` promises at 85 %
    made `horizon` weeks ahead `hits` would have held. `came` is what came in in the whole weeks, `growing` in those
    of them that tell of growth: the last ones. Tasks were counted `unit` at once,
    which moves a chance by less than a hundredth; 1 for all but the largest.
    """

    left: int
    days: dict[int, date]
    as_is: dict[int, date]
    too_early: str
    hits: int
    tries: int
    horizon: int
    drifts: str
    items: list[str]
    weeks: list[WeekShown]
    came: list[int]
    growing: list[int]
    pace: float
    growth: float
    is_of_project: bool
    ahead: int
    told_on: date
    unit: int


class PromiseShown(Schema):
    """At least how many are finished by a day, by chance in percent; `chance` is that of all that is open."""

    by: date
    weeks: int
    at_least: dict[int, int]
    chance: float


class WhatIfAsked(Schema):
    """Keys that are dropped, how many people more there are, whether nothing more comes in."""

    drop: Keys = []
    people: Annotated[int, Field(ge=0, le=MOST_PEOPLE)] = 0
    closed: bool = False


class WhatIfShown(Schema):
    """The days with the change; `sooner` in days at 85 %, null where one of both has no end."""

    left: int
    days: dict[int, date]
    sooner: int | None


class ForecastTasksAsked(Schema):
    task: Keys = []


class TasksShown(Schema):
    """When these tasks are done if they come before all others; `days` is empty when it is too early."""

    items: list[str]
    days: dict[int, date]


class TargetShown(Schema):
    """The chance to reach the target with so many further runs; null while `missing` runs must come first."""

    metric: str
    best: float | None
    target: float
    tries: int
    chance: float | None
    missing: int
    runs_a_week: float
    until: date | None


@router.get("/projects/{key}/forecast", response=OutlookShown)
def project_forecast(request: ApiRequest, key: str) -> Outlook:
    """When the project will be done, with what that rests on."""
    return outlook_of(project_of(request.person, key))


@router.get("/projects/{key}/phases/{number}/forecast", response=OutlookShown)
def phase_forecast(request: ApiRequest, key: str, number: int) -> Outlook:
    """When what is open in a phase will be done."""
    project = project_of(request.person, key)
    return outlook_of_phase(get_object_or_404(project.phases.select_related("project"), pk=number))


@router.get("/projects/{key}/forecast/count", response=PromiseShown | None)
def how_many_by(request: ApiRequest, key: str, by: Day) -> object:
    """At least how many tasks will be finished by a day; null when it is too early; 422 for a day that is over."""
    outlook = outlook_of(project_of(request.person, key))
    if said := why_no_day(by, today=outlook.told_on):
        raise Refusal(422, "invalid", said, fields={"by": [said]})
    return promise(outlook, by)


@router.get("/projects/{key}/forecast/what-if", response=WhatIfShown | None)
def what_if(request: ApiRequest, key: str, asked: Query[WhatIfAsked]) -> object:
    """What would be if; 422 for a key of no open task. Null when it is too early to say."""
    project = project_of(request.person, key)
    change = Change(_open_ones(project, asked.drop, "drop"), asked.people, asked.closed)
    outlook = outlook_of(project)
    if not outlook.as_is:
        return None
    _today, day_of = days_of(project.workspace_id)
    return told(outlook, change, a_person(outlook, finished_tasks(project, day_of=day_of)))


@router.get("/projects/{key}/forecast/tasks", response=TasksShown)
def tasks_first(request: ApiRequest, key: str, asked: Query[ForecastTasksAsked]) -> Mapping[str, object]:
    """When some open tasks are done if they come first; 422 for a key of no open task."""
    project = project_of(request.person, key)
    keys = _open_ones(project, asked.task, "task")
    return {"items": keys, "days": these_first(outlook_of(project), keys) if keys else {}}


@router.get("/projects/{key}/forecast/target", response=TargetShown | None)
def chance_of_target(
    request: ApiRequest, key: str, tries: Annotated[int | None, Field(ge=0, le=MOST_TRIES)] = None
) -> Mapping[str, object] | None:
    """The chance to reach the target of the primary metric; null without a target, or once it is reached."""
    project = project_of(request.person, key)
    today, day_of = days_of(project.workspace_id)
    way = way_to_target(project, today=today, day_of=day_of, planned=done_between(project), tries=tries)
    return _target(way) if way else None


def _open_ones(project: Project, keys: Iterable[str], field: str) -> tuple[str, ...]:
    """Return the keys, the oldest task first. Raises a `Refusal` that names those of no open task of the project."""
    wanted = {key.upper() for key in keys}
    known = [task.key for task in open_tasks(project)] if wanted else []
    if unknown := wanted.difference(known):
        said = _("Not among the open tasks of %(project)s: %(keys)s. GET /projects/%(project)s/forecast names them.")
        message = said % {"project": project.key, "keys": ", ".join(sorted(unknown))}
        raise Refusal(422, "invalid", message, fields={field: [message]})
    return tuple(key for key in known if key in wanted)


def _target(way: WayToTarget) -> Mapping[str, object]:
    return {
        "metric": way.best.definition.name,
        "best": way.best.best,
        "target": way.best.definition.target,
        "tries": way.tries,
        "chance": way.chance if isinstance(way.chances, Chance) else None,
        "missing": way.missing,
        "runs_a_week": way.a_week,
        "until": way.until,
    }
