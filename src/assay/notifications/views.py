"""The page of notices, the bell, the choices, and the button to watch something."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.kit.paging import BadCursor
from assay.notifications import marking, watching
from assay.notifications.finding import Watchable, watchable
from assay.notifications.queries import Show, notice_page
from assay.notifications.reasons import PERSONAL, Reason
from assay.web.doors import PersonRequest, signed_in
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx, trigger

LATEST = 30


@require_safe
@signed_in
def notices(request: PersonRequest) -> HttpResponse:
    """What I was told, grouped by what it is about."""
    asked = request.GET.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.UNREAD
    try:
        page = notice_page(request.person, show, cursor=request.GET.get("cursor", ""))
    except BadCursor as error:
        return problem(request, 400, message=str(error))
    return render(request, "notifications/notices.html", {"page": page, "show": show.value})


@require_safe
@signed_in
def bell(request: PersonRequest) -> HttpResponse:
    """The bell alone, for pages that hear that something came."""
    return render(request, "notifications/_bell_button.html")


@require_safe
@signed_in
def latest(request: PersonRequest) -> HttpResponse:
    """What opens below the bell: what is unread, newest first."""
    page = notice_page(request.person, Show.UNREAD, size=LATEST)
    return render(request, "notifications/_latest.html", {"page": page})


@require_POST
@signed_in
def read(request: PersonRequest) -> HttpResponse:
    """Mark as read: what is about one object, or without one everything."""
    kind, identity = request.POST.get("about_kind", ""), request.POST.get("about_id", "")
    mine = request.person
    count = marking.mark_read_about(kind, identity, mine) if kind else marking.mark_all_read(mine)
    if is_htmx(request):
        return trigger(HttpResponse(status=204), **{"notices-changed": {}})
    text = ngettext("%(count)d notice marked as read", "%(count)d notices marked as read", count) % {"count": count}
    return answer(request, redirect=reverse("notifications:notices"), text=text)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choices(request: PersonRequest) -> HttpResponse:
    """What I want to be told of."""
    if request.method == "POST":
        wanted = set(request.POST.getlist("reason"))
        marking.choose(request.person, off=[one.value for one in Reason if one.value not in wanted])
        return answer(request, redirect=reverse("notifications:choices"), text=_("Saved."))
    off = marking.silenced(request.person)
    context = {"personal": _choices(PERSONAL, off), "watched": _choices(set(Reason) - set(PERSONAL), off)}
    return render(request, "notifications/choices.html", context)


@require_POST
@signed_in
def watch(request: PersonRequest, kind: str, name: str) -> HttpResponse:
    found = _found(request, kind, name)
    watching.watch(found.thing, request.person)
    return _watched(request, found, _("You hear from now on what happens here."))


@require_POST
@signed_in
def unwatch(request: PersonRequest, kind: str, name: str) -> HttpResponse:
    found = _found(request, kind, name)
    watching.unwatch(found.thing, request.person)
    return _watched(request, found, _("You hear no more of this, unless you are named or take part."))


def _found(request: PersonRequest, kind: str, name: str) -> Watchable:
    found = watchable(request.person, kind, name)
    if found is None:
        raise Http404
    return found


def _watched(request: PersonRequest, found: Watchable, text: str) -> HttpResponse:
    context: dict[str, Any] = {
        "watching": watching.watching_of(found.thing.subject, request.person),
        "watched": {"kind": found.kind.name, "name": found.name},
    }
    if is_htmx(request):
        return answer(request, template="notifications/_watching.html", context=context, text=text)
    return HttpResponseRedirect(found.kind.url(found.thing), status=303)


def _choices(reasons: Any, off: set[str]) -> list[tuple[Reason, bool]]:
    return [(reason, reason.value not in off) for reason in Reason if reason in reasons]
