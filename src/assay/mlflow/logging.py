"""What a running script logs: metrics, params, tags, datasets and models it read or made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from assay.accounts.models import Person
from assay.mlflow import shapes, wire
from assay.mlflow.doors import Call, reads, writes
from assay.mlflow.errors import BadRequest, Missing
from assay.mlflow.finding import find_model, find_run
from assay.pure.numbers import in_json
from assay.runs import points
from assay.runs.ingest import NewPoint, delete_tag, log_batch, writing_to
from assay.runs.inputs import NewInput, NewUse, log_inputs, log_model_uses
from assay.runs.limits import METRICS_A_BATCH, BadValue
from assay.runs.models import MetricSeries
from assay.runs.summary import StoredPoint

HISTORY_PAGE = 25_000
_MODEL_HISTORY_TAG = "mlflow.log-model.history"


@writes
def log_metric(request: Call) -> None:
    asked = wire.read(request, wire.LogMetric)
    with writing_to(asked.run, by=request.person) as run:
        log_batch(run, metrics=[_point(asked)], by=request.person)
        _keep_for_models([asked], run.uid, request.person)


@writes
def log_param(request: Call) -> None:
    asked = wire.read(request, wire.LogPair)
    with writing_to(asked.run, by=request.person) as run:
        log_batch(run, params=[(asked.key or "", asked.value or "")], by=request.person)


@writes
def set_tag(request: Call) -> None:
    asked = wire.read(request, wire.LogPair)
    with writing_to(asked.run, by=request.person) as run:
        log_batch(run, tags=[(asked.key or "", asked.value or "")], by=request.person)


@writes
def remove_tag(request: Call) -> None:
    asked = wire.read(request, wire.LogPair)
    with writing_to(asked.run, by=request.person) as run:
        if not delete_tag(run, wire.required(asked.key, "key"), by=request.person):
            raise Missing(f"No tag with name: {str(asked.key)[:100]} in run with id {run.uid}")


@writes
def batch(request: Call) -> None:
    asked = wire.read(request, wire.LogBatch)
    metrics = asked.metrics or []
    if len(metrics) > METRICS_A_BATCH:
        raise BadValue(f"A batch can contain at most {METRICS_A_BATCH} metrics. Send several batches.")
    new = _points(metrics)
    with writing_to(asked.run, by=request.person) as run:
        log_batch(run, metrics=new, params=wire.pairs(asked.params), tags=wire.pairs(asked.tags), by=request.person)
        _keep_for_models(metrics, run.uid, request.person)


@writes
def inputs(request: Call) -> None:
    asked = wire.read(request, wire.LogInputs, most=wire.MOST_BYTES_OF_INPUTS)
    new = [_input(one) for one in asked.datasets or ()]
    with writing_to(asked.run, by=request.person) as run:
        log_inputs(run, new)
        if asked.models:
            log_model_uses(run, _uses(asked.models), is_output=False, by=request.person)


@writes
def outputs(request: Call) -> None:
    asked = wire.read(request, wire.LogOutputs)
    with writing_to(asked.run, by=request.person) as run:
        log_model_uses(run, _uses(asked.models), is_output=True, by=request.person)


@writes
def log_model(request: Call) -> None:
    """Note a model as clients before 3.0 do: a JSON text, kept as a tag."""
    asked = wire.read(request, wire.LogModel)
    described = wire.required(asked.model_json, "model_json")
    with writing_to(asked.run, by=request.person) as run:
        log_batch(run, tags=[(_MODEL_HISTORY_TAG, described)], by=request.person)


@reads
def history(request: Call) -> Any:
    given = request.GET
    run = find_run(wire.required(given.get("run_id") or given.get("run_uuid"), "run_id"), request.person)
    key = wire.required(given.get("metric_key"), "metric_key")
    most = wire.whole(given.get("max_results"), "max_results", default=0)
    if "max_results" in given and most <= 0:
        raise BadRequest("Invalid value for parameter 'max_results': it must be positive.")
    series = MetricSeries.objects.filter(run=run, key=key).first()
    if series is None:
        return {"metrics": []}
    size = min(most, HISTORY_PAGE) if most else None
    page = points.history_rows(series.pk, most=size, token=given.get("page_token") or "")
    return shapes.history(key, run.uid, page)


def _points(metrics: Iterable[wire.Metric | wire.LogMetric]) -> list[NewPoint]:
    """Read the metrics; those that came as plain numbers, nearly all, at the price of two tuples."""
    return [
        NewPoint(metric.key, StoredPoint(metric.step, metric.timestamp, metric.value))
        if metric.key
        and type(metric.step) is int
        and type(metric.timestamp) is int
        and type(metric.value) is float
        and metric.timestamp >= 0
        else _point(metric)
        for metric in metrics
    ]


def _point(metric: wire.Metric | wire.LogMetric) -> NewPoint:
    step, at_ms, value = metric.step, metric.timestamp, metric.value
    return NewPoint(
        wire.required(metric.key, "key"),
        StoredPoint(
            step if type(step) is int else wire.whole(step, "step"),
            wire.moment(at_ms, "timestamp"),
            value if type(value) is float else wire.real(value, "value"),
        ),
    )


def _keep_for_models(metrics: Sequence[wire.Metric | wire.LogMetric], run: str, person: Person) -> None:
    """Keep at each logged model the metrics that were logged with its id."""
    by_model: dict[str, dict[str, shapes.Json]] = defaultdict(dict)
    for metric in metrics:
        if metric.model_id:
            name = f"{metric.key} {metric.dataset_name or ''} {metric.dataset_digest or ''}"
            by_model[metric.model_id][name] = _model_metric(metric, run)
    # In the same order everywhere, so that two runs that name the same models do not wait for each other in a ring.
    for uid, kept in sorted(by_model.items()):
        find_model(uid, person).keep_metrics(kept)


def _model_metric(metric: wire.Metric | wire.LogMetric, run: str) -> shapes.Json:
    key, point = _point(metric)
    shown = {
        "key": key,
        "value": in_json(point.value),
        "timestamp": point.at_ms,
        "step": point.step,
        "run_id": run,
        "model_id": metric.model_id,
        "dataset_name": metric.dataset_name,
        "dataset_digest": metric.dataset_digest,
    }
    return {name: value for name, value in shown.items() if value is not None}


def _input(one: wire.DatasetInput) -> NewInput:
    dataset = one.dataset or wire.Dataset()
    return NewInput(
        name=dataset.name or "",
        digest=dataset.digest or "",
        source_type=dataset.source_type or "",
        source=dataset.source or "",
        schema=dataset.schema or "",
        profile=dataset.profile or "",
        tags=wire.pairs(one.tags),
    )


def _uses(models: Sequence[wire.ModelUse] | None) -> list[NewUse]:
    return [NewUse(wire.required(use.model_id, "model_id"), wire.whole(use.step, "step")) for use in models or ()]
