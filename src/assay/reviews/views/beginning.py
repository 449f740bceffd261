"""The first step: what became of last week's decisions, and what awaits the lead now."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.reviews.awaiting import awaiting
from assay.reviews.models import Review
from assay.reviews.places import next_place
from assay.reviews.queries.start import start_of
from assay.web.messages import answer


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def now_page(request: PersonRequest) -> HttpResponse:
    """Show the step; by POST begin the review of this week, or take it up again with what is new."""
    today = timezone.localdate(now())
    if request.method != "POST":
        return render(request, "reviews/start.html", {"start": start_of(request.person, today=today)})
    require(request.person.can_write)
    review = Review.begin(request.person, awaiting(request.person, today=today), today=today)
    if review.is_finished:
        review.go_on(by=request.person)
        review.take_in(awaiting(request.person, today=today))
    return answer(request, redirect=next_place(review))
