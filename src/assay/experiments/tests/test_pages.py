"""The page of an experiment, its parts and its forms."""

import re

import pytest
from django.urls import reverse

from assay.experiments.models import Conclusion, Experiment, Step
from assay.experiments.tests.pages import PLAN, address, page, text_of
from assay.experiments.tests.trainings import write_plan
from assay.kit import blobs
from assay.projects.models import Project
from assay.projects.workflows import workflow_named
from assay.pure.planned import Planned
from assay.tasks.models import Task

LARGER = Step("Try a larger one", "task")


def test_an_empty_plan_says_what_is_missing_and_how_to_send_runs(ada_client, task):
    text = text_of(ada_client.get(page(task)))
    assert "at least one success criterion" in text
    assert f"MLFLOW_TRACKING_URI=http://127.0.0.1:8000/p/{task.project.key}/{task.key}" in text
    assert not Experiment.objects.exists()


def test_a_saved_plan_shows_each_resolved_threshold(ada_client, task):
    response = ada_client.post(address("plan", task), PLAN, follow=True)
    text = text_of(response)
    assert "baseline .810 + 15 % = .9315" in text
    assert "The plan is complete" in text


def test_mistakes_point_at_the_place_and_keep_what_was_typed(ada_client, task):
    response = ada_client.post(address("plan", task), PLAN | {"criteria": "f1 >= 0,85"})
    assert response.status_code == 422
    text = text_of(response)
    assert "Line 1, column 8:" in text
    assert "<u>,85</u>" in text
    assert "A larger wing lifts f1." in text
    assert '<a class="a" href="#f-criteria">' in text
    assert 'id="f-criteria"' in text
    assert "Before this experiment can start it needs" not in text  # it would speak of what is stored
    assert not Experiment.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("timebox_days", "11"), ("baseline_run", "x"), ("baseline_run", "999"), ("notebook", "javascript:x")],
)
def test_bad_values_are_refused_in_their_field(ada_client, task, field, value):
    assert ada_client.post(address("plan", task), PLAN | {field: value}).status_code == 422


def test_text_that_no_database_holds_is_refused(ada_client, task):
    assert ada_client.post(address("plan", task), PLAN | {"hypothesis": "a\0b"}).status_code == 400


def test_a_plan_that_changed_meanwhile_is_not_overwritten(ada_client, task, ada):
    version = write_plan(task, by=ada).version
    write_plan(task, by=ada, hypothesis="Newer.")
    response = ada_client.post(address("plan", task), PLAN | {"version": version})
    assert response.status_code == 409
    assert "A larger wing lifts f1." in text_of(response)
    assert Experiment.of(task).hypothesis == "Newer."


def test_start_locks_the_plan_and_moves_the_task(ada_client, task, ada):
    write_plan(task, by=ada)
    response = ada_client.post(address("start", task), follow=True)
    assert "Hypothesis, locked" in text_of(response)
    assert Task.objects.filter(pk=task.pk, column__state="active").exists()


def test_it_starts_where_trainings_are(ada_client, ada):
    project = Project.start(key="SEV", name="Seven", goal="", workflow=workflow_named("seven-stages"), by=ada)
    task = Task.create(project, title="Wings", by=ada, kind="experiment", assignee=ada)
    write_plan(task, by=ada)
    ada_client.post(address("start", task))
    task.refresh_from_db()
    assert task.column.name == "Training"


def test_start_says_what_is_missing(ada_client, task):
    response = ada_client.post(address("start", task))
    assert response.status_code == 422
    assert "Before this experiment can start it needs" in text_of(response)


def test_a_second_task_in_progress_is_asked_about(ada_client, task, kite, active, ada):
    Task.create(kite, title="Other work", by=ada, assignee=ada).move_to(active, by=ada)
    write_plan(task, by=ada)
    response = ada_client.post(address("start", task))
    assert response.headers["Location"].startswith(reverse("tasks:move", args=[task.key]))


def test_the_page_tells_the_verdict_the_runs_and_the_baseline(ada_client, task, started, train):
    started(criteria="f1 >= baseline + 5%", stops="loss diverges -> check the data")
    train(name="small wing", params={"wing": "1"}).curve("f1", 0.5, 0.6, 0.7).end()
    train(name="large wing", params={"wing": "2"}).curve("f1", 0.6, 0.8, 0.9).end()
    text = text_of(ada_client.get(page(task)))
    for words in (
        "Best of 2 runs",
        "+.100",
        "wing 2",
        "The best of 2 tries on one split flatters",
        "passed the target",
    ):
        assert words in text


def test_a_fired_stop_condition_is_shown_with_its_advice(ada_client, task, started, train):
    started(stops="f1 < 0.5 -> try another model")
    train().log(f1=0.4)
    text = text_of(ada_client.get(page(task)))
    assert "Fired" in text
    assert "<b>try another model</b>" in text


def test_verdict_results_and_facts_refresh_in_one_answer(ada_client, task, started, train):
    started()
    train().log(f1=0.9).end()
    response = ada_client.get(address("verdict", task))
    assert response.status_code == 200
    assert "<html" not in text_of(response)
    assert text_of(response).count('hx-swap-oob="outerMorph"') == 2


def test_a_refused_conclusion_lists_what_is_missing_with_links_to_the_fields(ada_client, task, started):
    started()
    text = text_of(ada_client.post(address("conclusion", task), {}))
    assert 'role="alert" tabindex="-1" autofocus' in text
    for name in re.findall(r'<a class="a" href="#(f-\w+)">', text):
        assert text.count(f'id="{name}"') == 1
    assert '<a class="a" href="#f-learnings">' in text


def test_an_amendment_stands_beside_the_result(ada_client, task, started):
    started()
    data = {"criteria": "f1 >= 0.7", "stops": "", "reason": "Another <b>split</b>"}
    text = text_of(ada_client.post(address("criteria", task), data, follow=True))
    assert "Changed after the start" in text
    assert "Another &lt;b&gt;split" in text


def test_an_amendment_without_reason_comes_back(ada_client, task, started):
    started()
    response = ada_client.post(address("criteria", task), {"criteria": "f1 >= 0.7", "stops": "", "reason": ""})
    assert response.status_code == 422
    assert "f1 &gt;= 0.7" in text_of(response)


def test_closing_shows_outcome_and_learnings(ada_client, task, started):
    started()
    data = {
        "outcome": "failure",
        "outcome_because": "Called off.",
        "kept": "discard",
        "kept_because": "Nobody flies it.",
        "learnings": "Wings do *not* matter.",
        "step": ["Try a longer tail", "", "Ask the weather office"],
        "step_kind": ["experiment", "experiment", ""],
    }
    text = text_of(ada_client.post(address("conclusion", task), data, follow=True))
    assert "Wings do <em>not</em> matter." in text
    assert "Discard" in text
    assert re.search(r"KITE-EXP-\d+ Try a longer tail", re.sub(r"<[^>]+>", "", text))
    assert "Ask the weather office" in text


def test_a_note_becomes_a_task_later(ada_client, task, started, ada):
    experiment = started()
    experiment.conclude(
        Conclusion(outcome="stopped", kept="discard", kept_because="-", learnings="-", steps=(Step("Ask"),)), by=ada
    )
    (step,) = experiment.steps.all()
    text = text_of(ada_client.post(address("step_task", task, step.pk), {"kind": "data"}, follow=True))
    assert "KITE-DATA-" in text
    assert ada_client.post(address("step_task", task, step.pk), {"kind": "data"}).status_code == 409
    assert ada_client.post(address("step_task", task, step.pk + 1), {"kind": "data"}).status_code == 404


def test_the_outcome_that_the_runs_propose_is_chosen_already(ada_client, task, started, train):
    started()
    train().log(f1=0.99).end()
    text = text_of(ada_client.get(page(task)))
    assert "every criterion is met" in text
    assert re.search(r'value="success" checked', text)


def test_an_incomplete_conclusion_keeps_what_was_typed(ada_client, task, started):
    started()
    response = ada_client.post(address("conclusion", task), {"learnings": "", "observations": "It rained."})
    assert response.status_code == 422
    assert "Choose an outcome." in text_of(response)
    assert "It rained." in text_of(response)


def test_a_draft_of_the_conclusion_closes_nothing(ada_client, task, started):
    started()
    ada_client.post(address("conclusion", task), {"learnings": "Half a thought", "draft": "1"})
    experiment = Experiment.of(task)
    assert (experiment.learnings, experiment.is_concluded) == ("Half a thought", False)


def test_what_people_wrote_cannot_run_as_script(ada_client, task, ada):
    evil = "<script>alert(1)</script>"
    experiment = write_plan(task, by=ada, hypothesis=evil, stops=f"loss diverges -> {evil}")
    experiment.start(by=ada)
    assert evil not in text_of(ada_client.get(page(task)))


def test_the_number_of_queries_does_not_grow_with_the_runs(
    ada_client, task, started, train, django_assert_max_num_queries
):
    started(criteria="f1 >= 0.85\nrecall >= 0.6", stops="loss diverges")
    for value in (0.5, 0.6, 0.7, 0.9):
        train(params={"C": str(value)}).curve("f1", value - 0.1, value).log(recall=value).end()
    with django_assert_max_num_queries(18):
        ada_client.get(page(task))


def test_a_card_with_everything_on_it_asks_for_each_part_once(
    ada_client, kite, task, ada, started, train, django_assert_max_num_queries
):
    plan = started(stops="loss diverges", planned=[Planned("C", "0.5")])
    for value in (0.5, 0.9):
        train(params={"C": str(value)}).curve("f1", value - 0.1, value).end()
    task.link_to(Task.create(kite, title="Buy string", by=ada), as_="blocks", by=ada)
    task.add_checks(["Cut", "Sew"], by=ada)
    task.attach(blobs.keep([b"wing"]), name="wing.txt", by=ada)
    task.comment("Look at the tail", by=ada)
    plan.extend(2, "The wind was still", by=ada)
    with django_assert_max_num_queries(23):
        ada_client.get(page(task))
    Experiment.of(task).conclude(
        Conclusion(outcome="success", kept="keep", kept_because="It flies.", learnings="Wings lift.", steps=(LARGER,)),
        by=ada,
    )
    with django_assert_max_num_queries(25):
        ada_client.get(page(task))


def test_the_overview_lists_the_latest_results(ada_client, kite, task, started, train):
    started()
    train().log(f1=0.9).end()
    text = text_of(ada_client.get(reverse("projects:below", args=[kite.key])))
    assert "Latest results" in text
    assert "Wing area lifts f1" in text


def test_the_branch_name_ends_with_a_whole_word(kite, ada):
    from assay.experiments.queries.page import branch_name

    made = Task.create(kite, title="Größere Flügel: lift f1 by a lot, and then some", by=ada, kind="experiment")
    assert branch_name(made) == f"{made.key}-grossere-flugel-lift-f1-by-a"


def test_a_weekend_start_counts_from_monday(started):
    from datetime import UTC, date, datetime

    assert started(at=datetime(2026, 3, 21, 9, tzinfo=UTC)).decide_on == date(2026, 3, 27)


def test_the_chart_of_the_results_leaves_as_a_file_with_all_points(started, train, task, ada_client, cy_client):
    started()
    run = train().curve("f1", 0.8, 0.85, 0.96).end().run
    assert f"{address('verdict', task)}?chart=curves&amp;as=csv" in text_of(ada_client.get(page(task)))
    file = ada_client.get(f"{address('verdict', task)}?chart=curves&as=csv").getvalue().decode()
    assert [line.split(",")[::3] for line in file.splitlines()[1:]] == [
        [str(run.number), value] for value in ("0.8", "0.85", "0.96")
    ]
    assert ada_client.get(f"{address('verdict', task)}?chart=curves&as=svg").content.startswith(b"<svg")
    assert cy_client.get(f"{address('verdict', task)}?chart=curves&as=csv").status_code == 404
