"""Runs side by side."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in


@require_safe
@signed_in
def comparison(request: PersonRequest) -> HttpResponse:
    raise Http404
