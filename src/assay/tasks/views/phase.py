"""The phase of a task: work moves freely back and forth between them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.clock import now
from assay.tasks.finding import task_at_to_change
from assay.tasks.forms.parts import PhaseForm
from assay.tasks.views.refusing import page_of_task, refused, refusing
from assay.tasks.views.telling import changed
from assay.tasks.views.undoing import undo_since
from assay.web.messages import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def phase(request: PersonRequest, key: str) -> HttpResponse:
    """Move the task to another phase of its project: a dialog, or a page without JavaScript."""
    task = task_at_to_change(request, key)
    if request.method != "POST":
        template = "tasks/_phase.html" if is_htmx(request) else "tasks/phase.html"
        return render(request, template, {"task": task, "form": PhaseForm(task)})
    form = PhaseForm(task, request.POST)
    if not form.is_valid():
        return refused(request, key, _("Choose one of the project's phases."), status=422)
    began = now()
    task.sort(phase=form.cleaned_data["phase"], by=request.person)
    undo = undo_since(task, request.person, began)
    text = _("%(key)s is in the phase %(phase)s") % {"key": task.key, "phase": task.phase.name}
    return changed(request, text, redirect=page_of_task(task.key), undo=undo)
