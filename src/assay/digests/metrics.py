"""How far the primary metrics came in some days."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from assay.digests.digest import Line
from assay.digests.scope import Scope
from assay.experiments.queries.best_so_far import BestSoFar, best_of_projects
from assay.runs.models import Run


@dataclass(frozen=True)
class Step:
    """The best value of a project's primary metric at the end of some days, and before them; None for no value."""

    found: BestSoFar
    best: float
    before: float | None

    @property
    def is_reached(self) -> bool:
        return bool(self.found.definition.reaches(self.best))


def steps_of(scope: Scope) -> dict[int, Step]:
    """Return by project what moved the best; projects where nothing did are missing."""
    begin, over = scope.moments
    found = best_of_projects(_tried(scope), at=over)
    steps = {number: _step(one, begin, over) for number, one in found.items()}
    return {number: one for number, one in steps.items() if one is not None}


def _tried(scope: Scope) -> list[int]:
    """Return the projects in which a run ended in these days: only there can the best have moved."""
    begin, over = scope.moments
    ended = Run.objects.filter(task__project__in=scope.ids, ended_at__gte=begin, ended_at__lt=over)
    return list(ended.order_by().values_list("task__project_id", flat=True).distinct())


def metric_lines(scope: Scope) -> list[Line]:
    """Return a line for each project whose best value moved."""
    return [_line(number, one, scope) for number, one in steps_of(scope).items()]


def _step(found: BestSoFar, begin: datetime, over: datetime) -> Step | None:
    before, best = _best_until(found, begin), _best_until(found, over)
    return None if best is None or best == before else Step(found, best, before)


def _best_until(found: BestSoFar, moment: datetime) -> float | None:
    earlier = bisect_left(found.tries, moment, key=lambda one: one.at)
    return found.course[earlier - 1] if earlier else None


def _line(number: int, step: Step, scope: Scope) -> Line:
    defined = step.found.definition
    said = {"metric": defined.plain, "best": defined.shown(step.best), "before": defined.shown(step.before)}
    text = (
        _("%(metric)s is %(best)s, it was %(before)s")
        if step.before is not None
        else _("%(metric)s is %(best)s, measured for the first time")
    )
    target = "" if defined.target is None else _("target %(value)s") % {"value": defined.shown(defined.target)}
    return Line(
        text % said,
        scope.noted(number, _("the target is reached") if step.is_reached else target),
        reverse("projects:overview", args=[scope.by_id[number].key]),
        icon="met" if step.is_reached else "chart",
        state="met" if step.is_reached else "plain",
    )
