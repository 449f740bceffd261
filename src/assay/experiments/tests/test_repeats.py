"""Seeds, folds and shares, from what runs log to the words on the card."""

import pytest

from assay.experiments.models import Experiment
from assay.experiments.queries import lines_of, verdict_block
from assay.experiments.tests.trainings import Training, only_line, told, write_plan
from assay.experiments.wording import stored_sentence
from assay.kit.clock import now
from assay.runs.marks import marks_of_task
from assay.runs.models import Param
from assay.tasks.models import Task

SEEDS = (0.853, 0.851, 0.855, 0.852, 0.854)
FOLDS = (0.81, 0.86, 0.79, 0.88, 0.83)


def words(experiment, role="criterion"):
    return stored_sentence(only_line(experiment, role).finding["reason"])


@pytest.fixture
def repeat(train):
    """Train once for each value, with other params the same."""

    def each(values, *, key="seed", metric="f1", tags=(), **params):
        settings = {"model": "tree", **params}
        return [
            train(tags=tags, params={**settings, key: str(n)}).log(**{metric: value}).end().run
            for n, value in enumerate(values)
        ]

    return each


def test_five_seeds_are_met_when_their_whole_interval_is(started, repeat):
    experiment = started(criteria="f1 >= 0.85")
    repeat(SEEDS)
    assert only_line(experiment).state == "met"
    expected = "Mean .853 of 5 seeds, 95 % interval [.851 .855], all of it at or above .850"
    assert words(experiment) == expected


def test_seeds_around_the_threshold_prove_nothing(started, repeat, task):
    experiment = started(criteria="f1 >= 0.85")
    repeat((0.84, 0.86, 0.88))
    assert only_line(experiment).state == "not_proven"
    assert words(experiment) == "Mean .860 of 3 seeds, 95 % interval [.8103 .9097], with .850 inside it"
    assert not told(task, "criterion.met")[1:]


def test_the_interval_is_drawn_and_stands_on_the_board(started, repeat, task):
    experiment = started(criteria="f1 >= 0.85")
    repeat(SEEDS)
    experiment.refresh_from_db()
    (row,) = verdict_block(experiment, lines_of(experiment), [], at=now()).rows
    assert (row.low, row.high) == pytest.approx((0.851, 0.855), abs=1e-4)
    assert Task.objects.filter(pk=task.pk)[0].result["detail"] == "f1 .853 [.851 .855] for ≥\N{NO-BREAK SPACE}.850"


def test_folds_are_told_apart_from_seeds(started, repeat):
    experiment = started(criteria="f1 >= 0.8")
    repeat(FOLDS, key="cv_fold")
    estimate = only_line(experiment).finding["estimate"]
    assert (estimate["kind"], estimate["method"], estimate["n"]) == ("folds", "folds", 5)
    assert "corrected for the training data that folds share" in words(experiment)


def test_many_settings_of_one_seed_are_many_tries(started, train):
    experiment = started(criteria="f1 >= 0.85")
    for depth, value in ((1, 0.7), (2, 0.9), (3, 0.8)):
        train(params={"depth": str(depth), "random_state": "0"}).log(f1=value).end()
    assert words(experiment).startswith("Best of 3 runs on one split")


def test_a_baseline_of_seeds_is_compared_seed_by_seed(started, repeat, task, ada, kite):
    other = Task.create(kite, title="Baseline", by=ada, kind="experiment")
    runs = [
        Training.begin(other, by=ada, params={"seed": str(n)}).log(f1=value - 0.1).end().run
        for n, value in enumerate(SEEDS)
    ]
    experiment = write_plan(task, by=ada, criteria="f1 >= baseline + 10%", baseline="", baseline_run=runs[0])
    assert experiment.baseline().values["f1"] == pytest.approx(0.753)
    experiment.start(by=ada)
    experiment = Experiment.objects.filter(pk=experiment.pk)[0]
    assert len(experiment.baseline_repeats["values"]["f1"]) == 5
    repeat(SEEDS)
    line = only_line(experiment)
    assert (line.state, line.finding["estimate"]["method"]) == ("met", "paired")
    assert "compared with the baseline seed by seed" in words(experiment)


def test_a_share_on_known_cases_says_how_sure_it_is(started, train):
    experiment = started(criteria="accuracy >= 0.85 on test")
    run = train(params={"n_test": "360"}).log(test_accuracy=0.87).end().run
    assert only_line(experiment).state == "not_proven"
    expected = f".870 on 360 cases, run {run.number}, 95 % interval [.8313 .9009], with .850 inside it"
    assert words(experiment) == expected


def test_two_models_on_the_same_cases_are_compared_case_by_case(started, train):
    experiment = started(criteria="accuracy > baseline on test", baseline="accuracy = 0.8")
    run = train().log(test_accuracy=0.85, mcnemar_won=31.0, mcnemar_lost=9.0).end().run
    assert only_line(experiment).state == "met"
    assert words(experiment) == (
        f".850 against .800 on the same cases, run {run.number}; only this model was right on 31 of them, only the "
        "baseline on 9 (McNemar, p < .001); it is better"
    )


def test_the_best_of_many_says_what_luck_would_have_done(started, train, repeat):
    experiment = started(criteria="f1 >= 0.85")
    repeat(SEEDS)
    for depth in range(3):
        repeat([value - 0.01 * (depth + 1) for value in SEEDS], depth=str(depth))
    expected = "the best of 4 tries on one split, where luck alone makes .0007; a fresh split would settle it"
    assert words(experiment).endswith(expected)


@pytest.mark.parametrize(
    ("params", "tags", "name", "expected"),
    [
        ({"model__random_state": "3"}, (), "", {"seed": "3"}),
        ({"trainer/seed": "3"}, (), "", {"seed": "3"}),
        ({"random_state": "None"}, (), "", {"seed": None}),
        ({"fold": "2", "n_splits": "10"}, (), "", {"fold": "2", "folds": 10}),
        ({"split": "4"}, (), "", {"fold": "4"}),
        ({"split": "test"}, (), "", {"fold": None}),
        ({"split_seed": "4"}, (), "", {"resample": "4", "seed": None}),
        ({}, (("seed", "5"),), "", {"seed": "5"}),
        ({}, (("mlflow.parentRunId", "abc"),), "", {"parent": "abc"}),
        ({}, (("env", "Prod"),), "", {"environment": "production"}),
        ({}, (("assay.environment", "staging"), ("env", "dev")), "", {"environment": "staging"}),
        ({}, (("assay.repeats", "ablation"),), "", {"by_hand": "ablation"}),
        ({}, (("assay.repeats", "alone"),), "", {"by_hand": ""}),
        ({}, (), "forest seed 7", {"seed": "7"}),
        ({}, (), "fold-3", {"fold": "3"}),
        ({"n_test": "100", "n_train": "900"}, (), "", {"numbers": {"n_test": 100.0, "n_train": 900.0}}),
        ({"recall_n": "40", "n_test": "many"}, (), "", {"numbers": {"recall_n": 40.0}}),
    ],
)
def test_marks_are_read_from_params_tags_and_names(task, train, params, tags, name, expected):
    run = train(params=params, tags=tags, name=name).run
    marks = marks_of_task(task.pk)[run.uid]
    assert {key: getattr(marks, key) for key in expected} == expected


def test_sizes_may_be_logged_as_metrics(task, train):
    run = train().log(n_test=360.0, test_recall_n=41.0, loss=0.1).run
    assert marks_of_task(task.pk)[run.uid].numbers == {"n_test": 360.0, "test_recall_n": 41.0}


def test_what_a_run_says_later_is_read_at_once(task, train):
    training = train(params={"model": "tree"}, name="first")
    before = marks_of_task(task.pk)[training.run.uid]
    assert marks_of_task(task.pk)[training.run.uid] == before
    train(params={"model": "tree", "seed": "4"})
    training.log(n_test=12.0)
    after = marks_of_task(task.pk)[training.run.uid]
    assert (after.settings, dict(after.numbers)) == (before.settings, {"n_test": 12.0})
    Param.objects.create(run=training.run, key="fold", value="3")
    assert marks_of_task(task.pk)[training.run.uid].fold == "3"


def test_marks_of_all_runs_take_one_query(task, train, django_assert_num_queries):
    for n in range(5):
        train(params={"seed": str(n)})
    with django_assert_num_queries(1):
        assert len(marks_of_task(task.pk)) == 5


def page(client_of, person, task):
    return client_of(person).get(f"/tasks/{task.key}").content.decode()


def test_the_table_shows_repeats_together_with_their_interval(started, repeat, client_of, ada, task):
    started(criteria="f1 >= 0.85")
    repeat(SEEDS)
    shown = page(client_of, ada, task)
    assert "5 seeds" in shown
    assert shown.count("[.851 .855]") >= 2
    assert "seed 4" in shown


def test_people_say_that_runs_repeat_one_another_and_take_it_back(started, train, client_of, ada, task):
    experiment = started(criteria="f1 >= 0.85")
    runs = [train(params={"depth": str(n)}).log(f1=value).end().run for n, value in enumerate(SEEDS)]
    assert words(experiment).startswith("Best of 5 runs")
    sent = {"run": [run.uid for run in runs], "how": "repeats"}
    answer = client_of(ada).post(f"/tasks/{task.key}/marked-runs", sent, follow=True)
    assert words(experiment).startswith("Mean .853 of 5 runs, 95 % interval")
    (event,) = told(task, "experiment.runs-marked")
    assert "repeat one another" in answer.content.decode()
    client_of(ada).post(f"/tasks/{task.key}/marked-runs/{event.pk}/undo")
    assert words(experiment).startswith("Best of 5 runs")
    again = client_of(ada).post(f"/tasks/{task.key}/marked-runs/{event.pk}/undo")
    assert again.status_code == 409


def test_seeds_can_be_told_apart_by_hand(started, repeat, ada):
    experiment = started(criteria="f1 >= 0.85")
    runs = repeat(SEEDS)
    experiment.group_runs(runs, "alone", by=ada)
    assert words(experiment).startswith("Best of 5 runs")
    experiment.group_runs(runs, "auto", by=ada)
    assert words(experiment).startswith("Mean .853 of 5 seeds")


@pytest.mark.parametrize(
    "sent", [{"how": "repeats"}, {"how": "other"}, {"how": "environment", "environment": "x" * 41}]
)
def test_what_makes_no_sense_is_refused_with_what_to_do(started, train, client_of, ada, task, sent):
    started()
    run = train().log(f1=0.9).end().run
    answer = client_of(ada).post(f"/tasks/{task.key}/marked-runs", {"run": run.uid, **sent})
    assert answer.status_code == 422
    assert not told(task, "experiment.runs-marked")


def test_production_stands_beside_development_with_the_gap(started, train, repeat, client_of, ada, task):
    started(criteria="f1 >= 0.85 on test\nf1 >= 0.8 on production")
    repeat(SEEDS, metric="test_f1")
    live = train(tags=[("environment", "prod")]).log(f1=0.82).end().run
    shown = page(client_of, ada, task)
    assert "production" in shown
    assert "\N{MINUS SIGN}.033" in shown
    assert Experiment.objects.get(task=task).criteria.filter(state="met").count() == 2
    assert live.number


def test_an_environment_is_said_by_hand(started, train, ada, task):
    experiment = started(criteria="f1 >= 0.8 on production")
    run = train().log(f1=0.82).end().run
    assert only_line(experiment).state == "not_measured"
    experiment.place_runs([run], "Prod", by=ada)
    assert only_line(experiment).state == "met"
    assert marks_of_task(task.pk)[run.uid].environment == "production"


def test_a_tag_that_comes_after_the_end_counts(started, train, ada):
    from assay.runs import ingest

    experiment = started(criteria="f1 >= 0.8 on production")
    run = train().log(f1=0.82).end().run
    with ingest.writing_to(run.uid, by=ada) as held:
        ingest.set_tags(held, [("env", "production")], by=ada)
    assert only_line(experiment).state == "met"


def test_programs_read_the_interval_and_mark_runs(started, train, api, ada, task):
    started(criteria="f1 >= 0.85")
    runs = [train(params={"depth": str(n)}).log(f1=value).end().run for n, value in enumerate(SEEDS)]
    base, sent = f"/api/v1/experiments/{task.key}", {"runs": [run.uid for run in runs], "how": "repeats"}
    answer = api(ada).put(f"{base}/repeats", sent, content_type="application/json")
    (criterion,) = answer.json()["criteria"]
    assert (criterion["estimate"]["method"], criterion["estimate"]["n"]) == ("mean", 5)
    assert criterion["estimate"]["low"] == pytest.approx(0.851, abs=1e-4)
    (line,) = api(ada).get(f"{base}/verdict").json()["lines"]
    assert line["because"].startswith("Mean .853 of 5 runs")
    placed = {"runs": [runs[0].uid], "environment": "production"}
    assert api(ada).put(f"{base}/environment", placed, content_type="application/json").status_code == 200
    one = sent | {"runs": [runs[0].uid]}
    assert api(ada).put(f"{base}/repeats", one, content_type="application/json").status_code == 422
    foreign = sent | {"runs": ["0" * 32]}
    assert api(ada).put(f"{base}/repeats", foreign, content_type="application/json").status_code == 404
