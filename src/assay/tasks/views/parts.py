"""Links, check list and files of a task: each action answers with the parts as they are then."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Person
from assay.kit.conflicts import EditedMeanwhile
from assay.tasks.finding import task_at, task_to_change
from assay.tasks.forms.parts import ChecksForm, LinkForm, StepForm
from assay.tasks.models import ChecklistItem, Task, TaskLink
from assay.tasks.queries.parts import offered, parts_of
from assay.tasks.views.refusing import page_of_task, refused, refusing
from assay.web.messages import answer, is_htmx, toast, trigger

Step = Callable[[ChecklistItem, Person], None]
STEPS: dict[str, Step] = {
    "tick": lambda item, person: item.tick(by=person),
    "untick": lambda item, person: item.untick(by=person),
    "up": lambda item, _person: item.move_up(),
    "down": lambda item, _person: item.move_down(),
    "remove": lambda item, person: item.remove(by=person),
}


@require_safe
@signed_in
def parts(request: PersonRequest, key: str) -> HttpResponse:
    """Links, check list and files alone; they change by themselves."""
    return shown(request, task_at(request, key))


@require_POST
@signed_in
@refusing
def links(request: PersonRequest, key: str) -> HttpResponse:
    """Link the task to another one."""
    task = task_to_change(request.person, key)
    form = LinkForm(task, request.POST, reader=request.person)
    if not form.is_valid():
        return refused(request, key, _first_error(form), status=422)
    form.save()
    return done(request, task, part="links", text=_("Linked"))


@require_safe
@signed_in
def linkable(request: PersonRequest, key: str) -> HttpResponse:
    """Tasks that fit what is being typed, for the field's list."""
    task = task_at(request, key)
    tasks = offered(task, request.person, request.GET.get("other", "")[:100])
    return render(request, "tasks/_linkable.html", {"tasks": tasks})


@require_POST
@signed_in
@refusing
def link_removal(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Remove a link, from either end."""
    task = task_to_change(request.person, key)
    links = TaskLink.objects.visible_to(request.person).filter(pk=number)
    link = next((one for one in links.select_related("task__project", "other__project") if _joins(one, task)), None)
    if link is None:
        raise Http404
    task.unlink(link, by=request.person)
    return done(request, task, part="links", text=_("Link removed"))


@require_POST
@signed_in
@refusing
def checklist(request: PersonRequest, key: str) -> HttpResponse:
    """Add steps, one a line."""
    task = task_to_change(request.person, key)
    form = ChecksForm(request.POST)
    if not form.is_valid():
        return refused(request, key, _first_error(form), status=422)
    task.add_checks(form.cleaned_data["text"], by=request.person)
    return done(request, task, part="checklist")


@require_POST
@signed_in
@refusing
def check(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Tick a step, give it other words, move or remove it: `do` says which."""
    task = task_to_change(request.person, key)
    item = task.checks.filter(pk=number).first()
    if item is None:
        raise Http404
    item.task = task
    step = STEPS.get(_asked(request))
    if step is not None:
        step(item, request.person)
        return done(request, task, part="checklist")
    form = StepForm(request.POST)
    if not form.is_valid():
        return refused(request, key, _first_error(form), status=422)
    try:
        item.rewrite(form.cleaned_data["text"], by=request.person, seen=request.POST.get("seen"))
    except EditedMeanwhile as conflict:
        return _seen_anew(request, key, item, str(conflict))
    return done(request, task, part="checklist")


def _seen_anew(request: PersonRequest, key: str, item: ChecklistItem, text: str) -> HttpResponse:
    """Refuse, and tell the form what the step says now: what was typed stays in it, and is meant when sent again."""
    if not is_htmx(request):
        return refused(request, key, text, status=409)
    response = render(request, "tasks/_step_seen.html", {"item": item}, status=409)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = f"#step-{item.pk}-seen", "outerHTML"
    return toast(response, text, tone="bad")


def done(request: PersonRequest, task: Task, *, part: str, text: str = "") -> HttpResponse:
    """Answer an action with the parts as they are now, or lead back to them."""
    if not is_htmx(request):
        return answer(request, redirect=page_of_task(task.key, part=part), text=text)
    return trigger(shown(request, task_at(request, task.key)), **{"task-changed": {}})


def shown(request: PersonRequest, task: Task) -> HttpResponse:
    context = {"parts": parts_of(task, request.person), "task": task}
    return render(request, "tasks/_parts.html", context)


def _asked(request: PersonRequest) -> str:
    """Return what to do with a step; a box that was clicked says whether it is ticked now."""
    do = request.POST.get("do", "")
    if do == "mark":
        return "tick" if "done" in request.POST else "untick"
    return do


def _joins(link: TaskLink, task: Task) -> bool:
    return task.pk in {link.task_id, link.other_id}


def _first_error(form: LinkForm | ChecksForm | StepForm) -> str:
    return next(str(error) for errors in form.errors.values() for error in errors)
