"""Writing tasks: new ones, and the facts of old ones."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.projects.finding import project_at
from assay.projects.models import Project
from assay.pure.texts import difference
from assay.tasks.finding import task_at, task_at_to_change
from assay.tasks.forms.splitting import PartsForm, asks_again
from assay.tasks.forms.tasks import EditForm, NewTaskForm
from assay.tasks.kind_templates.choosing import templates_for
from assay.tasks.models import Task
from assay.tasks.models.task.creating import plain_days, working_phase
from assay.tasks.views.refusing import page_of_task, refusing
from assay.tasks.views.splitting import is_ready, rows_in, rows_shown, wants_split
from assay.tasks.views.telling import changed
from assay.tasks.views.templates import begun
from assay.tasks.views.undoing import undo_since
from assay.web.messages import answer, is_htmx, toast, trigger

NEW_FIELDS = ("kind", "title", "phase", "assignee", "estimate_days")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: PersonRequest, key: str) -> HttpResponse:
    """A new task: a dialog on the board, a page elsewhere."""
    project = project_at(request, key)
    require(request.person.can_write)
    if request.method != "POST" or "template" in request.POST:
        first = begun(request, project, _first_values(request, project))
        return _new_form(request, NewTaskForm(project=project, initial=first), status=200)
    data, rows = request.POST.copy(), rows_in(request.POST)
    if rows and wants_split(data):
        data["estimate_days"] = rows.rows[0].days
    form = NewTaskForm(data, project=project, initial={})
    if not is_ready(form, rows, data):
        return _new_form(request, form, status=200 if asks_again(data) else 422, rows=rows_shown(form, rows))
    made = form.create(by=request.person, parts=rows.parts if rows and wants_split(data) else ())
    return _created(request, project, made)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def edit(request: PersonRequest, key: str) -> HttpResponse:
    """Edit a task's facts. When somebody was faster, both texts are shown and the second save wins."""
    task = task_at_to_change(request, key)
    if request.method != "POST":
        return _edit_form(request, task, EditForm.of(task), status=200)
    began, data, rows = now(), request.POST.copy(), rows_in(request.POST)
    if wants_split(data):
        data["estimate_days"] = plain_days(task.estimate_days) or ""
    form = EditForm.of(task, data)
    if not is_ready(form, rows, data):
        return _edit_form(request, task, form, status=200 if asks_again(data) else 422, rows=rows_shown(form, rows))
    try:
        form.edit(task, by=request.person, parts=rows.parts if rows and wants_split(data) else ())
    except EditedMeanwhile as conflict:
        return _edit_form(request, task_at(request, key), form, status=409, conflict=str(conflict), rows=rows)
    text = _("%(key)s saved") % {"key": task.key}
    return changed(request, text, redirect=page_of_task(task.key), undo=undo_since(task, request.person, began))


def _first_values(request: HttpRequest, project: Project) -> dict[str, Any]:
    known: dict[str, Any] = {"phase": working_phase(project).pk}
    return known | {name: request.GET[name] for name in NEW_FIELDS if name in request.GET}


def _created(request: PersonRequest, project: Project, made: list[Task]) -> HttpResponse:
    text = _("%(key)s created") % {"key": ", ".join(task.key for task in made)}
    again = reverse("tasks:new", args=[project.key])
    if "another" not in request.POST:
        return _closed(request, project, made[0], text)
    again += "?" + urlencode({name: request.POST.get(name, "") for name in ("kind", "phase", "assignee")})
    if not is_htmx(request):
        return answer(request, redirect=again, text=text)
    # The same dialog once more, with what the next task shares.
    response = trigger(HttpResponse(status=204), ask={"url": again}, **{"task-changed": {}})
    return toast(response, text)


def _closed(request: HttpRequest, project: Project, task: Task, text: str) -> HttpResponse:
    """Experiments are written on, so their page opens; other tasks leave the reader where they are."""
    if task.is_experiment:
        return answer(request, redirect=page_of_task(task.key), text=text)
    return changed(request, text, redirect=reverse("tasks:board", args=[project.key]))


def _new_form(request: PersonRequest, form: NewTaskForm, *, status: int, rows: PartsForm | None = None) -> HttpResponse:
    template = "tasks/_new.html" if is_htmx(request) else "tasks/new.html"
    context = {"form": form, "project": form.project, "parts_form": rows, "templates": templates_for(request.person)}
    return render(request, template, context, status=status)


def _edit_form(
    request: HttpRequest,
    task: Task,
    form: EditForm,
    *,
    status: int,
    conflict: str = "",
    rows: PartsForm | None = None,
) -> HttpResponse:
    template = "tasks/_edit.html" if is_htmx(request) else "tasks/edit.html"
    hunks = difference(task.description, form["description"].value() or "") if conflict else []
    context = {
        "form": form,
        "task": task,
        "conflict": conflict,
        "version": task.version,
        "parts_form": rows,
        "hunks": hunks,
    }
    return render(request, template, context, status=status)
