"""Runs and tasks that are attached to a deliverable, as somebody outside reads them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from assay.accounts.models import Person
from assay.deliverables.models import Deliverable
from assay.projects.models import MetricDefinition, MetricFacts, Project
from assay.pure.numbers import THIN
from assay.runs.lifecycle import delete_run
from assay.runs.models import Run
from assay.runs.tests.logged import experiment, logged_run


@pytest.fixture
def report(kite: Project) -> Deliverable:
    return kite.deliverables.select_related("project").order_by("pk")[0]


@pytest.fixture
def run(kite: Project, ada: Person) -> Run:
    task = experiment(kite, ada)
    return logged_run(ada, task=task, name="bold-hare", metrics={"test_f1": [0.5, 0.818], "loss": [1.0]})


@pytest.fixture
def read(share: Callable[..., Any], report: Deliverable, anonymous: Client) -> Callable[[], str]:
    """Share the deliverable and return how its page reads."""

    def page() -> str:
        _link, address = share(report)
        return anonymous.get(f"{address}/deliverable/{report.pk}").content.decode()

    return page


def test_a_run_is_told_in_the_titles_of_the_project(
    kite: Project, ada: Person, report: Deliverable, run: Run, read: Callable[[], str]
) -> None:
    facts = MetricFacts(key="f1", split="test", title="Leavers found", is_share=True, role="primary")
    MetricDefinition.add(kite, facts, by=ada)
    report.attach("run", run.uid, by=ada)
    html = read()
    assert "<h2>bold-hare</h2>" in html
    assert f'Leavers found</th><td class="is-number">81.8{THIN}%' in html
    assert all(one not in html for one in (run.uid, "test_f1", "loss", "/runs/"))


def test_a_run_of_a_project_without_definitions_is_told_as_it_was_logged(
    ada: Person, report: Deliverable, run: Run, read: Callable[[], str]
) -> None:
    report.attach("run", run.uid, by=ada)
    assert "test_f1</th>" in read()


def test_a_run_that_was_deleted_is_not_read_any_more(
    ada: Person, report: Deliverable, run: Run, read: Callable[[], str]
) -> None:
    report.attach("run", run.uid, by=ada)
    delete_run(run, by=ada)
    html = read()
    assert "bold-hare" not in html
    assert "1 more thing that only the team can open" in html


def test_a_task_is_told_in_a_line(kite: Project, ada: Person, report: Deliverable, read: Callable[[], str]) -> None:
    task = experiment(kite, ada, "Ask the sailors")
    report.attach("task", str(task.pk), by=ada)
    html = read()
    assert "<h2>Ask the sailors</h2>" in html
    assert "Not begun yet." in html
    assert task.key not in html
