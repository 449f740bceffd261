"""The pictures of a digest, on the page and in the letter: how far the metric came, and when it will be done."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assay.digests.scope import Scope
from assay.digests.weeks import today_in
from assay.experiments.queries.best_so_far import Try, best_so_far
from assay.insights.forecasts.drawn import burn_up
from assay.insights.outlook import Outlook
from assay.insights.outlook.asking import way_so_far
from assay.insights.outlook.shape import LIKELY
from assay.projects.models import Project
from assay.web.charts import Drawable, Level, Point, StepLine, Timeline, TimelineRow
from assay.web.when import day

MOST_ROWS = 20


def charts_of_project(scope: Scope, project: Project) -> tuple[Drawable, ...]:
    """Return the best so far, and as of now the way to the end."""
    found: list[Drawable | None] = [metric_chart(project, scope, is_plain=False)]
    if scope.is_now:
        outlook, course = way_so_far(project)
        if outlook.days:
            found.append(burn_up(outlook, course, project))
    return tuple(one for one in found if one is not None)


def charts_of_projects(scope: Scope, outlooks: Sequence[tuple[Project, Outlook]]) -> tuple[Drawable, ...]:
    """Return the days by which projects will be done, the nearest first; nothing while none has one."""
    if not outlooks or not scope.is_now:
        return ()
    rows = [
        TimelineRow(
            name=project.name,
            cone=outlook.days,
            wished=project.ends_on,
            url=reverse("projects:overview", args=[project.key]),
        )
        for project, outlook in outlooks[:MOST_ROWS]
    ]
    first, outlook = outlooks[0]
    said = {"project": first.name, "chance": LIKELY, "day": day(outlook.days[LIKELY])}
    title = _("The next to be done is %(project)s, by %(day)s at %(chance)d\N{NO-BREAK SPACE}%%") % said
    today = today_in(scope.zone)
    note = _("The cone: 50, 85 and 95 percent sure; a line where the end is wished")
    return (Timeline(name="ends", title=title, note=note, until=today, rows=rows, today=today),)


def metric_chart(project: Project, scope: Scope, *, is_plain: bool) -> StepLine | None:
    """Return each try and the best so far, until the last of the days; None without a try.

    `is_plain`: for people outside, without names of runs and without ways to them.
    """
    found = best_so_far(project, at=scope.moments[1])
    tries = [one for one in found.tries if one.at < scope.moments[1]] if found else []
    if found is None or not tries:
        return None
    defined = found.definition
    best = defined.shown(found.course[len(tries) - 1])
    said = {"metric": defined.title if is_plain else defined.plain, "best": best}
    return StepLine(
        name="metric",
        title=_("%(metric)s: %(best)s is the best so far") % said,
        note=_tried(len(tries)),
        until=min(scope.span.last, today_in(scope.zone)),
        points=[_point(one, scope, is_plain=is_plain) for one in tries],
        higher_is_better=defined.wants_more,
        target=_level(_("goal") if is_plain else _("target"), defined.target),
        baseline=_level(_("before") if is_plain else _("baseline"), defined.baseline),
        value_name=said["metric"],
        written=defined.shown,
    )


def _tried(count: int) -> str:
    tries = ngettext("%(num)d try", "%(num)d tries", count) % {"num": count}
    return _("%(tries)s, each a dot; the line is the best so far") % {"tries": tries}


def _point(one: Try, scope: Scope, *, is_plain: bool) -> Point:
    on = one.at.astimezone(scope.zone).date()
    if is_plain:
        return Point(on=on, value=one.value)
    name = _("run %(number)d") % {"number": one.number}
    return Point(on=on, value=one.value, name=name, url=reverse("runs:run", args=[one.uid]))


def _level(name: str, value: float | None) -> Level | None:
    return None if value is None else Level(name, value)
