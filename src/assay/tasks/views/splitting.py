"""Splitting a task: its dialog and page, and the rows inside the forms of new tasks and of edits."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assay.accounts.doors import PersonRequest, signed_in
from assay.kit.clock import now
from assay.tasks.finding import task_at_to_change
from assay.tasks.forms.splitting import PartsForm, asks_again, days_sent
from assay.tasks.forms.tasks import FactsForm
from assay.tasks.models import Task
from assay.tasks.models.task.splitting import SplitRefused
from assay.tasks.views.refusing import page_of_task, refusing
from assay.tasks.views.telling import changed
from assay.tasks.views.undoing import undo_since
from assay.web.messages import is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def split(request: PersonRequest, key: str) -> HttpResponse:
    """Into which parts the task is split; `days` in the address says how long all of it takes."""
    task = task_at_to_change(request, key)
    if request.method != "POST":
        days = days_sent(request.GET.get("days", "")) or task.estimate_days
        return _form(request, task, PartsForm.proposed(task.title, days), status=200)
    parts = PartsForm.sent(request.POST)
    if asks_again(request.POST):
        return _form(request, task, parts, status=200)
    if not parts.is_valid:
        return _form(request, task, parts.checked(), status=422)
    return _split(request, task, parts)


def rows_in(data: QueryDict) -> PartsForm | None:
    """Return the rows that stand in the form of a task, whose own title is the first part's; None without any."""
    return PartsForm.sent(data, title=data.get("title", "")) if "part_days" in data else None


def wants_split(data: QueryDict) -> bool:
    """Whether the button was pressed that makes the parts."""
    return "split" in data and "part_days" in data and not asks_again(data)


def is_ready(form: FactsForm, rows: PartsForm | None, data: QueryDict) -> bool:
    """Whether what was sent can be saved: without the rows, or with them where a split is wanted."""
    if asks_again(data):
        return False
    return form.is_valid() and (rows is None or not wants_split(data) or rows.is_valid)


def rows_shown(form: FactsForm, rows: PartsForm | None) -> PartsForm | None:
    """Return the rows a refused form shows: those that were sent, else for a long estimate proposed ones."""
    if rows is not None:
        return rows.checked()
    if not form.is_too_long:
        return None
    days = days_sent(str(form.data.get("estimate_days", "")))
    return PartsForm.proposed(str(form.data.get("title", "")), days, is_inside=True) if days else None


def _split(request: PersonRequest, task: Task, parts: PartsForm) -> HttpResponse:
    began = now()
    try:
        made = task.split(parts.parts, by=request.person)
    except SplitRefused as error:
        return _form(request, task, parts, status=422, refused=str(error))
    undo = undo_since(task, request.person, began)
    return changed(request, _told(task, made), redirect=page_of_task(task.key, part="split-parts"), undo=undo)


def _told(task: Task, made: list[Task]) -> str:
    parts = ", ".join(part.key for part in made)
    return _("%(key)s is split; the rest is in %(parts)s") % {"key": task.key, "parts": parts}


def _form(request: HttpRequest, task: Task, parts: PartsForm, *, status: int, refused: str = "") -> HttpResponse:
    template = "tasks/_split.html" if is_htmx(request) else "tasks/split.html"
    return render(request, template, {"task": task, "parts_form": parts, "refused": refused}, status=status)
