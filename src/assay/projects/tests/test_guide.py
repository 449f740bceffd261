"""The first steps of a project and the panel that connects a training."""

import pytest

from assay.accounts.models import Token
from assay.activity.models import Event
from assay.experiments.models import Draft, Experiment
from assay.pure.criteria import parse_criterion
from assay.runs import groups, lifecycle

PANEL = "Connect your training"


@pytest.fixture
def baseline(kite):
    return kite.tasks.get(number=3)


def plan(task, by):
    Experiment.of(task).write(Draft(criteria=(parse_criterion("f1 >= 0.8"),)), by=by)


def log_run(task, by):
    return lifecycle.start_run(groups.group_of_task(task), lifecycle.NewRun(name="first"), by=by)


def test_a_new_project_shows_what_to_do_next(ada_client, kite):
    page = ada_client.get("/projects/KITE/").content.decode()
    for words in ("First steps", "1 of 4 done", "/tasks/KITE-EXP-03#plan", "Invite somebody", PANEL, "assay_…"):
        assert words in page


def test_steps_are_ticked_and_the_list_goes_when_all_are_done(ada, ada_client, ben, kite, baseline):
    plan(baseline, ada)
    assert "3 of 4 done" in ada_client.get("/projects/KITE/guide").content.decode()
    log_run(baseline, ada)
    assert "First steps" not in ada_client.get("/projects/KITE/guide").content.decode()
    page = ada_client.get("/projects/KITE/").content.decode()
    assert "First steps" not in page
    assert PANEL not in page


def test_anybody_who_works_here_puts_it_away_for_all(ada_client, ben_client, kite):
    assert ben_client.post("/projects/KITE/guide/closure").status_code == 303
    assert ben_client.post("/projects/KITE/guide/closure").status_code == 303
    assert "First steps" not in ada_client.get("/projects/KITE/").content.decode()
    assert Event.objects.filter(kind="project.guide-closed").count() == 1


def test_a_guest_sees_no_steps_and_connects_nothing(ada, gil, gil_client, kite):
    kite.add_member(gil, by=ada)
    assert "First steps" not in gil_client.get("/projects/KITE/").content.decode()
    assert gil_client.post("/projects/KITE/guide/closure").status_code == 403
    assert gil_client.get("/projects/KITE/connection").status_code == 403
    assert gil_client.post("/projects/KITE/connection").status_code == 403


def test_only_who_manages_people_is_asked_to_invite(ben_client, lea_client, kite):
    assert "Invite somebody" not in ben_client.get("/projects/KITE/").content.decode()


def test_the_overview_with_its_first_steps_needs_few_queries(ada_client, kite, django_assert_max_num_queries):
    ada_client.get("/projects/KITE/")
    with django_assert_max_num_queries(23):
        ada_client.get("/projects/KITE/")


def test_a_token_is_made_on_request_and_shown_that_once(ben, ben_client, kite):
    answer = ben_client.post("/projects/KITE/connection")
    page = answer.content.decode()
    secret = page.split("assay_")[1][:20]
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert Token.objects.get(person=ben).name == "Trainings of Kite"
    assert secret not in ben_client.get("/projects/KITE/connection").content.decode()


def test_the_panel_waits_for_the_first_run_and_then_shows_it(ada, ada_client, kite, baseline):
    assert "Waiting for the first run" in ada_client.get("/projects/KITE/connection").content.decode()
    run = log_run(baseline, ada)
    page = ada_client.get("/projects/KITE/connection").content.decode()
    assert f"/runs/{run.uid}" in page
    assert "Waiting for the first run" not in page


def test_a_project_without_an_experiment_is_led_to_a_new_one(ada_client, kite):
    kite.tasks.all().delete()
    page = ada_client.get("/projects/KITE/").content.decode()
    assert "/projects/KITE/tasks/new?kind=experiment" in page
