"""REST: ask a run to stop, look whether it was asked, take that back."""

from datetime import datetime
from typing import Annotated, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from assay.accounts.doors import require
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.runs.ingest import writing_to
from assay.runs.models import Run
from assay.runs.stopping import BECAUSE_LENGTH, ask_to_stop, let_go_on

router = Router(tags=["Runs"])


class StopShown(Schema):
    """Whether the training should stop, why, and who asked (nobody: a stop condition).

    `refuses`: new metrics are answered with 400.
    """

    stop: bool
    because: str
    by: str
    asked_at: datetime | None
    refuses: bool


class StopWanted(Schema):
    because: Annotated[str, Field(max_length=BECAUSE_LENGTH)] = ""


@router.get("/runs/{uid}/stop", response=StopShown)
def get_stop(request: ApiRequest, uid: str) -> dict[str, Any]:
    """Whether the run was asked to stop; light enough to be asked every few seconds."""
    return _shown(_run(request, uid))


@router.post("/runs/{uid}/stop", response=StopShown)
def ask(request: ApiRequest, uid: str, wanted: StopWanted) -> dict[str, Any]:
    """Ask the training to stop. Asked twice, the first request stays; one that is over is refused with 409."""
    found = _run(request, uid)
    require(request.person.can_write)
    with writing_to(found.uid, by=request.person) as held:
        if held.is_over:
            raise Refusal(409, "run-over", _("The run is over already."))
        ask_to_stop(held, by=request.person, because=wanted.because)
    return _shown(_run(request, uid))


@router.delete("/runs/{uid}/stop", response=StopShown)
def take_back(request: ApiRequest, uid: str) -> dict[str, Any]:
    """Let the run go on: it is no longer asked, and takes metrics again."""
    found = _run(request, uid)
    require(request.person.can_write)
    with writing_to(found.uid, by=request.person) as held:
        let_go_on(held, by=request.person)
    return _shown(_run(request, uid))


def _run(request: ApiRequest, uid: str) -> Run:
    runs = Run.objects.visible_to(request.person).alive().select_related("stop_asked_by")
    return get_object_or_404(runs, uid=uid)


def _shown(run: Run) -> dict[str, Any]:
    return {
        "stop": run.stop_asked_at is not None,
        "because": run.stop_because,
        "by": run.stop_asked_by.name if run.stop_asked_by else "",
        "asked_at": run.stop_asked_at,
        "refuses": bool(run.refusal),
    }
