"""Which models went live, and how the best of each project came along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assay.experiments.queries.best_so_far import BestSoFar, Try, best_of_projects
from assay.insights.look import Look
from assay.insights.sections.section import Section
from assay.projects.metric_words import direction_in_words, named
from assay.projects.models import Project
from assay.pure.numbers import MINUS
from assay.registry.queries.going_live import WentLive, went_live
from assay.web.charts import Level, Point, StepLine

DEPLOYED = lazy(
    "Versions of models that were put to use in the time shown for the first time: moved to the stage Production, or "
    "given one of the aliases champion, production, prod or live. A version counts once."
)
PERFORMANCE = lazy(
    "The primary metric of each project as its finished runs measured it: the best so far, and the change in the time"
    " shown. Runs that failed or belong to no task are left out."
)
_MOST = 40


@dataclass(frozen=True)
class Progress:
    """How the best value of a project moved: `before` is the best at the beginning of the time shown."""

    project: Project
    best: BestSoFar
    before: float | None

    @property
    def change(self) -> str:
        """The change in words, with its sign."""
        now, defined = self.best.best, self.best.definition
        if now is None:
            return _("not measured yet")
        if self.before is None:
            return _("first measured in this time")
        if now == self.before:
            return _("unchanged")
        return f"{'+' if now > self.before else MINUS}{defined.apart(abs(now - self.before))}"

    @property
    def state(self) -> str:
        return "met" if self.best.is_reached else "plain"


def models_context(look: Look) -> dict[str, Any]:
    found = went_live(look.reader, look.ids, since=look.since)
    if look.project is not None:
        found = [one for one in found if one.project_id == look.project.pk]
    title = _("No model went live in the time shown")
    if found:
        title = ngettext("%(count)d model went live", "%(count)d models went live", len(found)) % {"count": len(found)}
    return {"title": title, "rows": found[: -_MOST - 1 : -1], "projects": _names(look, found)}


def _names(look: Look, found: Sequence[WentLive]) -> Mapping[int, Project]:
    wanted = {one.project_id for one in found}
    return {project.pk: project for project in look.projects if project.pk in wanted}


def performance_context(look: Look) -> dict[str, Any] | None:
    """One project draws its metric over time; many are a line each."""
    found = best_of_projects(look.ids, at=look.now)
    known = [(project, found[project.pk]) for project in look.projects if project.pk in found]
    rows = [Progress(project, best, _best_before(best, look.since)) for project, best in known if best.tries]
    if look.project is not None:
        return {"chart": _chart(look, rows[0])} if rows else None
    rows.sort(key=lambda one: one.best.tries[-1].at, reverse=True)
    return {"title": _finding(rows), "rows": rows[:_MOST]} if rows else None


def _best_before(best: BestSoFar, since: datetime) -> float | None:
    earlier = [at for at, one in enumerate(best.tries) if one.at < since]
    return best.course[earlier[-1]] if earlier else None


def _finding(rows: Sequence[Progress]) -> str:
    better = sum(1 for one in rows if one.before is not None and one.best.best != one.before)
    reached = sum(1 for one in rows if one.best.is_reached)
    said = {"better": better, "all": len(rows), "reached": reached}
    return _("%(better)d of %(all)d projects got better, %(reached)d have reached their target") % said


def _chart(look: Look, row: Progress) -> StepLine:
    best, defined = row.best, row.best.definition
    value = defined.shown(best.best)
    return StepLine(
        name="performance",
        title=_("Best so far: %(best)s, %(change)s in the time shown") % {"best": value, "change": row.change},
        note=_("%(metric)s, each dot is a finished run, %(count)d runs")
        % {"metric": f"{named(defined)}, {direction_in_words(defined)}", "count": len(best.tries)},
        until=look.today,
        points=[_point(look, one) for one in best.tries],
        higher_is_better=defined.wants_more,
        target=None if defined.target is None else Level(_("target"), defined.target),
        baseline=None if defined.baseline is None else Level(_("baseline"), defined.baseline),
        value_name=defined.name,
        written=defined.shown,
    )


def _point(look: Look, one: Try) -> Point:
    name = _("run %(number)d") % {"number": one.number}
    return Point(on=look.calendar.day_of(one.at), value=one.value, name=name, url=reverse("runs:run", args=[one.uid]))


MODELS = Section(
    name="models-live",
    order=40,
    area="charts",
    context=models_context,
    template="insights/_models.html",
    tab="models",
    title=lazy("Models deployed"),
    definition=DEPLOYED,
)
PERFORMANCE_OVER_TIME = Section(
    name="performance",
    order=30,
    area="charts",
    context=performance_context,
    template="insights/_performance.html",
    tab="models",
    title=lazy("Model performance"),
    definition=PERFORMANCE,
)
