"""The reader's own choices of looks, the living style page, and the error pages."""

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.web import samples
from assay.web.context import DENSITIES, THEMES, after
from assay.web.doors import signed_in
from assay.web.errors import TOO_OLD, explain, problem
from assay.web.kept import too_old
from assay.web.messages import answer, is_htmx, trigger
from assay.web.middleware import busy_answer

# More than any field takes but that of a document, of which a longer one is not shown before it is saved.
MOST_LETTERS = 100_000
_A_YEAR = 365 * 24 * 3600


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    return render(request, "web/style.html", samples.style_page())


@require_POST
@signed_in
def preview(request: HttpRequest) -> HttpResponse:
    """What somebody is writing, as it will look."""
    text = request.POST.get("text", "")
    if len(text) > MOST_LETTERS:
        message = _("This text has more than %(most)d letters and cannot be shown.") % {"most": MOST_LETTERS}
        return problem(request, 413, message=message)
    return render(request, "web/_preview.html", {"text": text})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    return _remembered(request, "theme", THEMES)


@require_POST
def density(request: HttpRequest) -> HttpResponse:
    response = _remembered(request, "density", DENSITIES)
    chosen = request.POST.get("density", "")
    if is_htmx(request) and response.status_code == 200:
        changed = HttpResponse(status=204)
        changed.cookies = response.cookies
        return trigger(changed, density={"value": chosen, "next": after(chosen)})
    return response


@require_POST
def keys(request: HttpRequest) -> HttpResponse:
    return _remembered(request, "keys", ("on", "off"))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show what was written again; htmx leaves it in its field, and gets told what to do with it."""
    return explain(request, TOO_OLD) if is_htmx(request) else too_old(request)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    is_big = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    return problem(request, 413 if is_big else 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 403, message=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return problem(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Also meets faults of the middleware, which `process_exception` does not see."""
    return busy_answer(request, sys.exc_info()[1]) or problem(request, 500)


def _remembered(request: HttpRequest, name: str, known: tuple[str, ...]) -> HttpResponse:
    """Keep a choice in a cookie and go back to where it was made."""
    chosen: Any = request.POST.get(name, "")
    if chosen not in known:
        return problem(request, 422)
    response = answer(request, redirect=_back(request))
    response.set_cookie(name, chosen, max_age=_A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    return response


def _back(request: HttpRequest) -> str:
    place = request.POST.get("next", "")
    is_own = url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure())
    return place if is_own else "/"
