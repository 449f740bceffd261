"""The page of an experiment, for everybody who may and may not."""

import pytest

from assay.experiments.tests.pages import PLAN, address, page, text_of
from assay.experiments.tests.trainings import write_plan
from assay.tasks.models import Task

ACTIONS = ["plan", "start", "criteria", "extension", "conclusion", "reopening"]


@pytest.mark.parametrize("name", ACTIONS)
def test_an_outsider_cannot_tell_that_the_experiment_exists(cy_client, task, started, name):
    started()
    assert cy_client.post(address(name, task), PLAN).status_code == 404


@pytest.mark.parametrize("name", ["verdict", "keepable"])
def test_an_outsider_sees_no_part_of_it(cy_client, anonymous, task, started, name):
    started()
    assert cy_client.get(address(name, task)).status_code == 404
    assert anonymous.get(address(name, task)).status_code == 302


@pytest.mark.parametrize("name", ACTIONS)
def test_a_guest_reads_and_changes_nothing(gil_client, gil, kite, ada, task, started, name):
    kite.add_member(gil, by=ada)
    started()
    text = text_of(gil_client.get(page(task)))
    assert "A larger wing lifts f1" in text
    assert "Close experiment" not in text
    assert gil_client.post(address(name, task), PLAN).status_code == 403


def test_a_guest_reads_a_draft_without_its_form(gil_client, gil, kite, ada, task):
    kite.add_member(gil, by=ada)
    write_plan(task, by=ada)
    text = text_of(gil_client.get(page(task)))
    assert "Hypothesis, not locked yet" in text
    assert "Save plan" not in text


def test_a_member_writes_the_plan(ben_client, task):
    assert ben_client.post(address("plan", task), PLAN).status_code == 303


@pytest.mark.parametrize("name", ACTIONS)
def test_anonymous_people_sign_in_first(anonymous, task, name):
    assert anonymous.post(address(name, task), PLAN).status_code == 302


def test_another_kind_of_task_has_no_such_address(ada_client, kite, ada):
    other = Task.create(kite, title="Buy string", by=ada)
    assert ada_client.get(address("verdict", other)).status_code == 404
