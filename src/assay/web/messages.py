"""Answers for both kinds of request: a fragment with a toast for htmx, a redirect for a plain form."""

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.encoding import iri_to_uri


def is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def toast(response: HttpResponse, text: str, *, undo: str = "", tone: str = "plain") -> HttpResponse:
    """Show `text` when this answer arrives at htmx. `undo` is the URL that takes the action back by POST."""
    return trigger(response, toast={"text": text, "undo": undo, "tone": tone})


def trigger(response: HttpResponse, **events: dict[str, Any]) -> HttpResponse:
    """Add browser events to the answer. Header values are ASCII, so other letters are escaped."""
    known = json.loads(response.headers.get("HX-Trigger", "{}"))
    response.headers["HX-Trigger"] = json.dumps(known | events)
    return response


def answer(
    request: HttpRequest,
    *,
    redirect: str = "",
    template: str = "",
    context: dict[str, Any] | None = None,
    status: int = 200,
    text: str = "",
    undo: str = "",
) -> HttpResponse:
    """`template` to htmx, `redirect` to a plain form; with only one of them, both get that one.

    `text` becomes a toast: now, or on the page that is redirected to.
    """
    if template and (is_htmx(request) or not redirect):
        response = render(request, template, context, status=status)
        return toast(response, text, undo=undo) if text else response
    if text:
        messages.success(request, text, extra_tags=undo)
    if is_htmx(request):
        return HttpResponse(status=200, headers={"HX-Redirect": iri_to_uri(redirect), "HX-Reswap": "none"})
    found = HttpResponseRedirect(redirect)
    found.status_code = 303
    return found
