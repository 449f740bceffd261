"""All projects on one line of time."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.portfolio.asking import CHOICES, Asked, Span
from assay.portfolio.queries import portfolio_page, timeline_of, with_outlooks
from assay.portfolio.views.leanly import leanly
from assay.web.charts import chart_answer


@require_safe
@signed_in
def timeline(request: PersonRequest) -> HttpResponse:
    """Show the projects that fit with their phases and the cones of their ends, or the picture as a file."""
    asked = Asked.from_query(request.GET.dict())
    page = portfolio_page(request.person, asked, fill=with_outlooks)
    drawn = timeline_of(page.rows, asked.span)
    if form := request.GET.get("as"):
        return chart_answer(drawn, form)
    context = {"page": page, "asked": asked, "drawn": drawn, "spans": [("", _("Around today")), *Span.choices]}
    return leanly(request, asked, render(request, "portfolio/timeline.html", context | CHOICES))
