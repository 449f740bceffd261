"""The stops: facts on one screen, ways on as buttons, one press decides."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.rest.errors import known_errors, status_of
from assay.reviews.actions import decide, pass_by
from assay.reviews.finding import own_review, stop_of
from assay.reviews.forms import LaterForm, StopForm
from assay.reviews.models import Review, Stop
from assay.reviews.places import next_place
from assay.reviews.queries.stop_page import stop_page
from assay.reviews.ways.wanted import WhyNeeded
from assay.web.messages import answer


@require_safe
@signed_in
def stop(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    review = own_review(request.person, pk)
    return _page(request, review, position)


@require_POST
@signed_in
def decision(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """Decide, and go on to the next stop; what is refused is told here, with all that was typed."""
    review = own_review(request.person, pk)
    found = stop_of(review, request.person, position)
    require(found.project.can_be_edited_by(request.person))
    form = StopForm(request.POST, project=found.project)
    if not form.is_valid():
        return _page(request, review, position, form=form, status=422)
    try:
        _decide(found, form, request)
    except WhyNeeded as error:
        form.add_error("why", str(error))
        return _page(request, review, position, form=form, status=422)
    except known_errors() as error:
        return _page(request, review, position, form=form, refused=str(error), status=status_of(error))
    return answer(request, redirect=next_place(review, after=position), text=found.decided)


@require_POST
@signed_in
def later(request: PersonRequest, pk: int, position: int) -> HttpResponse:
    """Not now, or nothing to decide any more: on to the next."""
    review, form = own_review(request.person, pk), LaterForm(request.POST)
    pass_by(stop_of(review, request.person, position), by=request.person)
    review.count(form.shown_at if form.is_valid() else None)
    return answer(request, redirect=next_place(review, after=position))


@transaction.atomic
def _decide(found: Stop, form: StopForm, request: PersonRequest) -> None:
    decide(found, form.wanted, by=request.person, seen=form.cleaned_data["seen"])
    found.review.count(form.shown_at)


def _page(
    request: PersonRequest,
    review: Review,
    position: int,
    *,
    form: StopForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    page = stop_page(review, position, reader=request.person, form=form)
    if page is None:
        raise Http404
    return render(request, "reviews/stop.html", {"page": page, "refused": refused}, status=status)
