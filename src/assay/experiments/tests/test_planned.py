"""Planned parameters, resources, data and code, beside what the runs say."""

import pytest
from django.urls import reverse

from assay.experiments.models import Experiment
from assay.experiments.queries.plan_check import plan_check
from assay.experiments.queries.run_rows import run_rows
from assay.experiments.queries.sources import ResourceRow, sources_of
from assay.experiments.repeating import facts_with_marks
from assay.experiments.tests.pages import PLAN
from assay.pure.planned import Planned


@pytest.fixture
def planned(started):
    return started(planned=[Planned("wing", "1..3"), Planned("tail", "short"), Planned("model", "kite")])


def checked(experiment):
    return plan_check(experiment, facts_with_marks(experiment.task_id), run_rows(experiment.task_id))


def states(check):
    return {row.name: row.state for row in [*check.rows, *check.unplanned]}


def test_each_parameter_is_the_same_different_not_logged_or_not_planned(planned, train):
    train(params={"wing": "2", "tail": "short", "string": "5", "always": "x"})
    odd = train(params={"wing": "7", "tail": "Short", "string": "6", "always": "x"})
    check = checked(planned)
    assert states(check) == {"wing": "differs", "tail": "same", "model": "not-logged", "string": "not-planned"}
    assert check.off == {odd.run.uid}


def test_without_a_plan_nothing_is_compared(started, train):
    experiment = started()
    train(params={"wing": "2"})
    assert states(checked(experiment)) == {}


def test_the_plan_takes_rows_of_names_and_values(ada_client, task):
    rows = {"param_name": ["lr", "depth", ""], "param_value": ["0.1, 0.01", "2..8", ""]}
    more = {
        "gpu_hours": "20",
        "hardware": "1 × L4",
        "planned_data": "kites v3",
        "notebook": "https://x.example/a.ipynb",
    }
    assert ada_client.post(reverse("experiments:plan", args=[task.key]), PLAN | rows | more).status_code == 303
    experiment = Experiment.of(task)
    assert experiment.planned_params == [["lr", "0.1, 0.01"], ["depth", "2..8"]]
    assert experiment.planned_resources == {"gpu_hours": 20.0}
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    for words in ("0.1, 0.01", "1 × L4", "kites v3", 'href="https://x.example/a.ipynb"'):
        assert words in page


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("lr", "", "Say what lr shall be"),
        ("", "5", "Name the parameter"),
        ("lr", "9..1", "smaller number first"),
        ("lr", "1..inf", "finite"),
    ],
)
def test_a_bad_parameter_says_what_to_write(ada_client, task, name, value, words):
    data = PLAN | {"param_name": [name], "param_value": [value]}
    answer = ada_client.post(reverse("experiments:plan", args=[task.key]), data)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_what_was_used_stands_beside_the_plan_and_over_plan_is_said(ada_client, started, train, task):
    started(resources={"cost": 5.0, "gpu_hours": 100.0, "cpu_hours": 3.0})
    train(tags=[("assay.cost", "7.5"), ("assay.gpus", "2")]).log(f1=0.9).end()
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    for words in ("7.5 of 5", "Over plan by 2.5", "No run says; tag runs with assay.cpus."):
        assert words in page


@pytest.mark.parametrize(
    ("name", "amount", "said"),
    [("gpu_hours", 0.0074, "27 s"), ("hours", 0.5, "30 m"), ("cpu_hours", 100.0, "100 h"), ("cost", 0.5, ".500")],
)
def test_less_than_an_hour_is_said_in_minutes_or_seconds(name, amount, said):
    assert ResourceRow(name, planned=None, used=amount).said(amount) == said


def test_graphics_cards_are_counted_by_their_system_metrics(started, train):
    from assay.kit.clock import now
    from assay.runs.reading import run_facts

    experiment = started()
    train().log_points([("system/gpu_0_power_usage_watts", 1, 5.0), ("system/gpu_1_power_usage_watts", 1, 5.0)]).end()
    run = experiment.task.runs.get()
    used = {
        row.name: row.used
        for row in sources_of(experiment, run_facts(run.task_id), run_rows(run.task_id), at=now()).resources
    }
    assert used["gpu_hours"] == pytest.approx(2 * (used["hours"] or 0))


def test_different_code_among_the_runs_is_said_aloud(ada_client, started, train, task):
    started()
    for commit in ("3f2c1a9b", "77ac20ff"):
        repo = ("mlflow.source.git.repoURL", "https://git.example/kites.git")
        train(tags=[("mlflow.source.git.commit", commit * 5), repo]).log(f1=0.9).end()
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert "Its runs come from different code." in page
    assert 'href="https://git.example/kites/commit/3f2c1a9b"' in page


def test_programs_write_and_read_the_whole_plan(api, ada, task):
    body = {"parameters": {"lr": "0.1"}, "resources": {"hours": 3}, "hardware": "laptop", "planned_data": "kites v3"}
    answer = api(ada).put(f"/api/v1/experiments/{task.key}", body, content_type="application/json")
    read = answer.json()
    assert (read["parameters"], read["resources"]["hours"]) == ({"lr": "0.1"}, 3.0)
    assert (read["hardware"], read["planned_data"]) == ("laptop", "kites v3")
