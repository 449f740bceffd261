"""Moving cards and handing them over. A drop on the board, the Move dialog and the plain page come here alike."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.accounts.models import Person
from assay.accounts.wording import away_in_words
from assay.kit.clock import now
from assay.tasks.dropping import as_move
from assay.tasks.finding import task_at_to_change
from assay.tasks.forms.moving import SENT, MoveForm
from assay.tasks.gates import GateClosed
from assay.tasks.models import Task
from assay.tasks.models.task.choosing import Instead, ReasonMissing
from assay.tasks.models.task.creating import NotOfThisProject
from assay.tasks.models.task.limits import ColumnFull
from assay.tasks.models.task.moving import AlreadyInProgress
from assay.tasks.views.refusing import refusing
from assay.tasks.views.telling import changed
from assay.tasks.views.undoing import undo_since
from assay.web.messages import is_htmx, toast, trigger

Asked = AlreadyInProgress | ColumnFull | GateClosed | None


@dataclass(frozen=True)
class Spot:
    """Where a card was, whose, and when, to tell what changed and to undo it."""

    column_id: int
    assignee_id: int | None
    phase_id: int
    discipline: str
    at: datetime

    @classmethod
    def of(cls, task: Task) -> "Spot":
        return cls(task.column_id, task.assignee_id, task.phase_id, task.discipline, now())


@require_safe
@signed_in
@refusing
def move(request: PersonRequest, key: str) -> HttpResponse:
    """The Move dialog, or a page of its own without JavaScript."""
    task = task_at_to_change(request, key)
    form = MoveForm(task, first=request.GET.dict())
    return _form(request, form, asked=form.asks(by=request.person), status=200)


@require_POST
@signed_in
@refusing
def column(request: PersonRequest, key: str) -> HttpResponse:
    """Put the card into a column, at a place, and into somebody's lane when one is named."""
    task = task_at_to_change(request, key)
    return _moved(request, MoveForm(task, as_move(task, request.POST.dict()), first={}))


@require_POST
@signed_in
@refusing
def assignee(request: PersonRequest, key: str) -> HttpResponse:
    """Give the task to somebody, where it is; an empty `lane` takes it from everybody."""
    task = task_at_to_change(request, key)
    data = request.POST.dict()
    form = MoveForm(task, {"lane": ""} | data | {"column": str(task.column_id)}, first={})
    return _moved(request, form)


def _moved(request: PersonRequest, form: MoveForm) -> HttpResponse:
    if not form.is_valid():
        asked = form.asks(by=request.person) if "to" in form.errors else None
        return _refused(request, form, asked, status=422)
    before, cleared = Spot.of(form.task), _cleared_away(form, request.person)
    try:
        form.move(by=request.person)
    except (AlreadyInProgress, ColumnFull) as asked:
        return _refused(request, form, asked, status=409)
    except GateClosed as asked:
        return _refused(request, form, asked, status=422)
    except ReasonMissing as error:
        form.add_error("reason", str(error))
    except NotOfThisProject as error:
        form.add_error("to" if form.cleaned_data["to"] else "lane", str(error))
    else:
        return _done(request, form.task, before, cleared)
    return _refused(request, form, form.asks(by=request.person), status=422)


def _cleared_away(form: MoveForm, by: Person) -> list[Task]:
    """Return the tasks in progress that the answer pauses, finishes or hands over."""
    if form.cleaned_data["instead"] not in {Instead.PAUSE, Instead.FINISH, Instead.HAND}:
        return []
    asked = form.asks(by=by)
    return asked.others if isinstance(asked, AlreadyInProgress) else []


def _done(request: PersonRequest, task: Task, before: Spot, cleared: list[Task]) -> HttpResponse:
    said = [_told(task, before, by=request.person), *(_became_of(other) for other in cleared)]
    text, tone = "; ".join(said), "plain"
    if task.overridden_at and task.overridden_at >= before.at and task.assignee:
        text, tone = f"{text}. {_beside(task.assignee)}", "bad"
    undo = undo_since(task, request.person, before.at)
    return changed(request, text, redirect=reverse("tasks:board", args=[task.project.key]), undo=undo, tone=tone)


def _told(task: Task, before: Spot, *, by: Person) -> str:
    """Say what changed: the column, else phase or discipline, else the person, else nothing but the place."""
    if task.column_id != before.column_id:
        said = {"key": task.key, "column": task.column.name, "person": task.assignee.name if task.assignee else ""}
        if task.assignee_id in {None, by.pk, before.assignee_id}:
            return _("%(key)s moved to %(column)s") % said
        return _("%(key)s moved to %(column)s, for %(person)s") % said
    if task.phase_id != before.phase_id:
        return _("%(key)s is now in %(phase)s") % {"key": task.key, "phase": task.phase.name}
    if task.discipline != before.discipline:
        wanted = task.get_discipline_display() or _("any discipline")
        return _("%(key)s is now for %(discipline)s") % {"key": task.key, "discipline": wanted}
    if task.assignee_id != before.assignee_id:
        return _told_of_person(task)
    return _("%(key)s moved") % {"key": task.key}


def _became_of(other: Task) -> str:
    """Say where a task went that made room, and to whom."""
    had_it = other.assignee_id
    other.refresh_from_db(fields=["column", "assignee"])
    said = {"key": other.key, "person": other.assignee.name if other.assignee else ""}
    if other.assignee and other.assignee_id != had_it:
        goes_on = other.column.is_active
        return (_("%(person)s goes on with %(key)s") if goes_on else _("%(key)s waits for %(person)s")) % said
    return (_("%(key)s is done") if other.is_done else _("%(key)s waits")) % said


def _beside(person: Person) -> str:
    """Say loudly that a second start went through."""
    count = Task.objects.in_progress_of(person).count()
    return _("%(person)s now has %(count)s tasks in progress: one at a time is the rule here.") % {
        "person": person.name,
        "count": count,
    }


def _told_of_person(task: Task) -> str:
    said = {"key": task.key, "person": task.assignee.name if task.assignee else _("nobody")}
    calendar = task.calendar
    if task.assignee and (back_on := calendar.back_on(calendar.day_of(now()))):
        return _("%(key)s given to %(person)s, who is %(away)s") % (said | {"away": away_in_words(back_on)})
    return _("%(key)s given to %(person)s") % said


def _refused(request: PersonRequest, form: MoveForm, asked: Asked, *, status: int) -> HttpResponse:
    """Ask back or say what is wrong: a drop gets a dialog or a toast, a form gets itself again."""
    if not is_htmx(request) or "HX-Target" in request.headers:
        return _form(request, form, asked=asked, status=status)
    response = HttpResponse(status=status)
    if isinstance(asked, AlreadyInProgress | ColumnFull):
        wanted = {name: value for name, value in form.data.items() if name in SENT}
        address = f"{reverse('tasks:move', args=[form.task.key])}?{urlencode(wanted)}"
        return trigger(response, ask={"url": address})
    return toast(response, _reason(form, asked), tone="bad")


def _reason(form: MoveForm, asked: Asked) -> str:
    if asked is not None:
        return str(asked)
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _form(request: PersonRequest, form: MoveForm, *, asked: Asked, status: int) -> HttpResponse:
    template = "tasks/_move.html" if is_htmx(request) else "tasks/move.html"
    busy = asked if isinstance(asked, AlreadyInProgress) else None
    gate = asked if isinstance(asked, GateClosed) else None
    full = asked if isinstance(asked, ColumnFull) else None
    receivers = form.receivers(without=busy.person, reader=request.person) if busy else []
    context = {"form": form, "task": form.task, "busy": busy, "gate": gate, "full": full, "receivers": receivers}
    return render(request, template, context, status=status)
