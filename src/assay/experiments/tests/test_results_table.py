"""What the results of a card say of runs that were asked to stop, that repeat others, that measured nothing of it."""

import pytest
from django.urls import reverse

from assay.experiments.queries import experiment_page
from assay.experiments.queries.repeats import against
from assay.kit.clock import now
from assay.runs.ingest import writing_to
from assay.runs.stopping import ask_to_stop

RULE = "f1 < 0.75 after 3 epochs -> check the data"


@pytest.fixture
def table(task, ada):
    return lambda: experiment_page(task, ada, at=now()).results


def asked(training, by):
    with writing_to(training.run.uid, by=by) as run:
        ask_to_stop(run, by=by)
    return training


def test_a_run_that_a_person_asked_fired_no_condition(started, train, table, ada):
    started(stops=RULE)
    asked(train().log(f1=0.9, step=1), ada).end()
    asked(train().log(f1=0.8, step=1), ada)
    train().curve("f1", 0.5, 0.6, 0.71).end()
    assert [row.mark for row in table().rows] == ["asked", "going", "fired"]


def test_runs_that_logged_no_column_are_told_in_one_line(ada_client, started, train, table, task):
    started()
    train().log(f1=0.9).end()
    folds = [train(name=f"fold {number}").log(auc=0.5).end().run.uid for number in (1, 2)]
    assert [row.run.uid for row in table().bare] == folds[::-1]
    text = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert "2 runs logged none of these" in text
    assert text.count("fold 1") >= 1


def test_a_run_below_the_shown_ones_can_be_stopped_too(ada, task, started, train, monkeypatch):
    started()
    monkeypatch.setattr("assay.experiments.queries.results.MOST_ROWS", 1)
    train().log(f1=0.9).end()
    last = train().log(f1=0.5).run
    page = experiment_page(task, ada, at=now())
    assert last.uid not in {row.run.uid for row in page.results.every}
    assert page.stopping is not None
    assert [run.uid for run in page.stopping.under_way] == [last.uid]


def test_runs_stay_in_the_table_where_none_logged_a_column(started, train, table):
    started()
    train().log(auc=0.5).end()
    assert len(table().rows) == 1
    assert not table().bare


def test_what_only_rounding_made_is_no_distance():
    assert against(0.1 + 0.2, 0.3) == "0"
    assert against(0.85, 0.8) == "+.050"
    assert against(0.85, None) == ""


def test_the_mean_of_repeats_stands_against_the_baseline(started, train, table):
    started()
    for seed in ("1", "2"):
        train(params={"seed": seed}).log(f1=0.85).end()
    assert [group.against for group in table().groups] == ["+.050"]


def test_closing_says_which_run_still_trains(ada_client, started, train, task):
    started()
    run = train().log(f1=0.9).run
    text = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert f"Run {run.number} is still running; what it logs after the close" in text


@pytest.mark.parametrize(("second", "said"), [(0.5, "no run meets all."), (0.9, "run 2 meets all.")])
def test_the_verdict_says_when_different_runs_meet_its_criteria(ada_client, started, train, task, second, said):
    started(criteria="f1 >= 0.85\nauc >= 0.9")
    for f1, auc in ((0.99, 0.5), (second, 0.99)):
        train().log(f1=f1, auc=auc).end()
    text = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert f"They are met by different runs: 1, 2; {said}" in text


def test_a_stop_condition_without_data_is_not_clear(ada_client, started, train, task):
    started(stops="loss diverges -> stop")
    train().log(f1=0.9)
    text = ada_client.get(reverse("tasks:task", args=[task.key])).content.decode()
    assert "No data yet" in text
    assert "Clear" not in text.split("Stop conditions")[1].split("</section>")[0]
