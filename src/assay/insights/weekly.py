"""How much each project finished per week: what forecasts draw from."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Min

from assay.insights.models import Stay
from assay.insights.models.stay import IS_DONE
from assay.insights.remembering import Mark, Remembered, marks_of
from assay.pure.flow import QUEUE, Week, weeks

_weekly: Remembered[list[Week]] = Remembered(most=2000)


def weekly_of(projects: Collection[int], *, today: date) -> dict[int, list[Week]]:
    """Return by project its weeks up to that of `today`, from the one in which work was first taken up.

    Days are those of the workspace's time zone. A project in which nobody began has no weeks. One query while nothing
    changed, two more if something did, however many projects.
    """
    found = _weekly.of(marks_of(projects), lambda marks: _count(marks, today), on=today)
    return {project: found.get(project, []) for project in projects}


def _count(marks: Collection[Mark], today: date) -> Mapping[int, list[Week]]:
    stays = Stay.objects.filter(project_id__in=[mark.project_id for mark in marks], task__trashed_at=None)
    begun = dict(stays.exclude(state=QUEUE).values_list("project_id").annotate(first=Min("began_at")))
    ends = defaultdict(list)
    for project, at in stays.filter(IS_DONE).values_list("project_id", "began_at"):
        ends[project].append(at)
    found: dict[int, list[Week]] = {}
    for mark in marks:
        first, number = begun.get(mark.project_id), mark.project_id
        days = [at.astimezone(mark.zone).date() for at in ends[number]]
        found[number] = weeks(days, first=first.astimezone(mark.zone).date(), today=today) if first else []
    return found
