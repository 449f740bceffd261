"""How far a project has come with its primary metric."""

from datetime import timedelta
from typing import Any

import pytest

from assay.experiments.best_chart import best_chart, change_in_a_week, counted, finding, plain_finding
from assay.experiments.best_sections import plain_picture
from assay.experiments.queries.best_so_far import BestSoFar, best_of_projects, best_so_far
from assay.kit.clock import now
from assay.projects.models import MetricDefinition, MetricFacts
from assay.pure.numbers import THIN
from assay.runs.models import Run
from assay.runs.tests.logged import logged_run, page
from assay.tasks.models import Task

PRIMARY = MetricFacts(key="f1", split="test", title="Leavers found", role="primary", target=0.85, baseline=0.781)


@pytest.fixture
def primary(kite: Any, ada: Any) -> MetricDefinition:
    return MetricDefinition.add(kite, PRIMARY, by=ada)


@pytest.fixture
def tried(task: Any, ada: Any) -> Any:
    """Log a run that ended so many days ago."""

    def made(value: float, *, days: float = 0, key: str = "test_f1", of: Any = task, **more: Any) -> Run:
        run = logged_run(ada, task=of, metrics={key: [value]}, **more)
        Run.objects.filter(pk=run.pk).update(ended_at=now() - timedelta(days=days))
        return run

    return made


def found(kite: Any) -> BestSoFar:
    best = best_so_far(kite)
    assert best is not None
    return best


def test_without_a_primary_metric_there_is_none(kite: Any, ada: Any, tried: Any) -> None:
    tried(0.8)
    assert best_so_far(kite) is None


def test_tries_stand_in_the_order_of_their_ends(kite: Any, primary: Any, tried: Any) -> None:
    for value, days in ((0.818, 1), (0.7, 20), (0.8, 10), (0.75, 5)):
        tried(value, days=days)
    best = found(kite)
    assert [one.value for one in best.tries] == [0.7, 0.8, 0.75, 0.818]
    assert best.course == [0.7, 0.8, 0.8, 0.818]
    assert [one.value for one in best.steps] == [0.7, 0.8, 0.818]
    assert finding(best) == "Best so far: .818 after 4 runs, .032 to go"
    assert change_in_a_week(best) == "+.018 this week"


def test_a_metric_that_shall_fall_has_its_lowest_as_the_best(kite: Any, ada: Any, primary: Any, tried: Any) -> None:
    facts = MetricFacts(key="seconds", direction="lower", unit="s", role="primary", target=2.0)
    primary.edit(facts, version=1, by=ada)
    tried(4.0, days=9, key="seconds")
    tried(1.5, key="seconds")
    best = found(kite)
    assert best.best == 1.5
    assert finding(best) == f"Best so far: 1.5{THIN}s after 2 runs, the target is reached"
    assert change_in_a_week(best) == f"\N{MINUS SIGN}2.5{THIN}s this week"


def test_a_share_is_told_in_percent_and_its_distance_in_points(kite: Any, ada: Any, primary: Any, tried: Any) -> None:
    primary.edit(MetricFacts(key="f1", split="test", is_share=True, role="primary", target=0.85), version=1, by=ada)
    tried(0.818)
    assert finding(found(kite)) == f"Best so far: 81.8{THIN}% after 1 run, 3.2{THIN}pp to go"


@pytest.mark.parametrize("key", ["test_f1", "f1/test", "TEST_F1", "test_f1_score"])
def test_a_run_answers_as_it_answers_a_criterion(kite: Any, primary: Any, tried: Any, key: str) -> None:
    tried(0.8, key=key)
    assert found(kite).best == 0.8


@pytest.mark.parametrize("key", ["f1", "val_f1", "train_f1"])
def test_another_split_is_no_answer(kite: Any, primary: Any, tried: Any, key: str) -> None:
    tried(0.8, key=key)
    assert found(kite).best is None


def test_the_plain_key_answers_where_the_whole_run_names_the_split(kite: Any, primary: Any, tried: Any) -> None:
    tried(0.8, key="f1", tags={"split": "test"})
    assert found(kite).best == 0.8


def test_failed_open_and_unlinked_runs_are_told_and_not_counted(kite: Any, ada: Any, primary: Any, tried: Any) -> None:
    from assay.runs.groups import group_of_project

    tried(0.8)
    tried(0.99, status="FAILED")
    tried(0.99, status="KILLED")
    tried(0.98, status="RUNNING")
    loose = tried(0.97, of=None)
    Run.objects.filter(pk=loose.pk).update(group=group_of_project(kite, "SCRATCH-1"))
    best = found(kite)
    assert best.best == 0.8
    assert counted(best).endswith("Left out: 2 that failed, 1 still under way, 1 of no task.")


def test_deleted_runs_and_those_of_tasks_in_the_trash_are_gone(kite: Any, ada: Any, primary: Any, tried: Any) -> None:
    other = Task.create(kite, title="Another", by=ada, kind="experiment")
    tried(0.9, of=other)
    deleted = tried(0.91)
    Run.objects.filter(pk=deleted.pk).update(deleted_at=now())
    Task.objects.filter(pk=other.pk).update(trashed_at=now())
    best = found(kite)
    assert (best.tries, best.left_out.failed) == ([], 0)


def test_what_is_no_number_is_no_try(kite: Any, primary: Any, tried: Any) -> None:
    tried(float("nan"))
    tried(float("inf"))
    assert found(kite).tries == []


def test_many_projects_take_as_many_queries_as_one(
    kite: Any, ada: Any, primary: Any, tried: Any, django_assert_num_queries: Any
) -> None:
    from assay.projects.models import Project
    from assay.projects.workflows import workflow_named

    tried(0.8)
    other = Project.start(key="SWAN", name="Swan", workflow=workflow_named("six-phases"), by=ada)
    MetricDefinition.add(other, MetricFacts(key="auc", role="primary"), by=ada)
    second = Task.create(other, title="Wings", by=ada, kind="experiment")
    tried(0.7, key="auc", of=second)
    with django_assert_num_queries(3):
        best = best_of_projects([kite.pk, other.pk])
    assert {number: one.best for number, one in best.items()} == {kite.pk: 0.8, other.pk: 0.7}


def test_the_overview_shows_number_and_picture(kite: Any, primary: Any, tried: Any, ada_client: Any) -> None:
    tried(0.8, days=9)
    tried(0.818)
    html = page(ada_client, "/projects/KITE/")
    assert "Best so far: .818 after 2 runs, .032 to go" in html
    assert "of .850" in html


def test_the_overview_invites_those_who_may_define_one(kite: Any, ada_client: Any, ben_client: Any) -> None:
    assert "Define the primary metric" in page(ada_client, "/projects/KITE/")
    assert "Define the primary metric" not in page(ben_client, "/projects/KITE/")


def test_people_outside_read_plain_words_and_no_run(kite: Any, primary: Any, tried: Any) -> None:
    run = tried(0.818, name="bold-hare-7")
    html = str(plain_picture(kite))
    assert plain_finding(found(kite)) == "Leavers found: .818 so far, the goal is .850"
    assert "Each dot is one try" in html
    assert not any(text in html for text in (run.uid, "bold-hare", "/runs/", "f1"))


def test_nothing_is_drawn_before_the_first_try(kite: Any, primary: Any, ada_client: Any) -> None:
    assert str(plain_picture(kite)) == ""
    assert "No finished run has logged f1 on test yet" in page(ada_client, "/projects/KITE/")


def test_days_below_the_picture_are_named_once(kite: Any, primary: Any, tried: Any) -> None:
    for days in (3, 3, 2, 2, 1):
        tried(0.8, days=days)
    marks = best_chart(found(kite)).marks
    assert len({text for _place, text in marks}) == len(marks) == 3


def test_the_picture_is_a_file_for_those_who_see_the_project(
    kite: Any, primary: Any, tried: Any, ada_client: Any, cy_client: Any
) -> None:
    tried(0.8, days=9)
    run = tried(0.818)
    answer = ada_client.get("/projects/KITE/best?chart=best&as=csv")
    assert f"Run {run.number}," in answer.content.decode()
    assert ada_client.get("/projects/KITE/best?chart=best&as=png").content.startswith(b"\x89PNG")
    assert ada_client.get("/projects/KITE/best?chart=other&as=png").status_code == 404
    assert ada_client.get("/projects/KITE/best").headers["Location"] == "/projects/KITE/"
    assert cy_client.get("/projects/KITE/best?chart=best&as=csv").status_code == 404


def test_before_the_first_try_there_is_no_file(kite: Any, primary: Any, ada_client: Any) -> None:
    assert ada_client.get("/projects/KITE/best?chart=best&as=png").status_code == 404
    assert ada_client.get("/projects/KITE/best").headers["Location"] == "/projects/KITE/"
