"""Experiments that are put away, and tasks that become experiments."""

from datetime import timedelta

import pytest

from assay.experiments.models import Experiment
from assay.kit.clock import now
from assay.runs.models import Run
from assay.tasks.jobs import erase_old
from assay.tasks.models import Task

pytestmark = pytest.mark.django_db


def test_a_trashed_experiment_keeps_its_runs_and_stays_as_long_as_it_has_some(ada, task, train, kite):
    run = train().run
    task.trash(by=ada)
    assert Run.objects.visible_to(ada).filter(pk=run.pk, task=task).exists()
    assert erase_old(at=now() + timedelta(days=99)) == 0
    assert Task.objects.filter(pk=task.pk).exists()


def test_a_trashed_experiment_without_runs_is_erased(ada, task):
    Experiment.of(task)
    task.trash(by=ada)
    assert erase_old(at=now() + timedelta(days=31)) == 1
    assert not Experiment.objects.exists()


def test_a_trashed_experiment_is_no_result_and_its_timebox_is_silent(ada, task, started, kite):
    started()
    task.refresh_from_db()
    task.trash(by=ada)
    assert not Experiment.objects.of_project(kite.pk).exists()
    assert not Experiment.objects.under_way().exists()
    task.restore(by=ada)
    assert Experiment.objects.of_project(kite.pk).exists()


def test_an_archived_experiment_is_a_result_all_the_same(ada, task, started, kite):
    started()
    task.refresh_from_db()
    task.archive(by=ada)
    assert Experiment.objects.of_project(kite.pk).exists()


def test_the_page_of_an_experiment_in_the_trash_offers_to_restore_it(ada_client, ada, task, started):
    started()
    task.refresh_from_db()
    task.trash(by=ada)
    page = ada_client.get(f"/tasks/{task.key}").content.decode()
    assert "Restore" in page


def test_a_task_becomes_an_experiment_and_back_before_its_start(ada_client, ada, kite, active):
    fresh = Task.create(kite, title="Fresh", by=ada)
    ada_client.post(f"/tasks/{fresh.key}/kind", {"kind": "experiment"})
    fresh.refresh_from_db()
    assert fresh.is_experiment
    ada_client.post(f"/tasks/{fresh.key}/kind", {"kind": "data"})
    fresh.refresh_from_db()
    assert fresh.kind == "data"
    fresh.move_to(active, by=ada)
    response = ada_client.post(f"/tasks/{fresh.key}/kind", {"kind": "experiment"})
    assert response.status_code == 422
    assert "started" in response.content.decode()


def test_an_experiment_with_a_plan_or_with_runs_stays_one(ada_client, task, train):
    experiment = Experiment.of(task)
    Experiment.objects.filter(pk=experiment.pk).update(hypothesis="It flies")
    assert ada_client.post(f"/tasks/{task.key}/kind", {"kind": "task"}).status_code == 422
    Experiment.objects.filter(pk=experiment.pk).update(hypothesis="")
    train()
    assert ada_client.post(f"/tasks/{task.key}/kind", {"kind": "task"}).status_code == 422
    task.refresh_from_db()
    assert task.is_experiment
