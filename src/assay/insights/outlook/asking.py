"""The questions other domains ask: outlooks of projects and of phases. The caller checked who may see them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from assay.accounts.calendars import calendar_of
from assay.insights.outlook.course import Course, course_of
from assay.insights.outlook.facts import DayOf, Facts, ProjectFacts, facts_of, has_pace
from assay.insights.outlook.reckoning import reckon
from assay.insights.outlook.shape import Outlook
from assay.insights.outlook.wording import drifts, in_short, too_early
from assay.insights.remembering import marks_in
from assay.kit.clock import now
from assay.projects.models import Phase, Project
from assay.tasks.keys import written
from assay.tasks.models import Task


def outlooks_of(projects: Collection[Project]) -> dict[int, Outlook]:
    """Return the outlook of each project by its number, in three queries however many. They name no items."""
    found = facts_of([project.pk for project in projects], marks_in(projects))
    return {project: outlook_from(facts.whole, facts) for project, facts in found.items()}


def outlook_of(project: Project) -> Outlook:
    """Return the outlook of one project with the items it counts."""
    return replace(outlooks_of([project])[project.pk], items=_keys(project))


def outlook_of_phase(phase: Phase) -> Outlook:
    """Return when what is open in the phase will be done, with the items it counts."""
    found = outlooks_of_phases(phase.project).get(phase.pk)
    if found is None:
        found = outlook_from(Facts(), facts_of([phase.project_id])[phase.project_id])
    return replace(found, items=_keys(phase.project, phase=phase))


def outlooks_of_phases(project: Project) -> dict[int, Outlook]:
    """Return the outlook of each phase of the project that has tasks, in their order. They name no items."""
    return outlooks_within(project, project.phases.in_order().values_list("pk", flat=True))[2]


def outlooks_within(project: Project, phases: Iterable[int]) -> tuple[Outlook, Course, dict[int, Outlook]]:
    """Return the outlook of the project, its way so far, and the outlooks of its phases, from one look at its tasks.

    `phases` are the numbers of its phases in their order; those without tasks have no outlook.
    A phase goes at its own pace once it shows one. Before, it goes at that of the whole project, after everything that
    is open in the phases before it; so does one that by itself would end after the whole of which it is a part: its
    people had other phases to work in, and what is left of those is less.
    """
    known = facts_of([project.pk])[project.pk]
    whole = outlook_from(known.whole, known)
    found: dict[int, Outlook] = {}
    ahead = 0
    for phase in phases:
        if facts := known.phases.get(phase):
            found[phase] = _of_phase(facts, known, ahead, whole)
            ahead += facts.left
    return whole, course_of(known), found


def _of_phase(own: Facts, project: ProjectFacts, ahead: int, whole: Outlook) -> Outlook:
    by_itself = outlook_from(own, project)
    fits = has_pace(own) and not _ends_after(by_itself, whole)
    if fits or not own.left or not has_pace(project.whole):
        return by_itself
    # What comes in somewhere in the project need not come into this phase.
    queued = outlook_from(Facts(ahead + own.left, project.whole.weeks), project)
    return replace(queued, left=own.left, ahead=ahead, is_of_project=True)


def _ends_after(part: Outlook, whole: Outlook) -> bool:
    if whole.likely is None:
        return False
    return part.is_endless or (part.likely is not None and part.likely > whole.likely)


def way_so_far(project: Project, *, is_whole: bool = False) -> tuple[Outlook, Course]:
    """Return the outlook of a project, which names no items, with what was done and what there was by day.

    These days are those of the last year unless the whole is asked for.
    """
    known = facts_of([project.pk])[project.pk]
    return outlook_from(known.whole, known), course_of(known, is_whole=is_whole)


def days_of(workspace_id: int) -> tuple[date, DayOf]:
    """Return today, and what says on which day of the workspace a moment falls."""
    calendar = calendar_of(None, workspace_id=workspace_id)
    return calendar.day_of(now()), calendar.day_of


def outlook_from(facts: Facts, project: ProjectFacts) -> Outlook:
    """Say the outlook that facts of the project give: all of them, or those of a phase."""
    growth = facts.growth(project.planned_on)
    found = reckon(facts.left, facts.done, growth)
    trial = found.trial
    return Outlook(
        left=facts.left,
        told_on=project.today,
        days=_days(found.weeks, facts, project.today),
        as_is=_days(found.as_is, facts, project.today),
        too_early=too_early(found.why_not, facts.weeks, left=facts.left),
        in_short=in_short(found.why_not, left=facts.left),
        hits=trial.hits if trial else 0,
        tries=trial.tries if trial else 0,
        horizon=trial.weeks if trial else 0,
        drifts=drifts(found.drift),
        weeks=facts.weeks,
        came=facts.came,
        growing=growth,
        unit=found.unit,
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
