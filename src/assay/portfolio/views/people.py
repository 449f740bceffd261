"""Who works on what."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.portfolio.queries import hands_of


@require_safe
@signed_in
def people(request: PersonRequest) -> HttpResponse:
    """Show who works on what now and for how long, who is free, and who is away."""
    hands = hands_of(request.person)
    context = {
        "busy": [one for one in hands if one.works],
        "free": [one for one in hands if one.is_free],
        "away": [one for one in hands if one.back_on and not one.works],
    }
    return render(request, "portfolio/people.html", context)
