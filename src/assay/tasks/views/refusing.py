"""What a task's verb refuses, as an answer: a toast to htmx, the page with a message to a plain form."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse

from assay.accounts.doors import PersonRequest
from assay.tasks.finding import task_at
from assay.tasks.refusals import KNOWN, status_of
from assay.tasks.views.task import page
from assay.web.messages import is_htmx, toast

Viewed = TypeVar("Viewed", bound=Callable[..., HttpResponse])


def refusing(view: Viewed) -> Viewed:
    """Answer what the verbs of a task raise; the view gets the key first."""

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
    return page(request, task_at(request, key), status=status)


def page_of_task(key: str, *, part: str = "") -> str:
    """Return the address of a task's page, or of a part of it."""
    return reverse("tasks:task", args=[key]) + (f"#{part}" if part else "")
