"""Saying that a task is blocked, and that it no longer is."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.clock import now
from assay.tasks.finding import task_at_to_change, task_to_change
from assay.tasks.forms.parts import BlockForm
from assay.tasks.models import Task
from assay.tasks.models.task.blocking import CannotBlock
from assay.tasks.views.refusing import page_of_task, refusing
from assay.tasks.views.telling import changed
from assay.tasks.views.undoing import undo_since
from assay.web.messages import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def blockage(request: PersonRequest, key: str) -> HttpResponse:
    """Ask what the task waits for, in a dialog or on a page of its own, and write it."""
    task, began = task_at_to_change(request, key), now()
    form = BlockForm(request.POST if request.method == "POST" else None, initial={"reason": task.blocked_reason})
    if form.is_bound and form.is_valid():
        try:
            task.block(form.cleaned_data["reason"], by=request.person)
        except CannotBlock as error:
            form.add_error("reason", str(error))
        else:
            return _told(request, task, _("%(key)s is blocked") % {"key": task.key}, since=began)
    template = "tasks/_block.html" if is_htmx(request) else "tasks/block.html"
    return render(request, template, {"task": task, "form": form}, status=422 if form.is_bound else 200)


@require_POST
@signed_in
@refusing
def blockage_removal(request: PersonRequest, key: str) -> HttpResponse:
    """Say that nothing holds the task up any more."""
    task, began = task_to_change(request.person, key), now()
    task.unblock(by=request.person)
    return _told(request, task, _("%(key)s goes on") % {"key": task.key}, since=began)


def _told(request: PersonRequest, task: Task, text: str, *, since: datetime) -> HttpResponse:
    undo = undo_since(task, request.person, since)
    return changed(request, text, redirect=page_of_task(task.key), undo=undo)
