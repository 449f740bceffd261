"""Archive, trash, kind and copies of a task."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.accounts.models import Person
from assay.kit.clock import now
from assay.projects.finding import project_at
from assay.tasks.finding import task_at, task_to_change
from assay.tasks.forms.parts import KindForm
from assay.tasks.icons import KIND_ICONS
from assay.tasks.models import Task
from assay.tasks.queries.trash import trash_of
from assay.tasks.views.refusing import page_of_task, refused, refusing
from assay.tasks.views.undoing import undo_since
from assay.web.messages import answer, is_htmx, toast, trigger

# Where a task can be put, by the verb that puts it there.
SHELVES: dict[str, Callable[[Task, Person], None]] = {
    "archive": lambda task, person: task.archive(by=person),
    "trash": lambda task, person: task.trash(by=person),
    "board": lambda task, person: task.restore(by=person) if task.trashed_at else task.unarchive(by=person),
}
TOLD = {
    "archive": gettext_lazy("%(key)s archived"),
    "trash": gettext_lazy("%(key)s put into the trash"),
    "board": gettext_lazy("%(key)s is back"),
}


@require_POST
@signed_in
@refusing
def shelf(request: PersonRequest, key: str) -> HttpResponse:
    """Put the task into the archive, into the trash, or back on the board: `to` says where."""
    task, to = task_at(request, key), request.POST.get("to", "")
    require(request.person.can_write)
    if to not in SHELVES:
        return refused(request, key, _("Say where to: archive, trash or board."), status=422)
    began = now()
    SHELVES[to](task, request.person)
    return _put(request, task, to, undo=undo_since(task, request.person, began))


@require_POST
@signed_in
@refusing
def kind(request: PersonRequest, key: str) -> HttpResponse:
    """Make the task one of another kind."""
    task, form = task_to_change(request.person, key), KindForm(request.POST)
    if not form.is_valid():
        return refused(request, key, str(form.errors["kind"][0]), status=422)
    began = now()
    task.turn_into(form.cleaned_data["kind"], by=request.person)
    undo = undo_since(task, request.person, began)
    return answer(request, redirect=page_of_task(task.key), text=_("Now it is %(key)s") % {"key": task.key}, undo=undo)


@require_POST
@signed_in
def copies(request: PersonRequest, key: str) -> HttpResponse:
    """Make a second task like this one and open it."""
    task = task_at(request, key)
    require(request.person.can_write)
    copy = task.duplicate(by=request.person)
    text = _("%(key)s is a copy of %(first)s") % {"key": copy.key, "first": task.key}
    return answer(request, redirect=page_of_task(copy.key), text=text)


@require_safe
@signed_in
def trash(request: PersonRequest, key: str) -> HttpResponse:
    """What lies in a project's trash, and for how long."""
    project = project_at(request, key)
    context = {"project": project, "items": trash_of(project, request.person, at=now()), "icons": KIND_ICONS}
    return render(request, "tasks/trash.html", context)


def _put(request: PersonRequest, task: Task, to: str, *, undo: str) -> HttpResponse:
    text = str(TOLD[to]) % {"key": task.key}
    if "from_trash" in request.POST:
        return answer(request, redirect=reverse("tasks:trash", args=[task.project.key]), text=text, undo=undo)
    if not is_htmx(request) or to == "board":
        return answer(request, redirect=page_of_task(task.key), text=text, undo=undo)
    response = trigger(HttpResponse(status=204), **{"task-changed": {}})
    return toast(response, text, undo=undo)
