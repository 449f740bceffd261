"""The questions other domains ask: outlooks of projects and of phases. The caller checked who may see them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, timedelta

from assay.accounts.calendars import calendar_of
from assay.insights.outlook.facts import DayOf, Facts, facts_of_phases, facts_of_projects
from assay.insights.outlook.reckoning import reckon
from assay.insights.outlook.shape import Outlook
from assay.insights.outlook.wording import drifts, too_early
from assay.kit.clock import now
from assay.projects.models import Phase, Project
from assay.pure.forecast import NoForecast, pace_of
from assay.tasks.keys import written
from assay.tasks.models import Task


def outlooks_of(projects: Collection[Project]) -> dict[int, Outlook]:
    """Return the outlook of each project by its number, in a few queries however many. They name no items."""
    found: dict[int, Outlook] = {}
    for workspace_id in {project.workspace_id for project in projects}:
        ids = [project.pk for project in projects if project.workspace_id == workspace_id]
        today, day_of = days_of(workspace_id)
        facts = facts_of_projects(ids, today=today, day_of=day_of)
        found |= {project: outlook_from(facts[project], today=today) for project in ids}
    return found


def outlook_of(project: Project) -> Outlook:
    """Return the outlook of one project with the items it counts."""
    return replace(outlooks_of([project])[project.pk], items=_keys(project))


def outlook_of_phase(phase: Phase) -> Outlook:
    """Return when what is open in the phase will be done.

    At the pace of the phase itself once it has one, else at that of the whole project: right only while everybody
    works on this phase.
    """
    today, day_of = days_of(phase.project.workspace_id)
    project, phases = facts_of_phases(phase.project_id, today=today, day_of=day_of)
    own = phases.get(phase.pk, Facts())
    is_of_project = isinstance(pace_of(own.done), NoForecast) and not isinstance(pace_of(project.done), NoForecast)
    # What comes into other phases is none of this one.
    facts = Facts(own.left, project.weeks) if is_of_project else own
    found = outlook_from(facts, today=today)
    return replace(found, items=_keys(phase.project, phase=phase), is_of_project=is_of_project)


def days_of(workspace_id: int) -> tuple[date, DayOf]:
    """Return today, and what says on which day of the workspace a moment falls."""
    calendar = calendar_of(None, workspace_id=workspace_id)
    return calendar.day_of(now()), calendar.day_of


def outlook_from(facts: Facts, *, today: date) -> Outlook:
    """Say the outlook that the facts give."""
    found = reckon(facts.left, facts.done, facts.came)
    trial = found.trial
    return Outlook(
        left=facts.left,
        told_on=today,
        days=_days(found.weeks, facts, today),
        as_is=_days(found.as_is, facts, today),
        too_early=too_early(found.why_not, facts.weeks, left=facts.left),
        hits=trial.hits if trial else 0,
        tries=trial.tries if trial else 0,
        horizon=trial.weeks if trial else 0,
        drifts=drifts(found.drift),
        weeks=facts.weeks,
        came=facts.came,
        seed=found.seed,
    )


def _days(weeks: Mapping[int, int] | None, facts: Facts, today: date) -> dict[int, date]:
    if not facts.left or weeks is None:
        return {}
    return {chance: today + timedelta(weeks=number) for chance, number in weeks.items()}


def _keys(project: Project, *, phase: Phase | None = None) -> tuple[str, ...]:
    open_ = Task.objects.filter(project=project).open()
    mine = open_.filter(phase=phase) if phase else open_
    rows = mine.order_by("number").values_list("kind", "number")
    return tuple(written(project.key, kind, number) for kind, number in rows)
