"""Tracking URIs of a project and of a task: what the default experiment is, which names are short, who may."""

from typing import Any

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.mlflow.addresses import Base, split
from assay.mlflow.tests.tracker import Tracker
from assay.projects.models import Project
from assay.runs.groups import group_of_task
from assay.runs.models import Run
from assay.tasks.models import Task

MISSING = (404, "RESOURCE_DOES_NOT_EXIST")


class At:
    """A tracker below the address of a project or a task."""

    def __init__(self, tracker: Tracker, base: str) -> None:
        self.tracker, self.root = tracker, f"{base}/api/2.0/mlflow/"

    def ask(self, path: str, **body: Any) -> Any:
        answer = self.tracker.send(path, body, root=self.root)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def get(self, path: str, **query: Any) -> Any:
        return self.tracker.client.get(self.root + path, query)


@pytest.fixture
def here(tracker: Tracker, kite: Project, experiment: Task) -> At:
    """ada's client at the address of the experiment."""
    return At(tracker, f"/p/{kite.key}/{experiment.key}")


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/api/2.0/mlflow/runs/create", (None, "/api/2.0/mlflow/runs/create")),
        ("/p/ML/api/2.0/x", (Base("ML"), "/api/2.0/x")),
        ("/p/ml/ml-exp-5/ajax-api/2.0/x", (Base("ML", "ML-EXP-5"), "/ajax-api/2.0/x")),
        ("/p/ML", (None, "/p/ML")),
        ("/p/ML/ML-EXP-05", (None, "/p/ML/ML-EXP-05")),
        ("/p/../api/2.0/x", (None, "/p/../api/2.0/x")),
        ("/p/ML/a/b/api/2.0/x", (None, "/p/ML/a/b/api/2.0/x")),
    ],
)
def test_addresses_are_split(path: str, found: object) -> None:
    assert split(path) == found


def test_a_run_sent_to_a_task_s_address_is_the_task_s(here: At, experiment: Task) -> None:
    made = here.ask("runs/create", experiment_id="0", start_time=1)["run"]["info"]
    run = Run.objects.get(uid=made["run_id"])
    assert (run.task, run.linked_because, run.group.task) == (experiment, "address", experiment)
    assert made["experiment_id"] == str(run.group_id)
    assert here.get("experiments/get", experiment_id="0").json()["experiment"]["name"] == experiment.key


def test_without_an_experiment_id_it_is_the_task_s_too(here: At, experiment: Task) -> None:
    made = here.ask("runs/create")["run"]["info"]
    assert Run.objects.get(uid=made["run_id"]).task == experiment


def test_an_experiment_of_another_name_leaves_the_run_with_the_task(here: At, experiment: Task) -> None:
    other = here.ask("experiments/create", name="sweeps")["experiment_id"]
    run = Run.objects.get(uid=here.ask("runs/create", experiment_id=other)["run"]["info"]["run_id"])
    assert (run.task, run.linked_because, run.group.name) == (experiment, "address", "sweeps")


@pytest.mark.parametrize(
    ("tags", "name", "because"),
    [
        ({"card": "{other}"}, "", "tag"),
        ({"mlflow.source.git.branch": "{other}-try"}, "", "branch"),
        ({}, "{other} wide", "run-name"),
    ],
)
def test_what_names_a_task_is_stronger_than_the_address(
    here: At, kite: Project, ada: Person, tags: dict[str, str], name: str, because: str
) -> None:
    other = Task.create(kite, title="Another", by=ada)
    pairs = [{"key": key, "value": value.format(other=other.key)} for key, value in tags.items()]
    made = here.ask("runs/create", experiment_id="0", tags=pairs, run_name=name.format(other=other.key))
    run = Run.objects.get(uid=made["run"]["info"]["run_id"])
    assert (run.task, run.linked_because) == (other, because)


def test_a_later_tag_that_names_nothing_keeps_the_link(here: At, experiment: Task) -> None:
    uid = here.ask("runs/create", experiment_id="0")["run"]["info"]["run_id"]
    here.ask("runs/set-tag", run_id=uid, key="card", value="nonsense")
    run = Run.objects.get(uid=uid)
    assert (run.task, run.linked_because) == (experiment, "address")


def test_metrics_and_files_go_the_same_way(here: At, experiment: Task) -> None:
    info = here.ask("runs/create", experiment_id="0")["run"]["info"]
    here.ask("runs/log-metric", run_id=info["run_id"], key="f1", value=0.5, timestamp=1)
    at = f"{here.root.removesuffix('mlflow/')}mlflow-artifacts/artifacts"
    path = info["artifact_uri"].removeprefix("mlflow-artifacts:/")
    assert here.tracker.client.put(f"{at}/{path}/a.txt", b"hello").status_code == 200
    assert b"".join(here.tracker.client.get(f"{at}/{path}/a.txt")) == b"hello"


def test_at_a_project_s_address_keys_are_short_and_the_default_is_its_own(
    tracker: Tracker, kite: Project, experiment: Task, ada: Person
) -> None:
    project = At(tracker, f"/p/{kite.key.lower()}")
    for name in (f"EXP-{experiment.number}", f"{experiment.number} lr sweep", experiment.key):
        found = project.get("experiments/get-by-name", experiment_name=name).json()["experiment"]
        assert found["name"] == experiment.key
    assert project.get("experiments/get-by-name", experiment_name="EXP-77").status_code == 404
    run = Run.objects.get(uid=project.ask("runs/create", experiment_id="0")["run"]["info"]["run_id"])
    assert (run.task, run.group.name, run.group.project) == (None, kite.key, kite)
    assert run in Run.objects.visible_to(ada).unlinked()
    again = project.get("experiments/get", experiment_id="0").json()["experiment"]
    assert again["experiment_id"] == str(run.group_id)


def test_a_project_s_address_lists_no_experiments_of_other_projects(
    tracker: Tracker, kite: Project, experiment: Task, ada: Person
) -> None:
    other = Project.start(key="OTHER", name="Other", workflow=_six(), by=ada)
    theirs = Task.create(other, title="Another", kind="experiment", by=ada)
    for key in (experiment.key, theirs.key):
        tracker.ask("experiments/create", name=key)
    found = At(tracker, f"/p/{kite.key}").get("experiments/search", max_results=50).json()["experiments"]
    assert {one["name"] for one in found} == {experiment.key}


@pytest.mark.parametrize(
    "base", ["/p/KITE/KITE-EXP-01", "/p/KITE", "/p/NOSUCH", "/p/KITE/NOSUCH-1", "/p/KITE/nonsense"]
)
def test_an_outsider_cannot_tell_what_exists(track: Any, cy: Person, experiment: Task, base: str) -> None:
    theirs = At(track(cy), base)
    assert theirs.tracker.send("runs/create", {"experiment_id": "0"}, root=theirs.root).status_code == 404
    assert theirs.get("experiments/get", experiment_id="0").status_code == 404


def test_the_rest_api_answers_there_too(here: At, experiment: Task) -> None:
    base = here.root.removesuffix("/api/2.0/mlflow/")
    assert here.tracker.client.get(f"{base}/api/v1/tasks/{experiment.key}").json()["key"] == experiment.key


def test_opened_in_a_browser_it_is_the_page(
    ada_client: Client, cy_client: Client, kite: Project, experiment: Task
) -> None:
    for end in ("", "/"):  # clients print it with a slash, and what is behind # stays
        assert ada_client.get(f"/p/{kite.key}{end}").headers["Location"] == f"/projects/{kite.key}/"
        found = ada_client.get(f"/p/{kite.key}/{experiment.key}{end}")
        assert found.headers["Location"] == f"/tasks/{experiment.key}"
    assert cy_client.get(f"/p/{kite.key}/{experiment.key}").status_code == 404


def _six() -> Any:
    from assay.projects.workflows import workflow_named

    return workflow_named("six-phases")


def test_the_experiment_of_a_printed_link_leads_to_its_card(
    ada_client: Client, cy_client: Client, experiment: Task
) -> None:
    group = group_of_task(experiment)
    assert ada_client.get(f"/experiments/{group.pk}").headers["Location"] == f"/tasks/{experiment.key}"
    assert ada_client.get("/experiments/0").headers["Location"] == "/inbox/"
    assert cy_client.get(f"/experiments/{group.pk}").status_code == 404
    for unknown in ("x", "9" * 30, "-1", "987654"):
        assert ada_client.get(f"/experiments/{unknown}").status_code == 404
