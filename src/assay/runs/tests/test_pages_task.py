"""Runs that were sent to a task which is no experiment stand on its page."""

import pytest

from assay.runs import linking
from assay.runs.tests.logged import logged_run, page
from assay.tasks.models import Task


@pytest.fixture
def task(ada, kite):
    return Task.create(kite, title="Try the new machine", by=ada)


def test_page_of_a_task_lists_its_runs(ada, task, ada_client):
    for number in range(3):
        run = logged_run(ada, name=f"run-{number}", params={"lr": str(number), "same": "1"}, metrics={"auc": [0.5]})
        linking.link(run, task, by=ada)
    html = page(ada_client, f"/tasks/{task.key}")
    assert html.index("run-2") < html.index("run-0")
    assert ">lr</th>" in html
    assert ">same</th>" not in html
    assert f"/projects/KITE/runs?task={task.key}" in html
    fragment = page(ada_client, f"/tasks/{task.key}/runs", headers={"HX-Request": "true"})
    assert "run-1" in fragment
    assert "<html" not in fragment


def test_task_without_runs_says_nothing_of_them(task, ada_client):
    assert "All its runs" not in page(ada_client, f"/tasks/{task.key}")


def test_address_of_the_part_leads_to_the_table(task, ada_client, cy_client):
    assert ada_client.get(f"/tasks/{task.key}/runs")["Location"] == f"/projects/KITE/runs?task={task.key}"
    assert cy_client.get(f"/tasks/{task.key}/runs").status_code == 404
