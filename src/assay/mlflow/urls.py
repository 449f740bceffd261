"""Addresses of the protocol, below `/api/2.0/mlflow` and `/ajax-api/2.0/mlflow`."""

import re
from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path

from assay.mlflow import (
    artifacts,
    charts,
    experiments,
    logging,
    models,
    pages,
    probes,
    registry_models,
    registry_versions,
    runs,
    webhooks,
)
from assay.mlflow.doors import by_method

app_name = "mlflow"
_V2, _V3 = "2.0/mlflow", "3.0/mlflow"
_Views = dict[str, Callable[..., HttpResponseBase]]

_ADDRESSES: dict[str, _Views] = {
    "experiments/create": {"POST": experiments.create},
    "experiments/get": {"GET": experiments.get},
    "experiments/get-by-name": {"GET": experiments.get_by_name},
    "experiments/search": {"GET": experiments.search, "POST": experiments.search},
    "experiments/update": {"POST": experiments.update},
    "experiments/delete": {"POST": experiments.delete},
    "experiments/restore": {"POST": experiments.restore},
    "experiments/set-experiment-tag": {"POST": experiments.set_tag},
    "experiments/delete-experiment-tag": {"POST": experiments.delete_tag},
    "runs/create": {"POST": runs.create},
    "runs/get": {"GET": runs.get},
    "runs/update": {"POST": runs.update},
    "runs/delete": {"POST": runs.delete},
    "runs/restore": {"POST": runs.restore},
    "runs/search": {"POST": runs.search},
    "runs/log-metric": {"POST": logging.log_metric},
    "runs/log-parameter": {"POST": logging.log_param},
    "runs/set-tag": {"POST": logging.set_tag},
    "runs/delete-tag": {"POST": logging.remove_tag},
    "runs/log-batch": {"POST": logging.batch},
    "runs/log-inputs": {"POST": logging.inputs},
    "runs/outputs": {"POST": logging.outputs},
    "runs/log-model": {"POST": logging.log_model},
    "metrics/get-history": {"GET": logging.history},
    "metrics/get-history-bulk-interval": {"GET": charts.bulk_interval},
    "artifacts/list": {"GET": artifacts.list_of_run},
    "logged-models": {"POST": models.create},
    "logged-models/search": {"POST": models.search},
    "logged-models/<str:uid>": {"GET": models.get, "PATCH": models.finish, "DELETE": models.delete},
    "logged-models/<str:uid>/params": {"POST": models.add_params},
    "logged-models/<str:uid>/tags": {"PATCH": models.set_tags},
    "logged-models/<str:uid>/tags/<path:key>": {"DELETE": models.delete_tag},
    "logged-models/<str:uid>/artifacts/directories": {"GET": artifacts.list_of_model},
}
_REGISTRY: dict[str, _Views] = {
    "registered-models/create": {"POST": registry_models.create},
    "registered-models/get": {"GET": registry_models.get},
    "registered-models/rename": {"POST": registry_models.rename},
    "registered-models/update": {"PATCH": registry_models.update},
    "registered-models/delete": {"DELETE": registry_models.delete},
    "registered-models/search": {"GET": registry_models.search},
    "registered-models/get-latest-versions": {
        "GET": registry_models.latest_versions,
        "POST": registry_models.latest_versions,
    },
    "registered-models/set-tag": {"POST": registry_models.set_tag},
    "registered-models/delete-tag": {"DELETE": registry_models.delete_tag},
    "registered-models/alias": {
        "GET": registry_models.by_alias,
        "POST": registry_models.set_alias,
        "DELETE": registry_models.delete_alias,
    },
    "model-versions/create": {"POST": registry_versions.create},
    "model-versions/get": {"GET": registry_versions.get},
    "model-versions/update": {"PATCH": registry_versions.update},
    "model-versions/delete": {"DELETE": registry_versions.delete},
    "model-versions/search": {"GET": registry_versions.search},
    "model-versions/get-download-uri": {"GET": registry_versions.download_uri},
    "model-versions/set-tag": {"POST": registry_versions.set_tag},
    "model-versions/delete-tag": {"DELETE": registry_versions.delete_tag},
    "model-versions/transition-stage": {"POST": registry_versions.transition},
}
_WEBHOOKS: dict[str, _Views] = {
    "webhooks": {"POST": webhooks.create, "GET": webhooks.listed},
    "webhooks/<str:uid>": {"GET": webhooks.get, "PATCH": webhooks.update, "DELETE": webhooks.delete},
    "webhooks/<str:uid>/test": {"POST": webhooks.test},
}
_FILES: dict[str, _Views] = {
    "2.0/mlflow-artifacts/artifacts": {"GET": artifacts.list_at},
    "2.0/mlflow-artifacts/artifacts/<path:path>": {
        "GET": artifacts.download,
        "PUT": artifacts.upload,
        "DELETE": artifacts.delete,
    },
    "2.0/mlflow-artifacts/mpu/create/<path:path>": {"POST": artifacts.in_parts},
    "2.0/mlflow-artifacts/mpu/complete/<path:path>": {"POST": artifacts.in_parts},
    "2.0/mlflow-artifacts/mpu/abort/<path:path>": {"POST": artifacts.in_parts},
    "2.0/mlflow-artifacts/presigned/<path:path>": {"GET": artifacts.presigned, "POST": artifacts.presigned},
}


def _patterns() -> list[URLPattern | URLResolver]:
    tracking = [
        path(f"{_V2}/{address}", by_method(**views), name=_name(address))
        for address, views in (_ADDRESSES | _REGISTRY | _WEBHOOKS).items()
    ]
    bodies = [path(address, by_method(**views), name=_name(address)) for address, views in _FILES.items()]
    return [
        *tracking,
        *bodies,
        path(f"{_V3}/server-info", by_method(GET=probes.server_info), name="server-info"),
        re_path(r"^(?:2|3|4)\.[0-9]+/", probes.not_served, name="not-served"),
    ]


def _name(address: str) -> str:
    """Name an address by itself, without the types in it: a colon in a name would be a namespace."""
    return re.sub(r"<\w+:(\w+)>", r"\1", address)


urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include(_patterns())),
    path("ajax-api/", include((_patterns(), "mlflow-pages"))),
    path("p/<str:project>", pages.project, name="project"),
    path("p/<str:project>/", pages.project, name="project-as-printed"),
    path("p/<str:project>/<str:task>", pages.task, name="task"),
    path("p/<str:project>/<str:task>/", pages.task, name="task-as-printed"),
    path("experiments/<str:number>", pages.experiment, name="experiment"),
    path("version", by_method(GET=probes.version), name="version"),
]
