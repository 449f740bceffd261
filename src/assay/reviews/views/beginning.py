"""The first step: what became of last week's decisions, and what awaits the lead now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.reviews.awaiting import awaiting
from assay.reviews.models import Review
from assay.reviews.places import next_place
from assay.reviews.queries.gathering import gathering_for
from assay.reviews.queries.start import start_of
from assay.web.messages import answer, is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def now_page(request: PersonRequest) -> HttpResponse:
    """Show the step; by POST begin the review of this week, or take it up again with what is new."""
    today = timezone.localdate(now())
    if request.method != "POST":
        return render(request, "reviews/start.html", {"start": start_of(request.person, today=today)})
    require(request.person.can_write)
    found = awaiting(request.person, today=today)
    if not found and Review.this_week(request.person, today=today) is None:
        return answer(request, redirect=reverse("reviews:now"), text=_("Nothing needs you now."))
    return answer(request, redirect=next_place(Review.begin(request.person, found, today=today)))


@require_safe
@signed_in
def waiting(request: PersonRequest) -> HttpResponse:
    """What a review begun now would be about; fetched after the page, as all rules are asked for it."""
    template = "reviews/_waiting.html" if is_htmx(request) else "reviews/waiting.html"
    return render(request, template, {"gathering": gathering_for(request.person, today=timezone.localdate(now()))})
