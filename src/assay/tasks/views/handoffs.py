"""Handing a task over, and what is answered to it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.tasks.finding import task_at, task_at_to_change
from assay.tasks.forms.handoffs import HandOverForm, OfferAgainForm, SayForm
from assay.tasks.icons import KIND_ICONS
from assay.tasks.models import Handoff, Task
from assay.tasks.queries.handoffs import handoff_of, handoffs_of
from assay.tasks.views.refusing import page_of_task, refusing
from assay.tasks.views.telling import changed
from assay.web.messages import answer, is_htmx


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def hand_over(request: PersonRequest, key: str) -> HttpResponse:
    """Hand the task over: a dialog on its page, a page without JavaScript. The new task opens."""
    task = task_at_to_change(request, key)
    form = HandOverForm(task, request.POST if request.method == "POST" else _chosen(request), reader=request.person)
    if request.method == "POST" and form.is_valid():
        made = form.offer(by=request.person)
        text = _("%(key)s handed over to %(to)s") % {"key": made.task.key, "to": made.to.name}
        return answer(request, redirect=page_of_task(made.task.key), text=text)
    words = {"title": _("Hand over %(key)s") % {"key": task.key}, "button": _("Hand over")}
    return _form(request, task, form, **words)


@require_safe
@signed_in
def handoff(request: PersonRequest, key: str) -> HttpResponse:
    """The hand-off alone; it changes by itself."""
    task = task_at(request, key)
    return render(request, "tasks/_handoff.html", {"task": task, "handoff": handoff_of(task, request.person)})


@require_POST
@signed_in
@refusing
def acceptance(request: PersonRequest, key: str) -> HttpResponse:
    """Accept: the task is mine."""
    found = _handoff(request, key)
    found.accept(by=request.person)
    return _done(request, found.task, _("%(key)s is yours now") % {"key": found.task.key})


@require_POST
@signed_in
@refusing
def withdrawal(request: PersonRequest, key: str) -> HttpResponse:
    """Take the offer back."""
    found = _handoff(request, key)
    found.withdraw(by=request.person)
    return _done(request, found.task, _("Hand-off withdrawn"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def question(request: PersonRequest, key: str) -> HttpResponse:
    """Ask something before accepting."""
    found, form = _handoff(request, key), SayForm(_sent(request))
    words = {"title": _("Ask back about %(key)s") % {"key": found.task.key}, "button": _("Ask")}
    return _say(request, found, form, found.ask_back, **words)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def reply(request: PersonRequest, key: str) -> HttpResponse:
    """Answer what was asked."""
    found, form = _handoff(request, key), SayForm(_sent(request))
    form.fields["text"].label = _("Your answer")
    words = {"title": _("Answer for %(key)s") % {"key": found.task.key}, "button": _("Answer"), "quote": found.question}
    return _say(request, found, form, found.answer, **words)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@refusing
def offer(request: PersonRequest, key: str) -> HttpResponse:
    """Offer it to somebody else, or once more."""
    found = _handoff(request, key)
    form = OfferAgainForm(_sent(request), project=found.task.project)
    if form.is_bound and form.is_valid():
        found.offer_again(form.cleaned_data["to"], by=request.person)
        return _done(request, found.task, _("Handed over to %(to)s") % {"to": found.to.name})
    words = {"title": _("Offer %(key)s to somebody else") % {"key": found.task.key}, "button": _("Hand over")}
    return _form(request, found.task, form, **words)


@require_safe
@signed_in
def handoffs(request: PersonRequest) -> HttpResponse:
    """What was handed to me or my discipline and waits for me, and what of mine waits for others."""
    return render(request, "tasks/handoffs.html", {"found": handoffs_of(request.person), "icons": KIND_ICONS})


def _handoff(request: PersonRequest, key: str) -> Handoff:
    task = task_at_to_change(request, key)
    found = Handoff.objects.visible_to(request.person).with_task().filter(task=task).first()
    if found is None:
        raise Http404
    found.task = task
    return found


def _chosen(request: PersonRequest) -> dict[str, str] | None:
    """Return what was changed in the dialog, to show what goes along with another run; nothing saves it."""
    return request.GET.dict() if "origin" in request.GET else None


def _sent(request: PersonRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _say(
    request: PersonRequest, found: Handoff, form: SayForm, say: Callable[..., object], **words: str
) -> HttpResponse:
    """Send what was written to the other side: `say` takes the text, and who says it."""
    if form.is_bound and form.is_valid():
        say(form.cleaned_data["text"], by=request.person)
        return _done(request, found.task, _("Sent"))
    return _form(request, found.task, form, **words)


def _form(request: PersonRequest, task: Task, form: Any, **words: str) -> HttpResponse:
    template = "tasks/_handoff_form.html" if is_htmx(request) else "tasks/handoff_form.html"
    status = 422 if request.method == "POST" else 200
    context = {"task": task, "form": form, "quote": "", "action": request.path} | words
    return render(request, template, context, status=status)


def _done(request: PersonRequest, task: Task, text: str) -> HttpResponse:
    return changed(request, text, redirect=page_of_task(task.key))
