"""All signals of the workspace, and what rests."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.signals.queries import list_of


@require_safe
@signed_in
def listing(request: PersonRequest) -> HttpResponse:
    """By urgency; `?project=KITE` and `?mine=1` leave others out, and what names nothing leaves nothing out."""
    found = list_of(request.person, project=request.GET.get("project", ""), is_mine=request.GET.get("mine") == "1")
    return render(request, "signals/list.html", {"found": found})
