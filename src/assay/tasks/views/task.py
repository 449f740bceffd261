"""The page of one task."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.activity.models import Event
from assay.kit.clock import now
from assay.notifications.watching import watching_of
from assay.pure.texts import difference
from assay.tasks.finding import task_at
from assay.tasks.forms.tasks import CommentForm
from assay.tasks.icons import KIND_ICONS
from assay.tasks.models import Task
from assay.tasks.pages import page_of
from assay.tasks.queries import task_page
from assay.tasks.queries.handoffs import handoff_of
from assay.web.messages import is_htmx


@require_safe
@signed_in
def task(request: PersonRequest, key: str) -> HttpResponse:
    """The page under the task's own key; other spellings lead there."""
    found = task_at(request, key)
    if key != found.key:
        return HttpResponsePermanentRedirect(reverse("tasks:task", args=[found.key]))
    return page(request, found, status=200)


@require_safe
@signed_in
def live(request: PersonRequest, key: str) -> HttpResponse:
    """The parts of the page that change by themselves: head, facts and history."""
    found = task_at(request, key)
    return render(request, "tasks/_live.html", _context(request, found) | {"swaps": True})


@require_safe
@signed_in
def beside(request: PersonRequest, key: str) -> HttpResponse:
    """The task as a side panel shows it; a plain request gets the page."""
    found = task_at(request, key)
    if not is_htmx(request):
        return redirect("tasks:task", key=found.key)
    kind = page_of(found.kind)
    short = {"short": kind.short} | (kind.context(found, request.person) if kind.short else {})
    context = short | _context(request, found) | {"comment_form": CommentForm()}
    return render(request, "tasks/_beside.html", context)


@require_safe
@signed_in
def changes(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """What an event of the task changed, word by word: a dialog, or a page without JavaScript."""
    found = task_at(request, key)
    events = Event.objects.visible_to(request.person).about(found.subject).select_related("person")
    event = events.filter(pk=number).first()
    if event is None:
        raise Http404
    texts = [(name, difference(before, after)) for name, before, after in event.happening.compared()]
    template = "tasks/_changes.html" if is_htmx(request) else "tasks/changes.html"
    return render(request, template, {"task": found, "event": event, "texts": texts})


def page(
    request: PersonRequest, found: Task, form: CommentForm | None = None, *, status: int, **more: Any
) -> HttpResponse:
    """Answer with the whole page; a comment that could not be saved keeps its words.

    `more` takes the place of what the kind's own context says, as a form with what was typed into it.
    """
    form = form or CommentForm()
    kind = page_of(found.kind)
    context = kind.context(found, request.person) | _context(request, found) | {"comment_form": form} | more
    return render(request, kind.template, context, status=status)


def _context(request: PersonRequest, found: Task) -> dict[str, Any]:
    shown = task_page(found, request.person, at=now(), is_long="history" in request.GET)
    watching = {"watching": watching_of(found.subject, request.person), "watched": {"kind": "task", "name": found.key}}
    return {
        "page": shown,
        "task": found,
        "icons": KIND_ICONS,
        "swaps": False,
        "handoff": handoff_of(found, request.person),
    } | watching
