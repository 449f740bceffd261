"""One error page for people, one shape for programs, a toast for htmx.

An error page is the same for everybody who asks (no name, no token, no nonce), so that a missing thing and
someone else's thing cannot be told apart.
"""

import logging
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assay.web.context import THEMES
from assay.web.messages import is_htmx, toast

log = logging.getLogger(__name__)

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Problem:
    """What went wrong and what the person can do now."""

    status: int
    code: str
    title: str | Promise
    advice: str | Promise
    again: bool = False


PROBLEMS = {
    400: Problem(
        400,
        "INVALID_REQUEST",
        _("This request cannot be read"),
        _("The address or the form holds characters that do not belong there. Go back and type it again."),
    ),
    403: Problem(
        403,
        "PERMISSION_DENIED",
        _("You may see this, but not change it"),
        _(
            "Your role does not allow this step. "
            "Ask a lead or the owner of the workspace to do it, or to change your role."
        ),
    ),
    404: Problem(
        404,
        "NOT_FOUND",
        _("There is nothing here for you"),
        _("It was moved or deleted, or you are not on its list of people. Check the address, or ask who sent it."),
    ),
    405: Problem(
        405,
        "METHOD_NOT_ALLOWED",
        _("This address answers other requests"),
        _("Open the page itself and use its buttons."),
    ),
    409: Problem(
        409,
        "CONFLICT",
        _("Somebody else changed this a moment ago"),
        _("Load the page again to see the new state. Then make your change once more."),
        again=True,
    ),
    413: Problem(
        413,
        "TOO_LARGE",
        _("This is too big"),
        _("Send less at once: shorter text, fewer fields, or a smaller file."),
    ),
    422: Problem(
        422,
        "INVALID_FIELD",
        _("A field needs another value"),
        _("Go back: your text is still there. The field that does not fit says what to change."),
    ),
    429: Problem(
        429,
        "TOO_MANY_REQUESTS",
        _("That was too often"),
        _("Wait a minute and try again."),
        again=True,
    ),
    500: Problem(
        500,
        "INTERNAL_ERROR",
        _("This did not work, and it is our fault"),
        _(
            "Nothing was changed. Try again; if it stays, "
            "tell the owner of the server when it happened: the log says why."
        ),
        again=True,
    ),
    503: Problem(
        503,
        "BUSY",
        _("The server is busy"),
        _("Nothing was changed. Wait a few seconds and try again."),
        again=True,
    ),
    507: Problem(
        507,
        "NO_ROOM",
        _("There is no room left for files"),
        _("Nothing was changed. Tell the owner of the server."),
    ),
}

TOO_OLD = Problem(
    403,
    "PERMISSION_DENIED",
    _("This page was open for too long"),
    _("Nothing was saved. Copy what you wrote, load the page again and send it once more."),
)


def problem(request: HttpRequest, status: int, *, message: str = "") -> HttpResponse:
    """The answer with `status`, in the form that whoever asks can use. `message` replaces the advice."""
    return explain(request, PROBLEMS.get(status, PROBLEMS[400]), message=message)


def explain(
    request: HttpRequest,
    known: Problem,
    *,
    message: str = "",
    template: str = "web/error.html",
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """Like `problem`, for one that is not told by its status alone; a page of its own may show `more`."""
    advice = message or str(known.advice)
    if request.path.startswith("/api/"):
        return JsonResponse(_for_programs(request, known, advice), status=known.status)
    if is_htmx(request):
        return _for_htmx(known, advice)
    response = HttpResponse(_page(request, known, advice, template, more or {}), status=known.status)
    response.headers["Content-Security-Policy"] = POLICY
    return response


def wait(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429 to whoever tried too often, and say when to come back."""
    minutes = max(1, round(seconds / 60))
    advice = ngettext("Wait %(count)s minute and try again.", "Wait %(count)s minutes and try again.", minutes)
    response = problem(request, 429, message=advice % {"count": minutes})
    response.headers["Retry-After"] = str(seconds)
    return response


def _for_programs(request: HttpRequest, known: Problem, advice: str) -> dict[str, object]:
    """The shape of the REST API at its addresses, that of the MLflow protocol elsewhere."""
    if request.path.startswith("/api/v1/"):
        code = known.code.lower().replace("_", "-")
        return {"error": {"code": code, "message": advice, "fields": {}}}
    return {"error_code": known.code, "message": advice}


def _for_htmx(known: Problem, advice: str) -> HttpResponse:
    response = HttpResponse(escape(advice), status=known.status, headers={"HX-Reswap": "none"})
    return toast(response, f"{known.title}. {advice}", tone="bad")


def _page(request: HttpRequest, known: Problem, advice: str, template: str, more: dict[str, Any]) -> str:
    theme = request.COOKIES.get("theme", "system")
    context = {"problem": known, "advice": advice, "theme": theme if theme in THEMES else "system"} | more
    try:
        return render_to_string(template, context)
    except Exception:  # the last page must come even when templates or static files are broken
        log.exception("the error page itself cannot be drawn")
        title = escape(known.title)
        return f"<!doctype html><title>{title}</title><h1>{title}</h1><p>{escape(advice)}</p>"
