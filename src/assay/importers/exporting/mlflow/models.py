"""Write logged models, their metrics, and which runs made and read them."""

from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from assay.importers.exporting.mlflow.experiments import experiment_for, look_at_models
from assay.importers.exporting.mlflow.files import send_all
from assay.importers.exporting.mlflow.state import EXPORTED, MODEL, Export, Json, There, digest, pair, pairs
from assay.importers.remote.faults import Odd
from assay.pure.numbers import in_json
from assay.runs.models import LoggedModel, ModelStatus

WHAT = "logged model"
ENDED = {ModelStatus.READY, ModelStatus.UPLOAD_FAILED}


def write_models(pks: Sequence[int], work: Export) -> None:
    """Write the logged models of these runs, and those of no run in groups of the project."""
    found = list(_models(pks, work))
    if not found:
        return
    look_at_models(work)
    for model in found:
        if model.run is None or model.run.uid in work.runs:
            with work.item(WHAT, f"{model.name} {model.uid}"):
                _take(model, work)
        else:
            work.leave_out(WHAT, f"{model.name} {model.uid}", _("The run that made it is not there."))


def _models(pks: Sequence[int], work: Export) -> QuerySet[LoggedModel]:
    of_group = Q(group__project=work.project) | Q(group__task__project=work.project)
    mine = LoggedModel.objects.visible_to(work.reader).alive().filter(Q(run__in=pks) | Q(of_group, run=None))
    return mine.select_related("group", "run").prefetch_related("uses__run").order_by("pk")


def _take(model: LoggedModel, work: Export) -> None:
    there = work.models.get(model.uid)
    files = list(model.artifacts.order_by("path")) if work.with_files else []
    facts = digest(model.status, model.params, model.tags, model.metrics, [(one.path, one.sha256) for one in files])
    if there is not None and there.exported == facts:
        work.count("models_unchanged")
        return
    missing, is_new = len(work.left_out), there is None
    there = there or _make(model, work)
    if files:
        send_all(files, there, f"{model.name} {model.uid}", work)
    if model.status in ENDED:
        body = {"model_id": there.id, "status": model.status}
        work.remote.put(f"logged-models/{there.id}", body, method="PATCH")
    if is_new or not there.exported:
        _add_facts(model, there, work)
    tags = pairs(model.tags)
    if len(work.left_out) == missing:
        tags.append(pair(EXPORTED, facts))
    work.remote.put(f"logged-models/{there.id}/tags", {"model_id": there.id, "tags": tags}, method="PATCH")
    work.count("models", int(is_new))


def _make(model: LoggedModel, work: Export) -> There:
    made_by = {"source_run_id": work.runs[model.run.uid].id} if model.run else {}
    body = {
        "experiment_id": experiment_for(model.group, work),
        "name": model.name,
        "model_type": model.model_type,
        "params": [pair(key, value) for key, value in model.params.items()],
        "tags": [*pairs(model.tags), pair(MODEL, model.uid)],
    }
    made = work.remote.make("logged-models", body | made_by).model
    if made is None:
        raise Odd(_("The server did not name the model that it made."))
    there = work.models[model.uid] = There(made.info.model_id, made.info.artifact_uri)
    return there


def _add_facts(model: LoggedModel, there: There, work: Export) -> None:
    """Say its metrics and its runs; what is said once only, each with its reason if it cannot be."""
    name = f"{model.name} {model.uid}"
    for metric in model.metrics.values():
        run = work.runs.get(str(metric.get("run_id", "")))
        if run is None:
            work.leave_out("metric of a logged model", name, _("The run that logged it is not there."))
            continue
        with work.item("metric of a logged model", name):
            work.remote.make("runs/log-batch", {"run_id": run.id, "metrics": [_metric(metric, there)]})
    for use in model.uses.all():
        if run := work.runs.get(use.run.uid):
            with work.item("use of a logged model", name):
                one = {"model_id": there.id}
                if use.is_output:
                    work.remote.make("runs/outputs", {"run_id": run.id, "models": [one | {"step": use.step}]})
                else:
                    work.remote.make("runs/log-inputs", {"run_id": run.id, "models": [one]})


def _metric(metric: Json, there: There) -> Json:
    data = {name: metric[name] for name in ("dataset_name", "dataset_digest") if metric.get(name)}
    value = metric["value"]
    said = {"key": metric["key"], "timestamp": metric["timestamp"], "step": metric["step"]}
    return said | {"value": value if isinstance(value, str) else in_json(value), "model_id": there.id} | data
