"""The actions of an experiment's page and the parts of it that refresh by themselves.

The page itself is the task's page (`tasks:task`), shown with our template; see `apps.py`.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assay.accounts.doors import PersonRequest, signed_in
from assay.experiments.actions import CannotFollow, close, follow_up, reopen
from assay.experiments.forms import AmendForm, ConclusionForm, ExtensionForm, PlanForm, ReopeningForm
from assay.experiments.models import (
    AlreadyLocked,
    ConclusionIncomplete,
    Experiment,
    NextStep,
    NotConcluded,
    NothingAmended,
    NotStarted,
    ReasonMissing,
)
from assay.experiments.queries import experiment_page, start_columns
from assay.experiments.queries.keeping import keepable as keepable_of
from assay.experiments.queries.line_notes import notes_on_lines
from assay.experiments.views.finding import task_of_experiment, task_to_change
from assay.kit.clock import now
from assay.kit.conflicts import EditedMeanwhile
from assay.runs.chart_files import asked_curves
from assay.tasks.gates import GateClosed
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task
from assay.tasks.models.task.limits import ColumnFull
from assay.tasks.models.task.moving import AlreadyInProgress
from assay.tasks.views.task import page as page_of_task
from assay.web.messages import answer


@require_POST
@signed_in
def plan(request: PersonRequest, key: str) -> HttpResponse:
    """Save the plan of an experiment that has not started."""
    task = task_to_change(request, key)
    form = PlanForm(_with_offered(request.POST), reader=request.person)
    if not form.is_valid():
        return _page(request, task, status=422, plan=form)
    try:
        Experiment.of(task).write(form.draft, by=request.person, version=form.cleaned_data["version"])
    except (EditedMeanwhile, AlreadyLocked) as error:
        form.add_error(None, str(error))
        return _page(request, task, status=409, plan=form)
    notes = notes_on_lines([*form.draft.criteria, *form.draft.stops], task.project, request.person)
    return _saved(request, task, ". ".join([_("Plan saved"), *notes]), "plan")


@require_POST
@signed_in
def start(request: PersonRequest, key: str) -> HttpResponse:
    """Start the experiment: its task goes into the chosen active column and the plan is locked."""
    task = task_to_change(request, key)
    columns = start_columns(task)
    column = next((one for one in columns if str(one.pk) == request.POST.get("column")), next(iter(columns), None))
    if column is None:
        return _page(request, task, status=409, refused=_("The board has no active column. Add one first."))
    try:
        task.move_to(column, by=request.person)
    except GateClosed as closed:
        return _page(request, task, status=422, refused=str(closed))
    except (AlreadyInProgress, ColumnFull):
        return answer(request, redirect=f"{reverse('tasks:move', args=[task.key])}?column={column.pk}")
    return _saved(request, task, _("Started; the plan is locked"), "")


@require_POST
@signed_in
def criteria(request: PersonRequest, key: str) -> HttpResponse:
    """Change criteria after the start, with a reason that stays beside the result."""
    task = task_to_change(request, key)
    form = AmendForm(request.POST)
    if not form.is_valid():
        return _page(request, task, status=422, amend=form)
    try:
        Experiment.of(task).amend(by=request.person, **form.cleaned_data)
    except (NothingAmended, NotStarted, ReasonMissing, AlreadyLocked) as error:
        form.add_error(None, str(error))
        return _page(request, task, status=422, amend=form)
    lines = [*form.cleaned_data["criteria"], *form.cleaned_data["stops"]]
    said = _("Criteria changed; both versions stand beside the result")
    return _saved(request, task, ". ".join([said, *notes_on_lines(lines, task.project, request.person)]), "verdict")


@require_POST
@signed_in
def extension(request: PersonRequest, key: str) -> HttpResponse:
    """Give the timebox more days, with a reason that stays on the card."""
    task = task_to_change(request, key)
    form = ExtensionForm(request.POST)
    if not form.is_valid():
        return _page(request, task, status=422, extension=form)
    try:
        Experiment.of(task).extend(**form.cleaned_data, by=request.person)
    except (AlreadyLocked, NotStarted) as error:
        form.add_error(None, str(error))
        return _page(request, task, status=409, extension=form)
    return _saved(request, task, _("The day to decide was moved"), "timebox")


@require_POST
@signed_in
def reopening(request: PersonRequest, key: str) -> HttpResponse:
    """Open a closed experiment again, with a reason."""
    task = task_to_change(request, key)
    form = ReopeningForm(request.POST)
    if not form.is_valid():
        return _page(request, task, status=422, reopening=form)
    try:
        reopen(task, form.cleaned_data["because"], by=request.person)
    except NotConcluded as error:
        form.add_error(None, str(error))
        return _page(request, task, status=409, reopening=form)
    return _saved(request, task, _("%(key)s is open again") % {"key": task.key}, "")


@require_POST
@signed_in
def hard_stop(request: PersonRequest, key: str) -> HttpResponse:
    """Let stopping end trainings when the form says `on`, else let it only ask."""
    task = task_to_change(request, key)
    experiment, is_on = Experiment.of(task), bool(request.POST.get("on"))
    change = experiment.stop_hard if is_on else experiment.stop_softly
    try:
        change(by=request.person)
    except AlreadyLocked as error:
        return _page(request, task, status=409, refused=str(error))
    said = _("Stopped runs take no more metrics") if is_on else _("Stopping only asks")
    return _saved(request, task, said, "verdict")


@require_POST
@signed_in
def conclusion(request: PersonRequest, key: str) -> HttpResponse:
    """Close the experiment, or keep what is written so far when `draft` is pressed."""
    task = task_to_change(request, key)
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        return _page(request, task, status=422, conclusion=form)
    try:
        if "draft" in request.POST:
            Experiment.of(task).note_conclusion(form.conclusion, by=request.person)
            return _saved(request, task, _("Draft saved"), "conclusion")
        close(task, form.conclusion, by=request.person)
    except ConclusionIncomplete as incomplete:
        for name, message in incomplete.fields.items():
            form.add_error(name, message)
        return _page(request, task, status=422, conclusion=form)
    except AlreadyLocked as error:
        form.add_error(None, str(error))
        return _page(request, task, status=409, conclusion=form)
    return _saved(request, task, _("%(key)s is closed") % {"key": task.key}, "")


@require_POST
@signed_in
def step_task(request: PersonRequest, key: str, number: int) -> HttpResponse:
    """Make a task of a next step that stayed a note when the experiment was closed."""
    task = task_to_change(request, key)
    step = NextStep.objects.visible_to(request.person).filter(experiment__task=task, pk=number).first()
    if step is None:
        raise Http404
    kind = request.POST.get("kind", "")
    if kind not in TaskKind.values:
        return _page(request, task, status=422, refused=_("Choose what the step becomes from the list."))
    try:
        made = follow_up(Experiment.of(task), step, kind=kind, by=request.person)
    except CannotFollow as error:
        return _page(request, task, status=409, refused=str(error))
    return _saved(request, task, _("Made %(key)s") % {"key": made.key}, "conclusion")


@require_safe
@signed_in
def keepable(request: PersonRequest, key: str) -> HttpResponse:
    """Models and files of the runs, for the list of a field."""
    task = task_of_experiment(request, key)
    return render(request, "experiments/_keepable.html", {"things": keepable_of(task.pk)})


@require_safe
@signed_in
def verdict(request: PersonRequest, key: str) -> HttpResponse:
    """What changes by itself while runs log: the verdict, and carried along results and facts; its chart as a file."""
    task = task_of_experiment(request, key)
    page = experiment_page(task, request.person, at=now())
    if file := asked_curves(request, [page.chart] if page.chart else []):
        return file
    context = {"task": task, "exp": page, "swaps": True}
    return render(request, "experiments/_live.html", context)


def _with_offered(data: QueryDict) -> QueryDict:
    """A button of an offered run writes its number into the field."""
    changed = data.copy()
    if offered := data.get("offered"):
        changed["baseline_run"], changed["makes_baseline"] = offered, ""
    return changed


def _page(request: PersonRequest, task: Task, *, status: int, **forms: Any) -> HttpResponse:
    """The whole page with what was typed; htmx swaps it in as the page."""
    return page_of_task(request, task, status=status, **forms)


def _saved(request: HttpRequest, task: Task, text: str, place: str) -> HttpResponse:
    return answer(request, redirect=_address(task, place), text=text)


def _address(task: Task, place: str) -> str:
    page = reverse("tasks:task", args=[task.key])
    return f"{page}#{place}" if place else page
