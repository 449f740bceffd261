"""REST: when phases were worked on, and how they ended."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status
from pydantic import Field

from assay.projects.api.finding import editable_project_of
from assay.projects.exit_forms import MOST_NOTE, MOST_REASON
from assay.projects.finding import project_of
from assay.projects.models import ExitAnswer, Phase, PhaseClosing
from assay.projects.queries.strip import PhaseStep, strip_of
from assay.projects.workflow_forms import MOST_LINE, MOST_LINES
from assay.rest.doors import ApiRequest
from assay.rest.schemas import Body

router = Router(tags=["Workflow"])
Text = Annotated[str, Field(max_length=MOST_REASON)]


class VisitShown(Schema):
    """One stay of the work in a phase; `end` is null while somebody works in it. People and tasks by number."""

    start: datetime
    end: datetime | None
    days: int
    working_days: int
    people: list[int]
    tasks: list[int]
    came_from: int | None


class PhaseTimesShown(Schema):
    """A phase in time. `state` is done, now, begun (left with open tasks) or later.

    `days` counts a day of two visits once.
    """

    id: int
    name: str
    state: str
    said: str
    done_at: datetime | None
    is_worked_on_again: bool
    days: int
    working_days: int
    returns: int
    visits: list[VisitShown]


class AnswerGiven(Body):
    question: Annotated[str, Field(min_length=1, max_length=MOST_LINE)]
    yes: bool
    note: Annotated[str, Field(max_length=MOST_NOTE)] = ""


class ClosingWanted(Body):
    """An answer to each exit question; `reason` where one is no, or something is still owed."""

    answers: Annotated[list[AnswerGiven], Field(max_length=MOST_LINES)] = []
    reason: Text = ""


class ReopeningWanted(Body):
    reason: Text


class ClosingShown(Schema):
    """A declaration that the phase is done; with `reopened_at` it stands no longer."""

    id: int
    answers: list[dict[str, object]]
    owed: list[dict[str, str]]
    reason: str
    closed_by: int
    closed_at: datetime
    reopened_by: int | None
    reopened_at: datetime | None
    reopened_because: str

    @staticmethod
    def resolve_closed_by(closing: PhaseClosing) -> int:
        return closing.closed_by_id

    @staticmethod
    def resolve_reopened_by(closing: PhaseClosing) -> int | None:
        return closing.reopened_by_id


@router.get("/projects/{key}/phase-times", response=list[PhaseTimesShown])
def phase_times(request: ApiRequest, key: str) -> list[dict[str, object]]:
    """When each phase was worked on, by whom and in which tasks, derived from the history."""
    return [_in_time(step) for step in strip_of(project_of(request.person, key)).steps]


@router.get("/projects/{key}/phases/{number}/closures", response=list[ClosingShown])
def phase_closures(request: ApiRequest, key: str, number: int) -> Iterable[PhaseClosing]:
    """All declarations that the phase is done, the newest first."""
    phase = get_object_or_404(project_of(request.person, key).phases, pk=number)
    return phase.closings.newest_first()


@router.post("/projects/{key}/phases/{number}/closure", response={201: ClosingShown})
def declare_phase_done(request: ApiRequest, key: str, number: int, wanted: ClosingWanted) -> Status[PhaseClosing]:
    """Declare the phase done. 409 `phase-done`; 422 `questions-open`, `reason-needed`."""
    answers = [ExitAnswer(one.question, yes=one.yes, note=one.note) for one in wanted.answers]
    phase = _editable(request, key, number)
    return Status(201, phase.declare_done(answers, reason=wanted.reason, by=request.person))


@router.post("/projects/{key}/phases/{number}/reopening", response={204: None})
def reopen_phase(request: ApiRequest, key: str, number: int, wanted: ReopeningWanted) -> Status[None]:
    """Say that the phase is not done after all. 409 `phase-not-done`; 422 `reason-needed`."""
    _editable(request, key, number).reopen(because=wanted.reason, by=request.person)
    return Status(204, None)


def _editable(request: ApiRequest, key: str, number: int) -> Phase:
    return get_object_or_404(editable_project_of(request, key).phases.present(), pk=number)


def _in_time(step: PhaseStep) -> dict[str, object]:
    times = step.times
    return {
        "id": step.phase.pk,
        "name": step.phase.name,
        "state": step.state,
        "said": step.said,
        "done_at": step.phase.done_at,
        "is_worked_on_again": step.is_worked_on_again,
        "days": times.days if times else 0,
        "working_days": times.working_days if times else 0,
        "returns": times.returns if times else 0,
        "visits": times.visits if times else (),
    }
