"""The last step: what was decided, told to others."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.projects.models import Project
from assay.reviews.actions import keep_in_vault
from assay.reviews.finding import own_review, review_of
from assay.reviews.models import Review, ReviewOver
from assay.reviews.queries.summary import summary_of
from assay.web.messages import answer


@require_safe
@signed_in
def review(request: PersonRequest, pk: int) -> HttpResponse:
    """The summary; to others it shows what they may see of it."""
    return _page(request, review_of(request.person, pk))


@require_safe
@signed_in
def markdown(request: PersonRequest, pk: int) -> HttpResponse:
    """The same as text, to paste wherever the team reads."""
    found = review_of(request.person, pk)
    text = summary_of(found, reader=request.person).text
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_POST
@signed_in
def finish(request: PersonRequest, pk: int) -> HttpResponse:
    found = own_review(request.person, pk)
    found.finish(by=request.person)
    return answer(request, redirect=_place(pk), text=_("Done for this week."))


@require_POST
@signed_in
def reopening(request: PersonRequest, pk: int) -> HttpResponse:
    found = own_review(request.person, pk)
    try:
        found.go_on(today=timezone.localdate(now()))
    except ReviewOver as error:
        return _page(request, found, refused=str(error), status=409)
    return answer(request, redirect=_place(pk))


@require_POST
@signed_in
def document(request: PersonRequest, pk: int) -> HttpResponse:
    """Put what was decided of one project into its vault, where it can be shared with a stakeholder."""
    found = own_review(request.person, pk)
    projects = Project.objects.visible_to(request.person).filter(pk__in=found.stops.values("project"))
    project = get_object_or_404(projects, key=request.POST.get("project", ""))
    require(request.person.can_write)
    made = keep_in_vault(found, project, by=request.person)
    return answer(request, redirect=reverse("documents:document", args=[made.pk]), text=_("In the vault."))


def _page(request: PersonRequest, found: Review, *, refused: str = "", status: int = 200) -> HttpResponse:
    context = {
        "summary": summary_of(found, reader=request.person),
        "is_now": found.is_of(timezone.localdate(now())),
        "refused": refused,
    }
    return render(request, "reviews/review.html", context, status=status)


def _place(pk: int) -> str:
    return reverse("reviews:review", args=[pk])
