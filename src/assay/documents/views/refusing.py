"""What a document's verb refuses, as an answer: a toast to htmx, the page with a message to a plain form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpResponse

from assay.accounts.doors import PersonRequest
from assay.documents.finding import document_at
from assay.documents.refusals import KNOWN
from assay.documents.views.reading import page
from assay.web.messages import is_htmx, toast

Viewed = TypeVar("Viewed", bound=Callable[..., HttpResponse])


def refusing(view: Viewed) -> Viewed:
    """Answer what the verbs of a document raise; the view gets the number first."""

    @wraps(view)
    def guarded(request: PersonRequest, /, number: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, number, *args, **kwargs)
        except tuple(KNOWN) as error:
            return refused(request, number, str(error), status=KNOWN[type(error)][0])

    return cast("Viewed", guarded)


def refused(request: PersonRequest, number: int, text: str, *, status: int) -> HttpResponse:
    """Say why not: nothing was changed."""
    if is_htmx(request):
        return toast(HttpResponse(status=status, headers={"HX-Reswap": "none"}), text, tone="bad")
    messages.error(request, text)
    return page(request, document_at(request, number), status=status)
