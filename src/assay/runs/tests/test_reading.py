"""What verdicts read of runs."""

import math
from typing import Any

from assay.accounts.models import Person
from assay.projects.models import Project
from assay.pure.criteria import MetricRef
from assay.runs.groups import group_of_task
from assay.runs.ingest import NewPoint, log_batch, writing_to
from assay.runs.inputs import NewInput, log_inputs
from assay.runs.lifecycle import Change, NewRun, delete_run, start_run, update_run
from assay.runs.models import Run
from assay.runs.reading import facts_of, run_facts, series_window
from assay.runs.summary import StoredPoint, Summary
from assay.tasks.models import Task


def test_facts_of_a_task_come_in_few_queries(kite: Project, ada: Person, django_assert_num_queries: Any) -> None:
    task = Task.create(kite, title="Lower the rate", by=ada)
    good, bad, gone = (_run(task, ada, name) for name in ("good", "bad", "gone"))
    with writing_to(good.uid, by=ada) as held:
        points = [NewPoint("f1", StoredPoint(step, step, value)) for step, value in ((0, 0.7), (1, math.nan))]
        log_batch(held, metrics=points, tags=[("environment", "prod"), ("split", "test")], by=ada)
        update_run(held, Change(status="FINISHED"), by=ada)
    with writing_to(bad.uid, by=ada) as held:
        update_run(held, Change(status="KILLED"), by=ada)
    with writing_to(gone.uid, by=ada) as held:
        delete_run(held, by=ada)
    with django_assert_num_queries(2):
        facts = run_facts(task.pk)
    assert [(one.name, one.is_finished, one.is_failed, one.split) for one in facts] == [
        ("good", True, False, "test"),
        ("bad", False, True, None),
    ]
    series = facts[0].series["f1"]
    assert (series.n, series.nan_count, series.first, series.min, series.max) == (2, 1, 0.7, 0.7, 0.7)
    assert math.isnan(series.last)


def test_only_series_that_can_answer_are_read(kite: Project, ada: Person) -> None:
    task = Task.create(kite, title="Lower the rate", by=ada)
    run = _run(task, ada, "good")
    keys = ["f1", "F1_Score", "val_f1", "f1_X_test", "loss", "größe"]
    with writing_to(run.uid, by=ada) as held:
        log_batch(held, metrics=[NewPoint(key, StoredPoint(1, 1, 0.5)) for key in keys], by=ada)
    plain, split, odd = MetricRef("f1"), MetricRef("f1", "val"), MetricRef("Größe")
    assert set(run_facts(task.pk, metrics=[plain])[0].series) == {"f1", "F1_Score", "f1_X_test"}
    for metric in (plain, split, odd):
        assert facts_of(run, metrics=[metric]).answer(metric) == facts_of(run).answer(metric) is not None


def test_split_follows_from_the_one_role_of_the_data(kite: Project, ada: Person) -> None:
    task = Task.create(kite, title="Lower the rate", by=ada)
    run = _run(task, ada, "run")
    _log_input(run, ada, "train", "validation")
    assert facts_of(run).split == "validation"
    _log_input(run, ada, "held out", "test")
    assert facts_of(run).split is None


def test_window_numbers_points_by_their_place_in_the_series(kite: Project, ada: Person) -> None:
    task = Task.create(kite, title="Lower the rate", by=ada)
    run = _run(task, ada, "run")
    with writing_to(run.uid, by=ada) as held:
        old = [NewPoint("loss", StoredPoint(step, 0, float(step))) for step in range(0, 50, 10)]
        log_batch(held, metrics=old, by=ada)
    before = _summary(run)
    with writing_to(run.uid, by=ada) as held:
        log_batch(held, metrics=[NewPoint("loss", StoredPoint(50, 0, 5.0))], by=ada)
    window = series_window(run, "loss", fresh=[StoredPoint(50, 0, 5.0)], before=before, lookback=2)
    assert [(point.step, point.epoch) for point in window.tail] == [(30, 4), (40, 5)]
    assert [(point.step, point.epoch) for point in window.fresh] == [(50, 6)]
    assert window.before is not None
    assert window.before.n == 5


def _run(task: Task, by: Person, name: str) -> Run:
    return start_run(group_of_task(task), NewRun(name=name), by=by)


def _log_input(run: Run, by: Person, name: str, context: str) -> None:
    with writing_to(run.uid, by=by) as held:
        log_inputs(held, [NewInput(name=name, digest="d", tags=[("mlflow.data.context", context)])])


def _summary(run: Run) -> Summary:
    from assay.runs.ingest import _find_series

    return _find_series(run, ["loss"])[0]["loss"]
