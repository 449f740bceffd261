"""Experiments for programs: plan, criteria, conclusion, and the verdict that the runs have earned."""

from typing import Any, TypeVar

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Query, Router

from assay.experiments.actions import CannotFollow, close, follow_up, reopen
from assay.experiments.api_answers import row, verdict, whole
from assay.experiments.finding import experiment_task, experiment_task_to_change
from assay.experiments.forms import AmendForm, ConclusionForm, PlanForm
from assay.experiments.models import (
    AlreadyLocked,
    BadDays,
    CannotMark,
    ConclusionIncomplete,
    Experiment,
    NextStep,
    NotConcluded,
    NothingAmended,
    NotStarted,
    ReasonMissing,
)
from assay.experiments.queries import lines_of
from assay.experiments.queries.line_notes import notes_on_lines
from assay.experiments.schemas import (
    AmendmentIn,
    ConclusionIn,
    ExperimentOut,
    ExperimentRow,
    ExperimentsAsked,
    ExtensionIn,
    FollowUpIn,
    HardStopIn,
    PlaceIn,
    PlanIn,
    ReopeningIn,
    RepeatsIn,
    VerdictOut,
)
from assay.projects.finding import project_of
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal, register_error
from assay.rest.paging import Listed, listed
from assay.runs.models import Run
from assay.tasks.keys import TaskKind
from assay.tasks.models import Task

router = Router(tags=["experiments"])
register_error(CannotMark, 422, "invalid", field="runs")
register_error(AlreadyLocked, 409, "locked")
register_error(NotStarted, 409, "not-started")
register_error(NothingAmended, 422, "nothing-changed")
register_error(CannotFollow, 409, "conflict")
register_error(ReasonMissing, 422, "invalid", field="reason")
register_error(BadDays, 422, "invalid", field="days")
register_error(NotConcluded, 409, "not-concluded")

Form = TypeVar("Form", bound=forms.Form)


@router.get("/experiments", response=Listed[ExperimentRow], summary="List experiments")
def list_experiments(request: ApiRequest, asked: Query[ExperimentsAsked]) -> dict[str, Any]:
    """Experiments that were written on, newest first; narrow by project key and state."""
    found = Experiment.objects.visible_to(request.person).with_task()
    if asked.project:
        found = found.filter(task__project=project_of(request.person, asked.project))
    if asked.state:
        found = {"draft": found.drafts, "started": found.under_way, "concluded": found.concluded}[asked.state]()
    page = listed(found, asked)
    return {"items": [row(experiment) for experiment in page["items"]], "next": page["next"]}


@router.get("/experiments/{key}", response=ExperimentOut, summary="Get an experiment")
def get_experiment(request: ApiRequest, key: str) -> dict[str, Any]:
    """Plan, criteria with what was found, verdict and conclusion."""
    return whole(experiment_task(request.person, key))


@router.put("/experiments/{key}", response=ExperimentOut, summary="Write the plan")
def write_experiment(request: ApiRequest, key: str, body: PlanIn) -> dict[str, Any]:
    """Replace the plan of an experiment that has not started; 409 afterwards."""
    task = experiment_task_to_change(request.person, key)
    data = body.dict(exclude={"stop_conditions", "baseline", "parameters", "resources"}) | {
        "criteria": _joined(body.criteria),
        "stops": _joined(body.stop_conditions),
        "planned": [(_one_line(name), _one_line(text)) for name, text in body.parameters.items()],
        **body.resources.dict(),
        "baseline_values": "\n".join(f"{_one_line(name)} = {value!r}" for name, value in body.baseline.items()),
    }
    form = _valid(PlanForm(data, reader=request.person))
    Experiment.of(task).write(form.draft, by=request.person, version=body.version)
    notes = notes_on_lines([*form.draft.criteria, *form.draft.stops], task.project, request.person)
    return whole(task) | {"notes": notes}


@router.post("/experiments/{key}/criteria", response=ExperimentOut, summary="Amend the criteria")
def amend_criteria(request: ApiRequest, key: str, body: AmendmentIn) -> dict[str, Any]:
    """Change lines after the start; the locked ones stay and are judged, the new ones stand beside them."""
    task = experiment_task_to_change(request.person, key)
    lines = {"criteria": _joined(body.criteria), "stops": _joined(body.stop_conditions)}
    form = _valid(AmendForm(lines | {"reason": body.reason}))
    Experiment.of(task).amend(by=request.person, **form.cleaned_data)
    saved = [*form.cleaned_data["criteria"], *form.cleaned_data["stops"]]
    return whole(task) | {"notes": notes_on_lines(saved, task.project, request.person)}


@router.put("/experiments/{key}/hard-stop", response=ExperimentOut, summary="Set the hard stop")
def set_hard_stop(request: ApiRequest, key: str, body: HardStopIn) -> dict[str, Any]:
    """Say whether runs that are asked to stop take no more metrics. Allowed until the experiment is concluded."""
    task = experiment_task_to_change(request.person, key)
    experiment = Experiment.of(task)
    change = experiment.stop_hard if body.on else experiment.stop_softly
    change(by=request.person)
    return whole(task)


@router.put("/experiments/{key}/repeats", response=ExperimentOut, summary="Say which runs repeat one another")
def set_repeats(request: ApiRequest, key: str, body: RepeatsIn) -> dict[str, Any]:
    """Group runs of the experiment by hand, whatever their params say; the verdict is judged anew."""
    task = experiment_task_to_change(request.person, key)
    Experiment.of(task).group_runs(_runs(task, body.runs), body.how, by=request.person)
    return whole(task)


@router.put("/experiments/{key}/environment", response=ExperimentOut, summary="Say where runs were measured")
def set_environment(request: ApiRequest, key: str, body: PlaceIn) -> dict[str, Any]:
    """Set the environment of runs of the experiment: development, staging, production; the verdict is judged anew."""
    task = experiment_task_to_change(request.person, key)
    Experiment.of(task).place_runs(_runs(task, body.runs), body.environment, by=request.person)
    return whole(task)


@router.post("/experiments/{key}/conclusion", response=ExperimentOut, summary="Conclude an experiment")
def conclude_experiment(request: ApiRequest, key: str, body: ConclusionIn) -> dict[str, Any]:
    """Decide the outcome and write down what was learned; the task moves to a done column."""
    task = experiment_task_to_change(request.person, key)
    steps = [(_one_line(step.text), step.kind) for step in body.next_steps]
    form = _valid(ConclusionForm(body.dict(exclude={"next_steps"}) | {"steps": steps}))
    try:
        close(task, form.conclusion, by=request.person)
    except ConclusionIncomplete as incomplete:
        fields = {name: [message] for name, message in incomplete.fields.items()}
        raise Refusal(422, "invalid", str(incomplete), fields=fields) from incomplete
    return whole(task)


@router.post("/experiments/{key}/extensions", response=ExperimentOut, summary="Extend the timebox")
def extend_timebox(request: ApiRequest, key: str, body: ExtensionIn) -> dict[str, Any]:
    """Give the timebox more working days, with a reason that stays on the card."""
    task = experiment_task_to_change(request.person, key)
    Experiment.of(task).extend(body.days, body.because, by=request.person)
    return whole(task)


@router.post("/experiments/{key}/reopening", response=ExperimentOut, summary="Open an experiment again")
def reopen_experiment(request: ApiRequest, key: str, body: ReopeningIn) -> dict[str, Any]:
    """Take the decision back, with a reason; it stays on the card with its evidence. 409 when nothing is closed."""
    task = experiment_task_to_change(request.person, key)
    reopen(task, body.because, by=request.person)
    return whole(task)


@router.post(
    "/experiments/{key}/next-steps/{number}/task", response=ExperimentOut, summary="Make a task of a next step"
)
def follow_next_step(request: ApiRequest, key: str, number: int, body: FollowUpIn) -> dict[str, Any]:
    """Make a linked task of a step that stayed a note; 409 when it is one already."""
    task = experiment_task_to_change(request.person, key)
    step = NextStep.objects.visible_to(request.person).filter(experiment__task=task, pk=number).first()
    if step is None:
        raise Http404
    if body.kind not in TaskKind.values:
        raise Refusal(422, "invalid", _("There is no such kind of task."), fields={"kind": list(TaskKind.values)})
    follow_up(Experiment.of(task), step, kind=body.kind, by=request.person)
    return whole(task)


@router.get("/experiments/{key}/verdict", response=VerdictOut, summary="Get the verdict")
def get_verdict(request: ApiRequest, key: str) -> dict[str, Any]:
    """What the runs say now. The state is met, not_met, not_proven, not_measured, stale, or empty."""
    experiment = Experiment.seen(experiment_task(request.person, key))
    return verdict(experiment, lines_of(experiment))


def _runs(task: Task, uids: list[str]) -> list[Run]:
    found = list(Run.objects.of_task(task.pk).filter(uid__in=set(uids)))
    if len(found) != len(set(uids)):
        raise Http404
    return found


def _joined(lines: list[str]) -> str:
    return "\n".join(_one_line(line) for line in lines)


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _valid(form: Form) -> Form:
    """Return the form if its values fit. Raises `Refusal` with what to change, by the API's field names."""
    if form.is_valid():
        return form
    names = {"stops": "stop_conditions", "baseline_values": "baseline", "steps": "next_steps", "planned": "parameters"}
    fields = {names.get(name, name): [str(one) for one in errors] for name, errors in form.errors.items()}
    raise Refusal(422, "invalid", _("Some values do not fit; each field says what to change."), fields=fields)
