"""REST: results for teams without MLflow, one run or many at once."""

from datetime import UTC, datetime
from typing import Annotated, Any

from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field

from assay.importers.results.sent import Sent, SentPoint, take_sent
from assay.kit.clock import can_be_kept
from assay.rest.doors import ApiRequest
from assay.rest.errors import Refusal
from assay.runs.api import RunShown
from assay.runs.models import Run, RunStatus
from assay.tasks.finding import task_to_change

router = Router(tags=["Runs"])
MOST_RUNS = 1000
Key = Annotated[str, Field(min_length=1, max_length=250)]
Short = Annotated[str, Field(max_length=250)]
# JSON has no NaN and no infinity, so these three are texts.
Number = float | Annotated[str, Field(pattern=r"^(NaN|-?Infinity)$")]


class PointSent(Schema):
    """One value of a metric, at its step and moment."""

    key: Key
    value: Number
    step: int = Field(default=0, ge=-(2**63), le=2**63 - 1)
    at: datetime | None = None


class DatasetSent(Schema):
    name: Annotated[str, Field(min_length=1, max_length=500)]
    digest: Annotated[str, Field(max_length=36)] = ""
    context: Short = ""


class RunSent(Schema):
    """A run. `id` is your own name for it: sent again with the same values it is the same run."""

    id: Short = ""
    name: Short = ""
    params: dict[Key, str | int | float | bool] = {}
    metrics: dict[Key, Number] = {}
    points: Annotated[list[PointSent], Field(max_length=100_000)] = []
    tags: dict[Key, str] = {}
    environment: Short = ""
    dataset: DatasetSent | None = None
    status: RunStatus = RunStatus.FINISHED
    started_at: datetime | None = None
    ended_at: datetime | None = None


class RunsSent(Schema):
    runs: Annotated[list[RunSent], Field(min_length=1, max_length=MOST_RUNS)]


class RunsTaken(Schema):
    items: list[RunShown]


@router.post("/tasks/{key}/runs", response={201: RunShown})
def send_run(request: ApiRequest, key: str, sent: RunSent) -> Status[Run]:
    """Add a run with its results to the task; `id` makes it safe to send again."""
    return Status(201, _taken(request, key, [sent])[0])


@router.post("/tasks/{key}/runs/bulk", response={201: RunsTaken})
def send_runs(request: ApiRequest, key: str, sent: RunsSent) -> Status[dict[str, Any]]:
    """Add many runs to the task: all of them, or none."""
    return Status(201, {"items": _taken(request, key, sent.runs)})


def _taken(request: ApiRequest, key: str, sent: list[RunSent]) -> list[Run]:
    task = task_to_change(request.person, key)
    taken = take_sent(task, [_plain(one) for one in sent], origin=_("the API"), by=request.person)
    shown = Run.objects.select_related("task__project", "person", "group").in_bulk([run.pk for run in taken])
    return [shown[run.pk] for run in taken]


def _plain(sent: RunSent) -> Sent:
    if sent.started_at and sent.ended_at and _utc(sent.ended_at) < _utc(sent.started_at):
        message = _("The run ends before it starts.")
        raise Refusal(422, "invalid", message, fields={"ended_at": [message]})
    single = [SentPoint(key, float(value)) for key, value in sent.metrics.items()]
    several = [SentPoint(one.key, float(one.value), one.step, _moment(one.at, "points")) for one in sent.points]
    data = sent.dataset or DatasetSent(name="-")
    return Sent(
        id=sent.id,
        name=sent.name,
        params={key: _text(value) for key, value in sent.params.items()},
        tags=dict(sent.tags),
        points=(*single, *several),
        environment=sent.environment,
        dataset=data.name if sent.dataset else "",
        dataset_digest=data.digest,
        dataset_context=data.context,
        status=sent.status.value,
        started_at=_moment(sent.started_at, "started_at"),
        ended_at=_moment(sent.ended_at, "ended_at"),
    )


def _text(value: str | float | bool) -> str:  # noqa: FBT001  a value like any other
    return value if isinstance(value, str) else str(value)


def _moment(moment: datetime | None, field: str) -> datetime | None:
    """Return the moment with a zone; those that no page could show are refused."""
    if moment is None:
        return None
    if not can_be_kept(_utc(moment)):
        message = _("This is no time of a run.")
        raise Refusal(422, "invalid", message, fields={field: [message]})
    return _utc(moment)


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
