"""What goes along when a finished experiment is handed over: run, verdict, data, code, files, registered model."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assay.experiments.models import Draft, Experiment
from assay.pure.criteria import parse_criterion
from assay.registry.tests.registered import registered
from assay.runs.tests.logged import experiment, logged_run, page
from assay.tasks.carrying import Carrying
from assay.tasks.models import Task
from assay.tasks.models.handoff import Handoff, Offer, Recipient


@pytest.fixture
def source(ada: Any, kite: Any) -> Task:
    """An experiment whose registered run meets its criterion, and a later run that does not."""
    task = experiment(kite, ada)
    draft = Draft(hypothesis="It helps", criteria=[parse_criterion("f1 >= 0.8 on test")], makes_baseline=True)
    Experiment.of(task).write(draft, by=ada)
    Experiment.of(task).start(by=ada)
    registered(ada, task=task, metrics={"test_f1": 0.8125})
    logged_run(ada, task=task, metrics={"test_f1": [0.5]})
    return task


def texts(task: Task, reader: Any, origin: str) -> dict[str, str]:
    return {fact.name: fact.text for fact in Carrying(task, reader).facts(origin)}


def test_the_run_that_meets_the_criterion_is_proposed(source: Task, ada: Any) -> None:
    best = Carrying(source, ada).origins()[0]
    assert source.runs.get(uid=best.id).model_versions.exists()


def test_it_is_proposed_even_if_many_newer_ones_do_not(source: Task, ada: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Carrying(source, ada).origins()
    monkeypatch.setattr("assay.runs.carrying.MOST_RUNS", 1)
    assert len(before) == 2
    assert Carrying(source, ada).origins() == before


def test_a_run_that_is_not_offered_can_be_named(source: Task, ada: Any, api: Any, monkeypatch: Any) -> None:
    older = source.runs.order_by("-number")[0]
    logged_run(ada, task=source)
    monkeypatch.setattr("assay.runs.carrying.MOST_RUNS", 1)
    assert older.uid not in {one.id for one in Carrying(source, ada).origins()}
    sent = {"person": ada.pk, "run": older.uid}
    answer = api(ada).post(f"/api/v1/tasks/{source.key}/handoffs", sent, content_type="application/json")
    assert answer.status_code == 201
    assert older.uid in {fact["id"] for fact in Handoff.objects.get().facts}


def test_everything_known_of_it_goes_along(source: Task, ada: Any) -> None:
    found = texts(source, ada, Carrying(source, ada).origins()[0].id)
    assert "f1 >= 0.8 on test: .8125: Met" in found["metric"]
    assert found["data"].startswith("customers ")
    assert found["code"].startswith("3f2c1a9b")
    assert found["model"] == "churn, version 1"


def test_another_run_takes_no_foreign_model_along(source: Task, ada: Any) -> None:
    other = Carrying(source, ada).origins()[1]
    assert "model" not in texts(source, ada, other.id)
    assert not {"run", "data", "model"} & texts(source, ada, "0" * 32).keys()


def test_the_page_of_the_new_task_leads_to_run_and_model(source: Task, ada: Any, ada_client: Client) -> None:
    run = Carrying(source, ada).origins()[0].id
    offer = Offer(title="Serve it", to=Recipient(person=ada), phase=source.phase, origin=run)
    made = Handoff.offer(source, offer, by=ada)
    text = page(ada_client, reverse("tasks:task", args=[made.task.key]))
    for address in (f"/runs/{run}", "/models/churn", f"/tasks/{source.key}"):
        assert f'href="{address}"' in text


def test_the_form_shows_what_goes_along_and_fits_in_few_queries(
    source: Task, ada_client: Client, django_assert_max_num_queries: Any
) -> None:
    address = reverse("tasks:hand-over", args=[source.key])
    page(ada_client, address)
    with django_assert_max_num_queries(15):
        assert "churn, version 1" in page(ada_client, address)
