"""Everything the page of a project's forecast shows, from one look at its tasks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from assay.insights.forecasts.asked import AskedForm
from assay.insights.forecasts.counting import Promise, promise
from assay.insights.forecasts.finished import finished_tasks, keys_by_week
from assay.insights.forecasts.target import WayToTarget, way_to_target
from assay.insights.forecasts.what_if import OpenTask, Told, a_person, open_tasks, these_first, told, usual_changes
from assay.insights.outlook import Outlook
from assay.insights.outlook.asking import days_of, outlooks_within
from assay.insights.outlook.course import Course
from assay.projects.models import Phase, Project
from assay.projects.planning import done_between
from assay.pure.flow import Week

# How many by then, where nobody named a day.
_USUALLY = timedelta(weeks=4)


@dataclass(frozen=True)
class PhaseRow:
    phase: Phase
    outlook: Outlook


@dataclass(frozen=True)
class WeekRow:
    """A week with the keys of what was finished in it; `came` is None for the one that is not over."""

    week: Week
    keys: list[str]
    came: int | None


@dataclass(frozen=True)
class ForecastPage:
    """`asked` is what was changed by hand, beside the changes that are `usual` to look at.

    `first` holds the days of chosen tasks if they come first;
    `planned` is when the plan in force says it is done, at best and at the latest.
    """

    outlook: Outlook
    phases: list[PhaseRow]
    tasks: list[OpenTask]
    promise: Promise | None
    way: WayToTarget | None
    usual: list[Told]
    asked: Told | None
    first: Mapping[int, date]
    has_people: bool
    weeks: list[WeekRow]
    course: Course
    planned: tuple[date, date] | None
    form: AskedForm


def forecast_page(project: Project, data: Mapping[str, Any]) -> ForecastPage:
    """Return what the page shows for what its address asks. The caller checked who may see the project."""
    today, day_of = days_of(project.workspace_id)
    phases = list(project.phases.in_order().only("name", "hue", "project_id"))
    outlook, course, outlooks = outlooks_within(project, [phase.pk for phase in phases])
    tasks = open_tasks(project)
    outlook = replace(outlook, items=tuple(task.key for task in tasks))
    form = AskedForm(data, today=today, keys=[task.key for task in tasks])
    finished = finished_tasks(project, day_of=day_of)
    planned = done_between(project)
    person = a_person(outlook, finished)
    changes = usual_changes(outlook, tasks, has_people=bool(person)) if outlook.as_is else []
    return ForecastPage(
        outlook=outlook,
        phases=_rows(phases, outlooks),
        tasks=tasks,
        promise=promise(outlook, form.day or today + _USUALLY),
        way=way_to_target(project, today=today, day_of=day_of, planned=planned, tries=form.runs),
        usual=[told(outlook, change, person) for change in changes],
        asked=told(outlook, form.change, person) if outlook.as_is and not form.change.is_none else None,
        first=these_first(outlook, form.chosen) if form.chosen else {},
        has_people=bool(person),
        weeks=_weeks(outlook, keys_by_week(finished)),
        course=course,
        planned=planned,
        form=form,
    )


def _rows(phases: Iterable[Phase], outlooks: Mapping[int, Outlook]) -> list[PhaseRow]:
    return [PhaseRow(one, outlooks[one.pk]) for one in phases if one.pk in outlooks and outlooks[one.pk].left]


def _weeks(outlook: Outlook, keys: Mapping[date, list[str]]) -> list[WeekRow]:
    """The newest week first."""
    came = dict(zip((week.monday for week in outlook.whole_weeks), outlook.came, strict=True))
    rows = [WeekRow(week, keys.get(week.monday, []), came.get(week.monday)) for week in outlook.weeks]
    return rows[::-1]
