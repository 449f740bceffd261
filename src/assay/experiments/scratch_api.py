"""REST: the scratch list of a project."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema, Status
from pydantic import Field, StringConstraints

from assay.accounts.doors import require
from assay.accounts.models import Person
from assay.experiments.actions import experiment_from
from assay.experiments.models import Scratch, ScratchSettled
from assay.experiments.models.scratch import MOST_TEXT
from assay.experiments.queries.scratch import run_counts
from assay.projects.finding import project_of
from assay.projects.models import Project
from assay.rest.doors import ApiRequest
from assay.rest.errors import register_error
from assay.rest.paging import Listed, PageAsked, listed

router = Router(tags=["experiments"])
register_error(ScratchSettled, 409, "settled")
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_TEXT)]
Number = Annotated[int, Field(ge=1, lt=2**31)]


class ScratchIn(Schema):
    text: Line


class LearnedIn(Schema):
    learned: Line


class ScratchOut(Schema):
    """`task` is the key of the experiment it became; `runs` counts the runs that were sent to its name."""

    number: int
    text: str
    state: Literal["open", "experiment", "let-go"]
    mlflow_experiment_name: str
    runs: int
    added_at: datetime
    added_by: str
    learned: str
    task: str | None


@router.get("/projects/{key}/scratch", response=Listed[ScratchOut], summary="List the scratch list")
def list_scratch(request: ApiRequest, key: str, asked: Query[PageAsked]) -> dict[str, Any]:
    """Lines of the scratch list, open and settled, newest first."""
    project = project_of(request.person, key)
    page = listed(Scratch.objects.of_project(project), asked)
    return {"items": _shown(page["items"], project), "next": page["next"]}


@router.post("/projects/{key}/scratch", response={201: ScratchOut}, summary="Write on the scratch list")
def add_scratch(request: ApiRequest, key: str, body: ScratchIn) -> Status[dict[str, Any]]:
    """Write a line; runs that are sent to its `mlflow_experiment_name` belong to it."""
    project = project_of(request.person, key)
    require(request.person.can_write)
    return Status(201, _shown([Scratch.add(project, body.text, by=request.person)], project)[0])


@router.post("/projects/{key}/scratch/{number}/experiment", response=ScratchOut, summary="Make an experiment of it")
def make_experiment(request: ApiRequest, key: str, number: Number) -> dict[str, Any]:
    """Its text becomes the draft of the hypothesis, its runs come along. 409 when it is settled."""
    project = project_of(request.person, key)
    one = _found(project, number, request.person)
    experiment_from(one, by=request.person)
    return _shown([one], project)[0]


@router.post("/projects/{key}/scratch/{number}/end", response=ScratchOut, summary="Let it go")
def let_go(request: ApiRequest, key: str, number: Number, body: LearnedIn) -> dict[str, Any]:
    """End a line with a sentence of what was learned. 409 when it is settled."""
    project = project_of(request.person, key)
    one = _found(project, number, request.person)
    one.let_go(body.learned, by=request.person)
    return _shown([one], project)[0]


def _found(project: Project, number: int, person: Person) -> Scratch:
    require(person.can_write)
    one = Scratch.objects.of_project(project).filter(number=number).first()
    if one is None:
        raise Http404
    one.project = project
    return one


def _shown(lines: Sequence[Scratch], project: Project) -> list[dict[str, Any]]:
    counts = run_counts(lines)
    return [_line(one, project, runs=counts[one.group_id]) for one in lines]


def _line(one: Scratch, project: Project, *, runs: int) -> dict[str, Any]:
    if one.task is not None:
        one.task.project = project
    return {
        **{name: getattr(one, name) for name in ("number", "text", "added_at", "learned")},
        "state": "open" if one.is_open else "let-go" if one.learned else "experiment",
        "mlflow_experiment_name": one.name,
        "runs": runs,
        "added_by": one.added_by.name,
        "task": one.task.key if one.task else None,
    }
