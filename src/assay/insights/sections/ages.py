"""How long each project has taken so far."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assay.insights.figures.ages import ProjectAge
from assay.insights.look import Look
from assay.insights.sections.cycle import unit
from assay.insights.sections.section import Section
from assay.insights.wording import in_days
from assay.projects.models import Project
from assay.web.charts import Bar, Bars
from assay.web.charts.figure import full_day

DEFINITION = lazy(
    "Days from the first start in the project to today, or to its last end where nothing is open; both included. "
    "Projects in which nobody began are left out. It is their whole life, whatever time is shown."
)
_MOST = 40


def context(look: Look) -> dict[str, Any] | None:
    """Nothing for one project, whose phases say it in more detail."""
    if look.project is not None or len(look.projects) < 2:
        return None
    by_number = {project.pk: project for project in look.projects}
    ages = look.ages
    chart = Bars(
        name="project-ages",
        title=_finding(ages, by_number),
        note=_note(look, len(ages)),
        until=look.today,
        bars=[_bar(one, by_number[one.project_id]) for one in ages[:_MOST]],
        value_name=unit(look),
        blank=_("Nobody began work in a project yet."),
    )
    return {"chart": chart}


def _note(look: Look, count: int) -> str:
    if count > _MOST:
        return _("%(days)s since the first start, the %(most)d oldest") % {"days": unit(look), "most": _MOST}
    projects = ngettext("%(num)d project", "%(num)d projects", count) % {"num": count}
    return _("%(days)s since the first start, %(projects)s") % {"days": unit(look), "projects": projects}


def _bar(one: ProjectAge, project: Project) -> Bar:
    said = {"since": full_day(one.since), "until": full_day(one.until)}
    return Bar(
        name=project.name,
        value=one.days,
        hue=1 if one.is_open else 3,
        text=in_days(one.days) if one.is_open else _("%(days)s, nothing open") % {"days": in_days(one.days)},
        url=reverse("insights:project_flow", args=[project.key]),
        says=_("since %(since)s") % said if one.is_open else _("%(since)s to %(until)s") % said,
    )


def _finding(ages: list[ProjectAge], projects: dict[int, Project]) -> str:
    if not ages:
        return _("Nobody began work in a project yet")
    oldest = next((one for one in ages if one.is_open), ages[0])
    return _("%(project)s is open longest: %(days)s") % {
        "project": projects[oldest.project_id].name,
        "days": in_days(oldest.days),
    }


AGES = Section(
    name="project-ages",
    order=80,
    area="charts",
    tab="phases",
    context=context,
    title=lazy("Age of projects"),
    definition=DEFINITION,
)
