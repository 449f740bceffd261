"""Every project on one screen: where everybody arrives."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.portfolio.asking import CHOICES, Asked
from assay.portfolio.queries import learned_by, needs_of, portfolio_page
from assay.portfolio.views.leanly import leanly
from assay.portfolio.weeks import week_of
from assay.projects.views.home import home
from assay.web.messages import is_htmx

MOST_OF = 1000


@require_safe
@signed_in
def portfolio(request: PersonRequest) -> HttpResponse:
    """Show the table of projects; before the first project the start of everything."""
    asked = Asked.from_query(request.GET.dict())
    page = portfolio_page(request.person, asked)
    if not page.total:
        return home(request)
    context = {"page": page, "asked": asked, "week": week_of(timezone.localdate())}
    return leanly(request, asked, render(request, "portfolio/portfolio.html", context | CHOICES))


@require_safe
@signed_in
def needs(request: PersonRequest) -> HttpResponse:
    """What needs somebody: a strip above the table, and a word in each of its rows."""
    if not is_htmx(request):
        return redirect("signals:list")
    rows = [int(one) for one in request.GET.get("of", "")[:MOST_OF].split(",") if one.isascii() and one.isdigit()]
    return render(request, "portfolio/_needs.html", {"needs": needs_of(request.person, rows=rows)})


@require_safe
@signed_in
def learned(request: PersonRequest) -> HttpResponse:
    """What was learned this week and whether the dates can be trusted: a fragment, or a page without JavaScript."""
    template = "portfolio/_learned.html" if is_htmx(request) else "portfolio/learned.html"
    return render(request, template, {"learned": learned_by(request.person), "week": week_of(timezone.localdate())})
