"""Undo: from the toast, from the history, and with Z the last thing one did."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Person
from assay.activity.models import Event
from assay.kit.clock import now
from assay.tasks.finding import task_at
from assay.tasks.models import Task
from assay.tasks.refusals import KNOWN, status_of
from assay.tasks.undoing import last_changes, last_of, undo
from assay.tasks.views.refusing import page_of_task, refusing
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx, toast, trigger

MOST = 200


@require_POST
@signed_in
@refusing
def undo_events(request: PersonRequest, key: str) -> HttpResponse:
    """Take events of a task back, all or none; `event` names them, in the form or in the address."""
    task = task_at(request, key)
    require(request.person.can_write)
    events = _events(request, task)
    undo(task, events, by=request.person)
    return _undone(request, task)


@require_POST
@signed_in
def undo_last(request: PersonRequest) -> HttpResponse:
    """Take back the last thing this person did to a task."""
    require(request.person.can_write)
    try:
        task, events = last_of(request.person, at=now())
        undo(task, events, by=request.person)
    except tuple(KNOWN) as error:
        return _refused(request, error)
    return _undone(request, task)


def undo_address(task: Task, events: list[Event]) -> str:
    """Return where to POST to take these events back; nothing where nothing can be taken back."""
    if not events:
        return ""
    return f"{reverse('tasks:undo', args=[task.key])}?{urlencode([('event', event.pk) for event in events])}"


def undo_since(task: Task, person: Person, began: datetime) -> str:
    """Return where to POST to take back what the person has done to the task since then."""
    return undo_address(task, last_changes(task, person, since=began))


def _events(request: PersonRequest, task: Task) -> list[Event]:
    """Return the task's events of these numbers. Raises `Http404` when one is no event of it."""
    asked = request.POST.getlist("event") or request.GET.getlist("event")
    numbers = {int(text) for text in asked[:MOST] if text.isascii() and text.isdigit() and len(text) < 19}
    found = list(Event.objects.visible_to(request.person).about(task.subject).filter(pk__in=numbers))
    if not found or len(found) != len(set(asked)):
        raise Http404
    return found


def _undone(request: PersonRequest, task: Task) -> HttpResponse:
    text = _("Undone: %(key)s is as it was before") % {"key": task.key}
    if not is_htmx(request):
        return answer(request, redirect=page_of_task(task.key, part="history"), text=text)
    return toast(trigger(HttpResponse(status=204), **{"task-changed": {}}), text)


def _refused(request: PersonRequest, error: Exception) -> HttpResponse:
    status = status_of(error)
    if is_htmx(request):
        return toast(HttpResponse(status=status, headers={"HX-Reswap": "none"}), str(error), tone="bad")
    return problem(request, status, message=str(error))
