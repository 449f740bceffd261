"""Addresses of the protocol, below `/api/2.0/mlflow` and `/ajax-api/2.0/mlflow`."""

import re
from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, include, path, re_path

from assay.mlflow import artifacts, experiments, logging, models, probes, runs
from assay.mlflow.doors import by_method

app_name = "mlflow"
_V2, _V3 = "2.0/mlflow", "3.0/mlflow"
_Views = dict[str, Callable[..., HttpResponseBase]]

_ADDRESSES: dict[str, _Views] = {
    "experiments/create": {"POST": experiments.create},
    "experiments/get": {"GET": experiments.get},
    "experiments/get-by-name": {"GET": experiments.get_by_name},
    "experiments/search": {"GET": experiments.search, "POST": experiments.search},
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
    "artifacts/list": {"GET": artifacts.list_of_run},
    "logged-models": {"POST": models.create},
    "logged-models/search": {"POST": models.search},
    "logged-models/<str:uid>": {"GET": models.get, "PATCH": models.finish, "DELETE": models.delete},
    "logged-models/<str:uid>/params": {"POST": models.add_params},
    "logged-models/<str:uid>/tags": {"PATCH": models.set_tags},
    "logged-models/<str:uid>/tags/<path:key>": {"DELETE": models.delete_tag},
    "logged-models/<str:uid>/artifacts/directories": {"GET": artifacts.list_of_model},
}
_FILES: dict[str, _Views] = {
    "2.0/mlflow-artifacts/artifacts": {"GET": artifacts.list_at},
    "2.0/mlflow-artifacts/artifacts/<path:path>": {
        "GET": artifacts.download,
        "PUT": artifacts.upload,
        "DELETE": artifacts.delete,
    },
}


def _patterns() -> list[URLPattern | URLResolver]:
    tracking = [
        path(f"{_V2}/{address}", by_method(**views), name=_name(address)) for address, views in _ADDRESSES.items()
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
    path("version", by_method(GET=probes.version), name="version"),
]
