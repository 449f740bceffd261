"""What the verbs of a deliverable refuse, as an answer: a toast to htmx, the page with a message to a plain form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from assay.accounts.doors import PersonRequest
from assay.deliverables.finding import deliverable_at
from assay.deliverables.models import Deliverable
from assay.deliverables.refusals import KNOWN, status_of
from assay.deliverables.views.page import page
from assay.web.messages import answer, is_htmx, toast

Viewed = TypeVar("Viewed", bound=Callable[..., HttpResponse])


def refusing(view: Viewed) -> Viewed:
    """Answer what the verbs of a deliverable raise; the view gets the key first."""

    @wraps(view)
    def guarded(request: PersonRequest, /, key: str, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, key, *args, **kwargs)
        except tuple(KNOWN) as error:
            return refused(request, key, str(error), status=status_of(error))

    return cast("Viewed", guarded)


def refused(request: PersonRequest, key: str, text: str, *, status: int) -> HttpResponse:
    """Say why not: nothing was changed."""
    if is_htmx(request):
        return toast(HttpResponse(status=status, headers={"HX-Reswap": "none"}), text, tone="bad")
    messages.error(request, text)
    return page(request, deliverable_at(request, key), status=status)


def done(request: PersonRequest, found: Deliverable, text: str = "", *, part: str = "") -> HttpResponse:
    """Lead back to the page, or to a part of it, with a word on what was done."""
    if is_htmx(request):
        shown = page(request, deliverable_at(request, found.key))
        return toast(shown, text) if text else shown
    address = reverse("deliverables:deliverable", args=[found.key]) + (f"#{part}" if part else "")
    return answer(request, redirect=address, text=text)
