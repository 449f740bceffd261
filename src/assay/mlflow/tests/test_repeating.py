"""Every write may be sent twice, as a client does whose connection broke before the answer came."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps

from assay.kit.tests.listener import listener
from assay.mlflow import urls
from assay.mlflow.tests.tracker import FILES, MOMENT, Tracker

OURS = "assay."
# Bookkeeping that says when something was asked, not what is.
ASIDE = {"activity.Touch", "search.Stale", "kit.JobTry", "kit.Tally", "accounts.Token"}
TIMES = {"updated_at", "used_at", "tried_at", "created_at"}
# What makes something new each time, in MLflow too: a client that repeats it has two.
MAKES_NEW = {"runs/create", "logged-models", "model-versions/create", "webhooks", "webhooks/<str:uid>/test"}
# A second one is refused, as the name is taken; nothing is stored by it.
REFUSED_TWICE = {
    "experiments/create",
    "experiments/delete-experiment-tag",
    "runs/delete-tag",
    "registered-models/create",
    "registered-models/rename",
    "registered-models/delete",
    "model-versions/delete",
    "logged-models/<str:uid>/tags/<path:key>",
    "webhooks/<str:uid>",
}


class Stage:
    """What requests are about: a run, an experiment, a model with a version, a webhook."""

    def __init__(self, tracker: Tracker, port: int) -> None:
        self.tracker = tracker
        self.experiment = tracker.ask("experiments/create", name="one", tags=[{"key": "k", "value": "v"}])
        self.group = {"experiment_id": self.experiment["experiment_id"]}
        self.run = {"run_id": tracker.start(experiment_id=self.group["experiment_id"], tags={"k": "v"})}
        tags = [{"key": "k", "value": "v"}]
        asked: dict[str, Any] = {"name": "clf", "source_run_id": self.run["run_id"], "tags": tags}
        self.model = str(tracker.ask("logged-models", **self.group, **asked)["model"]["info"]["model_id"])
        self.name = {"name": "churn"}
        tracker.ask("registered-models/create", **self.name, tags=[{"key": "k", "value": "v"}])
        self.source = {"source": f"models:/{self.model}", "model_id": self.model}
        self.version = {**self.name, "version": "1"}
        tracker.ask("model-versions/create", **self.name, **self.source, tags=[{"key": "k", "value": "v"}])
        tracker.ask("registered-models/alias", **self.version, alias="old")
        events = [{"entity": "MODEL_VERSION", "action": "CREATED"}]
        self.hook: dict[str, Any] = {"name": "ci", "url": f"http://127.0.0.1:{port}/", "events": events}
        self.webhook = str(tracker.ask("webhooks", **self.hook)["webhook"]["webhook_id"])

    def bodies(self) -> dict[tuple[str, str], Any]:
        """A body for each writing address and method."""
        pair, point = {"key": "k", "value": "w"}, {"key": "m", "value": 1.0, "timestamp": MOMENT, "step": 1}
        dataset = {"dataset": {"name": "d", "digest": "1", "source_type": "x", "source": "y"}}
        uses, key = {"models": [{"model_id": self.model, "step": 1}]}, {"key": "k"}
        return {
            ("POST", "experiments/create"): {"name": "two"},
            ("POST", "experiments/update"): {**self.group, "new_name": "three"},
            ("POST", "experiments/delete"): self.group,
            ("POST", "experiments/restore"): self.group,
            ("POST", "experiments/set-experiment-tag"): {**self.group, **pair},
            ("POST", "experiments/delete-experiment-tag"): {**self.group, **key},
            ("POST", "runs/create"): {**self.group, "start_time": MOMENT, "run_name": "r"},
            ("POST", "runs/update"): {**self.run, "status": "FINISHED", "end_time": MOMENT, "run_name": "s"},
            ("POST", "runs/delete"): self.run,
            ("POST", "runs/restore"): self.run,
            ("POST", "runs/log-metric"): {**self.run, **point, "model_id": self.model},
            ("POST", "runs/log-parameter"): {**self.run, **pair},
            ("POST", "runs/set-tag"): {**self.run, **pair},
            ("POST", "runs/delete-tag"): {**self.run, **key},
            ("POST", "runs/log-batch"): {**self.run, "metrics": [point], "params": [pair], "tags": [pair]},
            ("POST", "runs/log-inputs"): {**self.run, "datasets": [dataset], **uses},
            ("POST", "runs/outputs"): {**self.run, **uses},
            ("POST", "runs/log-model"): {**self.run, "model_json": "{}"},
            ("POST", "logged-models"): {**self.group, "name": "clf"},
            ("PATCH", "logged-models/<str:uid>"): {"status": "LOGGED_MODEL_READY"},
            ("DELETE", "logged-models/<str:uid>"): {},
            ("POST", "logged-models/<str:uid>/params"): {"params": [pair]},
            ("PATCH", "logged-models/<str:uid>/tags"): {"tags": [pair]},
            ("DELETE", "logged-models/<str:uid>/tags/<path:key>"): {},
            ("POST", "registered-models/create"): {"name": "other"},
            ("POST", "registered-models/rename"): {**self.name, "new_name": "other"},
            ("PATCH", "registered-models/update"): {**self.name, "description": "d"},
            ("DELETE", "registered-models/delete"): self.name,
            ("POST", "registered-models/set-tag"): {**self.name, **pair},
            ("DELETE", "registered-models/delete-tag"): {**self.name, **key},
            ("POST", "registered-models/alias"): {**self.version, "alias": "champion"},
            ("DELETE", "registered-models/alias"): {**self.name, "alias": "old"},
            ("POST", "model-versions/create"): {**self.name, **self.source},
            ("PATCH", "model-versions/update"): {**self.version, "description": "d"},
            ("DELETE", "model-versions/delete"): self.version,
            ("POST", "model-versions/set-tag"): {**self.version, **pair},
            ("DELETE", "model-versions/delete-tag"): {**self.version, **key},
            ("POST", "model-versions/transition-stage"): {**self.version, "stage": "Production"},
            ("POST", "webhooks"): self.hook,
            ("PATCH", "webhooks/<str:uid>"): {"status": "DISABLED", "description": "d"},
            ("DELETE", "webhooks/<str:uid>"): {},
            ("POST", "webhooks/<str:uid>/test"): {},
        }

    def send(self, method: str, address: str) -> int:
        uid = self.webhook if address.startswith("webhooks") else self.model
        path = address.replace("<str:uid>", uid).replace("<path:key>", "k")
        return int(self.tracker.send(path, self.bodies()[method, address], method=method).status_code)


# Reading addresses that take POST.
READS = {"experiments/search", "runs/search", "logged-models/search", "registered-models/get-latest-versions"}


def writing() -> Iterator[tuple[str, str]]:
    """Name each address with each of its methods that writes."""
    for table in (urls._ADDRESSES, urls._REGISTRY, urls._WEBHOOKS):
        for address, views in table.items():
            yield from ((method, address) for method in views if method != "GET" and address not in READS)


@pytest.fixture
def stage(tracker: Tracker, settings: Any) -> Iterator[Stage]:
    with listener() as receiver:
        settings.ASSAY_PRIVATE_HOSTS = [f"127.0.0.1:{receiver.port}"]
        yield Stage(tracker, receiver.port)


@pytest.mark.parametrize(("method", "address"), list(writing()))
def test_a_write_that_is_repeated_changes_nothing_more(stage: Stage, method: str, address: str) -> None:
    assert stage.send(method, address) == 200
    once = digest()
    status = stage.send(method, address)
    if address in MAKES_NEW:
        assert status == 200
        return
    refused = address in REFUSED_TWICE and (method, address) != ("PATCH", "webhooks/<str:uid>")
    assert status in ({400, 404} if refused else {200})
    assert digest() == once


def test_a_file_that_is_sent_twice_is_one_file(stage: Stage) -> None:
    path = f"{stage.group['experiment_id']}/{stage.run['run_id']}/artifacts/a/b.txt"
    for send in (lambda: stage.tracker.put(path, b"bytes"), lambda: stage.tracker.client.delete(f"{FILES}/{path}")):
        assert send().status_code == 200
        once = digest()
        assert send().status_code == 200
        assert digest() == once


def test_a_script_that_was_killed_goes_on_where_it_was(tracker: Tracker) -> None:
    """It opens the same run again and sends all it has, from the beginning."""
    run = tracker.start()
    sent = [{"key": "loss", "value": 1 / (step + 1), "timestamp": MOMENT + step, "step": step} for step in range(40)]
    for batch in (sent[:20], sent[:10], sent[:10], sent):
        params = [{"key": "lr", "value": "0.1"}]
        tracker.ask("runs/log-batch", run_id=run, metrics=batch, params=params)
    tracker.ask("runs/update", run_id=run, status="RUNNING")
    tracker.ask("runs/update", run_id=run, status="FINISHED", end_time=MOMENT)
    assert [point["step"] for point in tracker.history(run, "loss")] == list(range(40))


def digest() -> dict[str, list[Any]]:
    """All rows of our tables but for bookkeeping and for when they were written."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith(OURS) and model._meta.label not in ASIDE:
            names = [field.attname for field in model._meta.concrete_fields if field.attname not in TIMES]
            found[model._meta.label] = sorted(model._base_manager.values_list(*names), key=repr)
    return found
