"""Bring logged models, and note at the runs which models they read and made."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from assay.importers.models import SourceGroup
from assay.importers.remote import shapes
from assay.importers.sync.state import Pass, moment_or_now
from assay.runs.arrival import ArrivingModel, IdTaken, held, take_model
from assay.runs.limits import BadValue
from assay.runs.models import LoggedModel, ModelStatus, ModelUse, Run
from assay.runs.names import random_name

WHAT = "logged model"
_STATUS = {"0": ModelStatus.UNSPECIFIED, "1": ModelStatus.PENDING, "2": ModelStatus.READY}
_SHOWN = ("key", "value", "timestamp", "step", "run_id", "model_id", "dataset_name", "dataset_digest")


def take_models(work: Pass) -> None:
    """Bring the logged models of one experiment after the other."""
    groups = list(work.source.groups.exclude(group=None).select_related("group").order_by("pk"))
    while (number := work.cursor.get("group", 0)) < len(groups):
        _take_page(groups[number], work)
        if work.is_over_time:
            return
    work.go_to("uses")


def take_uses(work: Pass) -> None:
    """Note which models the runs read and made, now that the models are here."""
    for brought in work.source.runs.exclude(uses=[]).order_by("pk").iterator(500):
        with held(brought.run_id) as run:
            _note_uses(run, brought.uses)
            work.source.runs.filter(pk=brought.pk).update(uses=[])
        if work.is_over_time:
            return
    work.go_to("gone")


def _take_page(group: SourceGroup, work: Pass) -> None:
    page = work.remote.logged_models(group.remote_id, work.cursor.get("token", ""))
    for model in page.models:
        _take(model, group, work)
    number = work.cursor.get("group", 0)
    work.keep(group=number + (not page.next_page_token), token=page.next_page_token)


@transaction.atomic
def _take(told: shapes.LoggedModel, group: SourceGroup, work: Pass) -> None:
    info = told.info
    brought = work.source.runs.filter(uid=info.source_run_id).select_related("run").first()
    if info.source_run_id and brought is None:
        work.leave_out(WHAT, info.model_id, "The run that made it is not here.")
        return
    is_new = not LoggedModel.objects.filter(uid=info.model_id).exists()
    try:
        if group.group is not None:
            take_model(group.group, brought.run if brought else None, _arriving(told))
    except (BadValue, IdTaken) as refusal:
        work.leave_out(WHAT, info.model_id, refusal)
        return
    work.counts["models"] += is_new
    work.has_come(WHAT, info.model_id)


def _arriving(told: shapes.LoggedModel) -> ArrivingModel:
    info, status = told.info, str(told.info.status)
    if len(info.model_id) != 34 or not info.model_id.startswith("m-"):
        raise BadValue("Its id is not one of MLflow's.")
    return ArrivingModel(
        uid=info.model_id,
        name=info.name or random_name(),
        status=status if status in ModelStatus.values else _STATUS.get(status, ModelStatus.UPLOAD_FAILED),
        model_type=info.model_type,
        created_at=moment_or_now(info.creation_timestamp_ms),
        updated_at=moment_or_now(info.last_updated_timestamp_ms),
        params={pair.key: pair.value for pair in told.data.params},
        tags={pair.key: pair.value for pair in info.tags},
        metrics={_name(metric): _metric(metric) for metric in told.data.metrics},
    )


def _name(metric: Mapping[str, Any]) -> str:
    return f"{metric.get('key', '')} {metric.get('dataset_name') or ''} {metric.get('dataset_digest') or ''}"


def _metric(metric: Mapping[str, Any]) -> dict[str, Any]:
    return {name: metric[name] for name in _SHOWN if isinstance(metric.get(name), str | int | float)}


def _note_uses(run: Run, uses: list[list[Any]]) -> None:
    """Note those whose model is here; others were left out, with a reason of their own."""
    models = {model.uid: model for model in LoggedModel.objects.filter(uid__in=[uid for uid, _step, _made in uses])}
    ModelUse.objects.bulk_create(
        [
            ModelUse(run=run, logged_model=models[uid], is_output=made, step=step)
            for uid, step, made in uses
            if uid in models
        ],
        ignore_conflicts=True,
    )
