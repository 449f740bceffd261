"""What helps while a plan is written: lines as they are understood, names that complete, runs to beat."""

import re

import pytest
from django.urls import reverse

from assay.experiments.models import Experiment
from assay.experiments.queries.baseline_offers import offered_baselines
from assay.experiments.tests.pages import PLAN
from assay.tasks.models import Task


def reading(client, task, field="criteria", **form):
    return client.post(reverse("experiments:reading", args=[task.key, field]), form).content.decode()


def test_the_target_is_shown_while_a_line_is_typed(ada_client, task):
    shown = reading(ada_client, task, criteria="f1 >= baseline + 15%", baseline_values="f1 = 0.81", baseline_run="")
    assert "baseline .810 + 15 % = .9315" in shown
    assert not Experiment.objects.exists()


def test_the_run_that_is_typed_gives_the_baseline(ada_client, task, train):
    run = train().log(f1=0.5).end().run
    form = {"criteria": "f1 >= baseline + 0.1", "baseline_values": "", "baseline_run": f"{run.number} its name"}
    assert "= .600" in reading(ada_client, task, **form)


def test_a_mistake_is_shown_in_its_place_and_the_other_lines_are_read(ada_client, task):
    shown = reading(ada_client, task, criteria="f1 >= 0.8\n\nf1 >= 0,85")
    assert "Line 3, column 8:" in shown
    assert "<u>,85</u>" in shown
    assert "<code>f1 &gt;= 0.8</code>" in shown


def test_stop_conditions_are_read_too(ada_client, task):
    assert "loss diverges" in reading(ada_client, task, "stops", stops="loss diverges -> check the data")


def test_after_the_start_the_frozen_baseline_counts(ada_client, task, started):
    started()
    assert ".800 + 15 %" in reading(ada_client, task, criteria="f1 >= baseline + 15%", baseline_values="f1 = 0.1")


def test_names_that_the_project_logs_are_offered(ada_client, kite, train):
    train().log(test_f1=0.9, loss=0.1)
    names = ada_client.get(reverse("experiments:names", args=[kite.key])).json()["names"]
    assert {"test_f1", "loss", "baseline", "diverges", "test"} <= set(names)


def test_runs_are_found_by_number_and_name_with_their_metrics(ada_client, task, train):
    run = train(name="large wing").log(f1=0.9).end().run
    train(name="tail")
    for words in (str(run.number), f"Run {run.number}", "wing"):
        shown = ada_client.get(reverse("experiments:baselines", args=[task.key]), {"baseline_run": words})
        assert f"{run.number} large wing · f1 .900" in shown.content.decode()
        assert "tail" not in shown.content.decode()


def test_the_first_experiment_of_a_project_is_asked_to_make_the_baseline(ada_client, task):
    page = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert "The first experiment of a project makes the baseline" in page
    assert 'name="makes_baseline" checked' in page.replace('id="f-makes_baseline" ', "")


def test_later_ones_are_offered_its_runs_and_a_click_takes_one(ada_client, kite, ada, task, started, train):
    started(makes_baseline=True)
    run = train(name="plain kite").log(f1=0.7).end().run
    other = Task.create(kite, title="Tail", by=ada, kind="experiment")
    page = ada_client.get(reverse("tasks:task", args=[other.key])).content.decode()
    assert "Baseline of this project" in page
    assert re.search(r"plain kite\s+<small[^>]*>f1 .700", page)
    address = reverse("experiments:plan", args=[other.key])
    ada_client.post(address, PLAN | {"baseline_values": "", "offered": str(run.number)})
    assert Experiment.of(other).baseline_run == run


def test_repeats_are_offered_once_with_their_mean_and_without_sizes_of_data(ada, kite, task, started, train):
    started(makes_baseline=True)
    parent = train(name="three folds").end().run
    for fold, score in enumerate((0.6, 0.7, 0.8)):
        tags = [("mlflow.parentRunId", parent.uid)]
        child = train(name=f"fold {fold}", tags=tags, params={"fold": str(fold), "n_splits": "3"})
        child.log(val_accuracy=score, n_train=512, n_test=57).end()
    old = train(name="plain").log(f1=0.7).end().run
    new = train(name="plain again").log(f1=0.6).end().run
    offered = offered_baselines(kite, ada)
    assert [(one.number, one.repeats, one.metrics) for one in offered] == [
        (parent.number, 3, "val_accuracy .700"),
        (new.number, 1, "f1 .600"),
    ]
    assert old.number not in {one.number for one in offered}


def test_what_was_discarded_is_no_baseline_to_offer(ada, kite, task, started, train):
    started(makes_baseline=True)
    train().log(f1=0.7).end()
    Experiment.objects.filter(task=task).update(kept="discard")
    assert offered_baselines(kite, ada) == []


@pytest.mark.parametrize("name", ["names", "baselines", "reading"])
def test_outsiders_are_helped_with_nothing(cy_client, kite, task, name):
    args = [kite.key] if name == "names" else [task.key, "criteria"] if name == "reading" else [task.key]
    address = reverse(f"experiments:{name}", args=args)
    answer = cy_client.post(address) if name == "reading" else cy_client.get(address)
    assert answer.status_code == 404
