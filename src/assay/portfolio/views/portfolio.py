"""Every project on one screen: where everybody arrives."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.portfolio.asking import Asked, GroupBy, Only, Order, State
from assay.portfolio.queries import portfolio_page
from assay.portfolio.weeks import week_of
from assay.projects.views.home import home

CHOICES = {"states": State.choices, "onlys": Only.choices, "orders": Order.choices, "groups": GroupBy.choices}


@require_safe
@signed_in
def portfolio(request: PersonRequest) -> HttpResponse:
    """Show the table of projects; before the first project the start of everything."""
    asked = Asked.from_query(request.GET.dict())
    page = portfolio_page(request.person, asked)
    if not page.total:
        return home(request)
    context = {"page": page, "asked": asked, "week": week_of(timezone.localdate())}
    return render(request, "portfolio/portfolio.html", context | CHOICES)
