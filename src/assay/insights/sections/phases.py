"""Time per phase of a project beside its plan."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from assay.insights.look import Look
from assay.insights.sections.section import Section
from assay.projects.models import Project
from assay.projects.queries.strip import PhaseStep
from assay.web.charts import Bar, Bars

DEFINITION = lazy(
    "Working days from the first to the last work of each visit, pauses included, five to a week; the time in which "
    "the work was elsewhere is left out. It is the whole life of the project, whatever time is shown. The line is "
    "what the plan in force says, else the usual weeks of the phase."
)


def context(look: Look) -> dict[str, Any] | None:
    """Nothing over many projects, whose phases differ: how long each kind of phase takes has a page of its own."""
    project = look.project
    if project is None:
        return None
    begun = [step for step in look.strip if step.times is not None]
    chart = Bars(
        name="phases",
        title=_finding(begun),
        note=_("Working days in each phase; the line is as planned"),
        until=look.today,
        bars=[_bar(project, step) for step in begun],
        value_name=_("Working days"),
        span_name=_("Planned"),
        blank=_("Nobody began work in a phase yet."),
    )
    return {"chart": chart}


def _bar(project: Project, step: PhaseStep) -> Bar:
    weeks = step.weeks
    span = (float(weeks.low) * 5, float(weeks.high) * 5) if weeks and weeks.low and weeks.high else None
    return Bar(
        name=step.phase.name,
        value=step.times.lasted if step.times else 0,
        hue=step.phase.hue,
        text=step.said,
        url=reverse("projects:phase", args=[project.key, step.phase.pk]),
        says=step.returned,
        span=span,
    )


def _finding(begun: list[PhaseStep]) -> str:
    if not begun:
        return _("Nobody began work in a phase yet")
    longest = max(begun, key=lambda step: step.times.lasted if step.times else 0)
    over = [step for step in begun if _is_over(step)]
    if over:
        text = "%(count)d phase took longer than planned; most time went into %(phase)s"
        many = "%(count)d phases took longer than planned; most time went into %(phase)s"
        return ngettext(text, many, len(over)) % {"count": len(over), "phase": longest.phase.name}
    return _("Most time went into %(phase)s") % {"phase": longest.phase.name}


def _is_over(step: PhaseStep) -> bool:
    return bool(step.times and step.weeks and step.weeks.high and step.times.lasted > float(step.weeks.high) * 5)


PHASES = Section(
    name="phases",
    order=80,
    area="charts",
    tab="phases",
    context=context,
    title=lazy("Time per phase"),
    definition=DEFINITION,
)
