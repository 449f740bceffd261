"""Comments of a task: write one, rewrite or remove one's own."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.pure.texts import difference
from assay.tasks.finding import task_at
from assay.tasks.forms.tasks import CommentForm
from assay.tasks.models import Comment, Task
from assay.tasks.views.refusing import page_of_task
from assay.tasks.views.task import page
from assay.tasks.views.telling import changed
from assay.tasks.views.undoing import undo_since
from assay.web.messages import answer, is_htmx, trigger


@require_POST
@signed_in
def comments(request: PersonRequest, key: str) -> HttpResponse:
    """Write a comment; everybody who sees the task may."""
    found = task_at(request, key)
    form = CommentForm(request.POST)
    if "preview" in request.POST:
        return page(request, found, form, status=200)
    if form.is_valid():
        found.comment(form.cleaned_data["text"], by=request.person)
        return _commented(request, found)
    if is_htmx(request):
        context = {"task": found, "comment_form": form}
        return render(request, "tasks/_comment_form.html", context, status=422)
    return page(request, found, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Rewrite one's own comment. When another window was faster, both texts are shown and the second save wins."""
    found, mine = _own(request, key, number)
    if request.method != "POST":
        return _form(request, found, mine, CommentForm({"text": mine.text}), status=200)
    form, began = CommentForm(request.POST), now()
    if "preview" in request.POST or not form.is_valid():
        return _form(request, found, mine, form, status=200 if "preview" in request.POST else 422)
    try:
        mine.rewrite(form.cleaned_data["text"], by=request.person, version=request.POST.get("version"))
    except EditedMeanwhile as conflict:
        return _form(request, found, mine, form, status=409, conflict=str(conflict))
    return _changed(request, found, began, _("Comment saved"), anchor=f"comment-{mine.pk}")


@require_POST
@signed_in
def comment_removal(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Remove one's own comment."""
    found, mine = _own(request, key, number)
    began = now()
    mine.remove(by=request.person)
    return _changed(request, found, began, _("Comment removed"), anchor="history")


def comment_of(task: Task, number: int) -> Comment:
    """Return a comment of the task that is not removed. Raises `Http404`."""
    comment: Comment | None = task.comments.filter(removed_at=None, pk=number).first()
    if comment is None:
        raise Http404
    comment.task = task
    return comment


def _own(request: PersonRequest, key: str, number: int) -> tuple[Task, Comment]:
    task = task_at(request, key)
    comment = comment_of(task, number)
    require(comment.person_id == request.person.pk, _("Only who wrote a comment may change it."))
    return task, comment


def _commented(request: HttpRequest, found: Task) -> HttpResponse:
    if not is_htmx(request):
        return answer(request, redirect=page_of_task(found.key, part="history"), text=_("Comment saved"))
    context = {"task": found, "comment_form": CommentForm()}
    return trigger(render(request, "tasks/_comment_form.html", context), **{"task-changed": {}})


def _changed(request: PersonRequest, task: Task, began: datetime, text: str, *, anchor: str) -> HttpResponse:
    undo = undo_since(task, request.person, began) if request.person.can_write else ""
    return changed(request, text, redirect=page_of_task(task.key, part=anchor), undo=undo)


def _form(
    request: HttpRequest, task: Task, mine: Comment, form: CommentForm, *, status: int, conflict: str = ""
) -> HttpResponse:
    template = "tasks/_comment_edit.html" if is_htmx(request) else "tasks/comment_edit.html"
    hunks = difference(mine.text, form["text"].value() or "") if conflict else []
    context = {"task": task, "comment": mine, "form": form, "conflict": conflict, "hunks": hunks}
    return render(request, template, context, status=status)
