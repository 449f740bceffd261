"""Many tasks at once: what is asked about the ticked ones, what becomes of them, and taking it back."""

from collections.abc import Sequence

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assay.accounts.doors import PersonRequest, require, signed_in
from assay.activity.models import Event
from assay.tasks.bulk import (
    ACTS,
    MOST,
    Outcome,
    Refused,
    ValueUnknown,
    act_named,
    do_to_all,
    offers_for,
    receiver,
    tasks_of,
    undo_all,
    unknown,
)
from assay.tasks.bulk.wording import titles_of_acts, told, undone_in_words
from assay.tasks.models import Task
from assay.web.errors import problem
from assay.web.messages import answer, is_htmx, toast, trigger

SALT = "assay.tasks.bulk"
# What needs no value, and so no further question.
AT_ONCE = {"archive", "trash", "board"}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def selected(request: PersonRequest) -> HttpResponse:
    """Ask what is to become of the tasks that `task` names, or do it: `do` says what, `value` how it shall be."""
    require(request.person.can_write)
    sent = request.POST if request.method == "POST" else request.GET
    keys = list(dict.fromkeys(sent.getlist("task")))
    if not keys or len(keys) > MOST:
        return problem(request, 422, message=_size(len(keys)))
    tasks, missing = tasks_of(request.person, keys)
    if not tasks:
        raise Http404
    name, value = sent.get("do", ""), sent.get("value", "").strip()[:200]
    if request.method != "POST" or ("value" not in sent and name not in AT_ONCE):
        return _asked(request, tasks, name)
    try:
        act = act_named(name, value)
    except ValueUnknown as error:
        return _asked(request, tasks, name, error=str(error), status=422)
    to = receiver(name, value, reader=request.person)
    outcome = do_to_all(tasks, act, by=request.person, to=to)
    words = told(name, to.name if to else value, len(outcome.done)) if outcome.done else ""
    return _answered(request, outcome, words, unknown(missing))


@require_POST
@signed_in
def selected_undo(request: PersonRequest) -> HttpResponse:
    """Take back what was done to many tasks at once; `events` is what the message was given."""
    require(request.person.can_write)
    try:
        numbers = signing.loads(request.GET.get("events", ""), salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    events = Event.objects.visible_to(request.person).filter(subject_kind="task", pk__in=numbers)
    outcome = undo_all(events, by=request.person)
    return _answered(request, outcome, undone_in_words(len(outcome.done)), [])


def _size(count: int) -> str:
    if not count:
        return _("Tick some tasks first.")
    return _("%(count)d tasks are ticked. At most %(most)d can be changed at once.") % {"count": count, "most": MOST}


def _asked(
    request: PersonRequest, tasks: Sequence[Task], name: str, *, error: str = "", status: int = 200
) -> HttpResponse:
    template = "tasks/_selected_form.html" if is_htmx(request) else "tasks/selected.html"
    titles, single = titles_of_acts(), tasks[0] if len(tasks) == 1 else None
    many = ngettext("%(count)d task", "%(count)d tasks", len(tasks)) % {"count": len(tasks)}
    offers = offers_for(name, tasks, reader=request.person)
    context = {
        "tasks": tasks,
        "titles": titles,
        "title": ": ".join(part for part in (single.key if single else many, titles.get(name, "")) if part),
        "do": name if name in ACTS else "",
        "is_at_once": name in AT_ONCE,
        "can_send": bool(offers) or name in AT_ONCE or name == "estimate",
        "offers": offers,
        "error": error,
        "back": _back(request, tasks),
        "single": single,
    }
    return render(request, template, context, status=status)


def _answered(request: PersonRequest, outcome: Outcome, words: str, missing: list[Refused]) -> HttpResponse:
    """One message when all went well; else what was refused, task by task, with the way back for the rest."""
    refused = [*outcome.refused, *missing]
    undo = _undo(outcome)
    if not refused:
        if not is_htmx(request):
            return answer(request, redirect=_back(request, outcome.done), text=words, undo=undo)
        response = trigger(HttpResponse(status=204), **_events(refused), **{"close-dialog": {}})
        return toast(response, words, undo=undo)
    said = ngettext("%(count)d refused", "%(count)d refused", len(refused)) % {"count": len(refused)}
    context = {
        "words": ", ".join(part for part in (words, said) if part),
        "refused": refused,
        "undo": undo,
        "back": _back(request, outcome.done),
    }
    template = "tasks/_selected_refused.html" if is_htmx(request) else "tasks/selected_refused.html"
    return trigger(render(request, template, context, status=200 if outcome.done else 409), **_events(refused))


def _events(refused: list[Refused]) -> dict[str, dict[str, object]]:
    """What the page is told: what changed, and which tasks stay ticked."""
    return {"task-changed": {}, "tasks-done": {"kept": [one.key for one in refused]}}


def _undo(outcome: Outcome) -> str:
    if not outcome.events:
        return ""
    numbers = signing.dumps([event.pk for event in outcome.events], salt=SALT, compress=True)
    return f"{reverse('tasks:selected-undo')}?events={numbers}"


def _back(request: PersonRequest, tasks: Sequence[Task]) -> str:
    """Return where the tasks were ticked, else the board of the first one."""
    place = request.POST.get("back") or request.GET.get("back") or ""
    if url_has_allowed_host_and_scheme(place, {request.get_host()}, require_https=request.is_secure()):
        return place
    return reverse("tasks:board", args=[tasks[0].project.key]) if tasks else reverse("tasks:everywhere")
