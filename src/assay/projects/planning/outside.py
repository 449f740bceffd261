"""A plan as somebody without an account reads it: no links, no jargon, good on paper."""

from django.template.loader import render_to_string
from django.utils import timezone
from markupsafe import Markup

from assay.projects.models import PlanVersion
from assay.projects.plain import plain_phase
from assay.projects.planning.chart import plan_chart
from assay.projects.planning.reading import plan_read
from assay.projects.planning.spent import spent_in


def plan_outside(plan: PlanVersion) -> Markup:
    """Return the plan as HTML for a deliverable's or a link's page."""
    read = plan_read(plan)
    for row in read.rows:
        row.phase.name = str(plain_phase(row.phase).name)  # on this page only; nothing here is saved
    chart = plan_chart(read, spent_in(plan.project), today=timezone.localdate())
    context = {"plan": plan, "read": read, "chart": chart, "project": plan.project}
    return Markup(render_to_string("projects/_plan_outside.html", context))  # noqa: S704 - our own template escapes
