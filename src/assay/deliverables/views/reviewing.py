"""The check list and the two reviewers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.activity.kinds import row_numbers
from assay.deliverables.finding import deliverable_at, deliverable_to_change
from assay.deliverables.forms import CheckForm, NoteForm, TickForm
from assay.deliverables.models import Check, Deliverable, Seat
from assay.deliverables.views.choosing import naming_reviewers
from assay.deliverables.views.refusing import done, refused, refusing
from assay.projects.readers import readers_of


@require_POST
@signed_in
@refusing
def checks(request: PersonRequest, key: str) -> HttpResponse:
    """Add a line to the check list."""
    found, form = deliverable_to_change(request.person, key), CheckForm(request.POST)
    if not form.is_valid():
        return refused(request, key, _("Say in a line what must be true."), status=422)
    found.add_check(form.cleaned_data["text"], by=request.person)
    return done(request, found, part="checks")


@require_POST
@signed_in
@refusing
def check(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Tick a line, with an answer perhaps, or untick it."""
    found, form = deliverable_to_change(request.person, key), TickForm(request.POST)
    line = _check(request, found, number)
    if not form.is_valid():
        return refused(request, key, _("The answer is too long."), status=422)
    if form.cleaned_data["done"]:
        found.tick(line, by=request.person, answer=form.cleaned_data["answer"])
    else:
        found.untick(line, by=request.person)
    return done(request, found, part="checks")


@require_POST
@signed_in
@refusing
def check_removal(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Take a line off the check list."""
    found = deliverable_to_change(request.person, key)
    found.remove_check(_check(request, found, number), by=request.person)
    return done(request, found, part="checks")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def reviewers(request: PersonRequest, key: str) -> HttpResponse:
    """Name who reviews, from one of the two seats."""
    if request.method != "POST":
        return naming_reviewers(request, key)
    found = deliverable_to_change(request.person, key)
    seat, numbers = request.POST.get("seat", ""), row_numbers([request.POST.get("person", "")])
    person = readers_of(found.project).filter(pk__in=numbers).first()
    if seat not in Seat.values or person is None:
        return refused(request, key, _("Choose who reviews."), status=422)
    found.name_reviewer(seat, person, by=request.person)
    return done(request, found, part="review")


@require_POST
@signed_in
@refusing
def approval(request: PersonRequest, key: str) -> HttpResponse:
    """Approve what is attached now, as one of the two reviewers; as with a signature, only what was shown."""
    found, form = deliverable_at(request, key), NoteForm(request.POST)
    if not form.is_valid():
        return refused(request, key, _("The note is too long."), status=422)
    found.approve(by=request.person, note=form.cleaned_data["note"], seen=request.POST.get("digest"))
    return done(request, found, _("Approved"), part="review")


def _check(request: PersonRequest, found: Deliverable, number: int) -> Check:
    return get_object_or_404(Check.objects.visible_to(request.person), deliverable=found, pk=number)
