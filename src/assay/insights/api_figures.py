"""REST: how work flows and what a team learned."""

from typing import Any

from django.utils.translation import gettext as _
from ninja import Query, Router

from assay.insights.asked import Asked
from assay.insights.figures.counted import Counted
from assay.insights.look import Look
from assay.insights.schemas import InsightsAsked, InsightsOfProjectAsked, InsightsShown
from assay.kit.clock import now
from assay.projects.finding import project_of
from assay.projects.models import Project
from assay.pure.flow import STATES, Chart
from assay.registry.queries.going_live import went_live
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal

router = Router(tags=["Insights"])


@router.get("/insights", response=InsightsShown)
def insights(request: ApiRequest, asked: Query[InsightsAsked]) -> dict[str, Any]:
    """Figures of all projects that you see; each names the tasks it counts, and the others with the reason."""
    return _shown(_look(request, asked, None))


@router.get("/projects/{key}/insights", response=InsightsShown)
def project_insights(request: ApiRequest, key: str, asked: Query[InsightsOfProjectAsked]) -> dict[str, Any]:
    """Figures of one project, or of one of its phases by number."""
    project = project_of(request.person, key)
    if asked.phase and not project.phases.filter(pk=asked.phase).exists():
        raise Refusal(422, "invalid", _("The project has no such phase."), fields={"phase": [_("Unknown phase.")]})
    return _shown(_look(request, asked, project, phase=asked.phase))


def _look(request: ApiRequest, told: InsightsAsked, project: Project | None, *, phase: int | None = None) -> Look:
    asked = Asked(days=told.days, kind=str(told.kind), is_own=told.who == "me", phase=phase).over(told.weeks)
    return Look(reader=request.person, asked=asked, now=now(), project=project)


def _shown(look: Look) -> dict[str, Any]:
    return {
        "first": look.period.first,
        "today": look.today,
        "days": look.asked.days,
        "cycle_time": {
            "percentiles": look.cycle.at,
            "finished": [{"key": one.item.key, "on": one.on, "days": one.days} for one in look.cycle.finished],
            "counted": _counted(look, look.cycle.counted),
        },
        "control": _control(look),
        "throughput": _throughput(look),
        "flow": [
            {"day": level.day, "blocked": level.blocked} | dict(zip(STATES, level.counts, strict=True))
            for level in look.flow.levels
        ],
        "ageing": [
            {"key": one.item.key, "days": one.days, "state": one.item.state, "share": one.share_done_by_now}
            for one in look.ageing.items
        ],
        "time_spent": _time_spent(look),
        "returns": look.returns,
        **_of_team(look),
    }


def _counted(look: Look, found: Counted) -> Counted:
    return Counted(found.keys, (*found.left_out, *look.put_away))


def _control(look: Look) -> dict[str, Any] | None:
    chart = look.cycle.control
    if not isinstance(chart, Chart):
        return None
    keys = [one.item.key for one in look.cycle.latest]
    signals = [{"kind": one.kind, "keys": keys[one.first : one.last + 1]} for one in chart.signals]
    limits = chart.limits
    return {"mean": limits.mean, "low": limits.low, "high": limits.high, "signals": signals}


def _throughput(look: Look) -> dict[str, Any]:
    found = look.throughput
    low, high = (found.usual.low, found.usual.high) if found.usual else (None, None)
    return {"a_week": found.a_week, "low": low, "high": high, "weeks": found.weeks}


def _time_spent(look: Look) -> dict[str, Any]:
    found, total = look.spent, look.spent.total
    hours = {"active": total.active, "waiting": total.waiting, "blocked": total.blocked, "put_back": total.queued}
    return {**hours, "efficiency": total.efficiency, "counted": _counted(look, found.counted)}


def _of_team(look: Look) -> dict[str, Any]:
    found, keys = look.answers, {project.pk: project.key for project in look.projects}
    live = went_live(look.reader, look.ids, since=look.since)
    return {
        "experiments": {
            "run": len(found.run),
            "ended": found.outcomes,
            "answered": found.answered,
            "share": found.share,
            "counted": found.counted,
        },
        "iterations": {
            "percentiles": look.iterations.at,
            "each": [
                {"key": one.question.key, "on": one.on, "days": one.days, "days_since_start": one.days_since_start}
                for one in look.iterations.each
            ],
        },
        "models_deployed": [
            {
                "model": one.model,
                "version": one.number,
                "project": keys.get(one.project_id or 0),
                "at": one.at,
                "how": one.how,
            }
            for one in live
            if look.project is None or one.project_id == look.project.pk
        ],
    }
