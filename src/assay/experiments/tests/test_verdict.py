"""The verdict follows the runs, at once and with each change told once."""

import math

import pytest

from assay.experiments.tests.trainings import only_line, told
from assay.experiments.wording import stored_sentence
from assay.runs import linking
from assay.runs.models import Run
from assay.tasks.models import Task


def state_after(experiment, role="criterion"):
    experiment.refresh_from_db()
    return only_line(experiment, role).state


@pytest.mark.parametrize(
    ("criterion", "logged", "state"),
    [
        ("f1 >= 0.85", {"f1": 0.86}, "met"),
        ("f1 >= 0.85", {"f1": 0.84}, "not_met"),
        ("f1 >= 0.85 on test", {"test_f1": 0.86}, "met"),
        ("f1 >= 0.85 on test", {"f1": 0.86}, "not_measured"),
        ("accuracy >= 0.85 on test", {"accuracy_score_X_test": 0.86}, "met"),
        ("f1 >= baseline", {"f1": 0.8}, "met"),
        ("f1 >= baseline + 15%", {"f1": 0.92}, "met"),
        ("f1 >= baseline + 15%", {"f1": 0.91}, "not_met"),
        ("f1 >= baseline + 2 pp", {"f1": 0.82}, "met"),
        ("f1 > baseline + 0.02", {"f1": 0.82}, "not_met"),
        ("loss <= 0.2", {"loss": 0.1}, "met"),
        ("latency_p95 <= 40 ms", {"latency_p95": 55.0}, "not_met"),
        ("n == 3", {"n": 3.0}, "met"),
        ("f1 >= 0.8 and recall >= 0.9", {"f1": 0.9, "recall": 0.95}, "met"),
        ("f1 >= 0.8 and recall >= 0.9", {"f1": 0.9}, "not_measured"),
        ("f1 >= 0.8 or recall >= 0.9", {"f1": 0.7, "recall": 0.95}, "met"),
        ("f1 >= 85%", {"f1": 0.86}, "met"),
        ("recall@10% >= 0.62", {"recall@10%": 0.63}, "met"),
        ("f1 >= 0.5", {"f1": math.nan}, "not_met"),
        ("f1 >= 0.5", {"f1": math.inf}, "not_met"),
    ],
)
def test_each_form_of_criterion_is_held_against_a_finished_run(started, train, criterion, logged, state):
    experiment = started(criteria=criterion)
    run = train()
    run.log_points((key, 0, value) for key, value in logged.items())
    run.end()
    assert state_after(experiment) == state


def test_a_run_that_still_trains_proves_nothing(started, train):
    experiment = started()
    run = train().log(f1=0.9)
    assert state_after(experiment) == "not_proven"
    run.end()
    assert state_after(experiment) == "met"


def test_a_failed_run_does_not_count(started, train):
    experiment = started()
    train().log(f1=0.9).end("FAILED")
    assert state_after(experiment) == "not_measured"


def test_the_last_value_counts_not_the_best(started, train):
    experiment = started()
    train().curve("f1", 0.9, 0.7).end()
    assert state_after(experiment) == "not_met"


def test_best_of_many_on_one_split_is_said(started, train):
    experiment = started()
    for value in (0.7, 0.9, 0.8):
        run = train().log(f1=value).end()
    line = only_line(experiment)
    best = Run.objects.filter(number=run.run.number - 1)[0]
    assert line.run == best
    expected = f"Best of 3 runs on one split, run {best.number}; spread unknown, a fresh split would settle it"
    assert stored_sentence(line.finding["reason"]) == expected


def test_what_is_missing_is_said_with_its_distance_and_run(started, train):
    experiment = started(criteria="f1 >= 0.95")
    run = train().log(f1=0.931).end().run
    words = stored_sentence(only_line(experiment).finding["reason"])
    assert words == f"Needs .950, best is .931, .019 below, run {run.number}"


def test_changes_are_told_once(started, train, task):
    started()
    run = train().log(f1=0.9).end()
    run.log(other=1.0)
    run.log(f1=0.91, step=1)
    assert len(told(task, "criterion.met")) == 1
    assert [event.data["state"] for event in told(task, "verdict.changed")] == ["met"]


def test_wavering_on_the_way_is_no_news(started, train, task):
    started()
    train().log(f1=0.7).end()
    train().curve("f1", 0.9, 0.8, 0.9, 0.8, 0.9)
    assert [event.data["state"] for event in told(task, "verdict.changed")] == ["not_met"]


def test_a_criterion_is_lost_when_its_run_leaves(started, train, task, ada):
    experiment = started()
    run = train().log(f1=0.9).end().run
    linking.unlink(Run.objects.filter(pk=run.pk)[0], by=ada)
    assert state_after(experiment) == "not_measured"
    assert len(told(task, "criterion.lost")) == 1


def test_the_weakest_criterion_makes_the_headline(started, train):
    experiment = started(criteria="f1 >= 0.85\nrecall >= 0.9\nlatency <= 40 ms")
    train().log(f1=0.9, recall=0.5).end()
    experiment.refresh_from_db()
    assert experiment.verdict == "not_met"


def test_the_card_shows_the_result_line(started, train, task):
    started(criteria="f1 >= 0.85\nrecall >= 0.9")
    train().log(f1=0.80, recall=0.5).end()
    train().log(f1=0.87, recall=0.5).end()
    result = Task.objects.filter(pk=task.pk)[0].result
    assert result == {
        "state": "not-met",
        "label": "1 of 2 met",
        "detail": "f1 .870 for ≥\N{NO-BREAK SPACE}.850",
        "value": ".870",
        "spark": [0.80, 0.87],
        "target": 0.85,
    }


def test_a_metric_that_no_line_names_costs_one_query(started, train, django_assert_num_queries):
    from assay.experiments.watching import after_points
    from assay.runs.summary import StoredPoint

    started()
    run = Run.objects.filter(pk=train().run.pk)[0]
    with django_assert_num_queries(3):  # savepoint, lines, release
        after_points(run, {"other": [StoredPoint(0, 0, 1.0)]}, {"other": None})


def test_a_fault_in_judging_costs_no_metric(started, train, caplog):
    experiment = started()
    experiment.criteria.update(ast={"v": 99})
    run = train().log(f1=0.9)
    assert run.run.series.filter(key="f1").exists()
    assert "could not be brought up to date" in caplog.text


def test_a_concluded_experiment_keeps_its_verdict(started, train, ada):
    from assay.experiments.models import Conclusion

    experiment = started()
    train().log(f1=0.7).end()
    experiment.conclude(
        Conclusion(outcome="stopped", outcome_because="Enough.", learnings="Wings do not matter."), by=ada
    )
    train().log(f1=0.9).end()
    assert state_after(experiment) == "not_met"
