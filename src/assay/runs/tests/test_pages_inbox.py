"""The inbox: runs that belong to no task."""

from assay.activity.models import Event
from assay.projects.models import ColumnState
from assay.runs.groups import group_of_project
from assay.runs.lifecycle import NewRun, start_run
from assay.runs.models import Run
from assay.runs.tests.logged import MARKUP, experiment, logged_run, page, queries_of
from assay.tasks.models.task.creating import first_column

INBOX = "/inbox/"


def test_inbox_says_why_a_run_waits(ada, ada_client):
    logged_run(ada, name="nameless")
    html = page(ada_client, INBOX)
    assert "nameless" in html
    assert "No key in its experiment “Default”" in html


def test_inbox_tells_of_a_branch_and_of_a_key_that_is_no_task(ada, kite, ada_client):
    logged_run(ada, tags={"mlflow.source.git.branch": "fix-typo"})
    logged_run(ada, tags={"card": "ZED-EXP-5"})
    logged_run(ada, name="kite-exp-99 again")
    html = page(ada_client, INBOX)
    assert "its branch “fix-typo”" in html
    assert "Its tag “ZED-EXP-5” names no task" in html
    assert "Its name “kite-exp-99 again” names no task" in html


def test_name_that_only_looks_like_a_key_is_no_key(ada, kite, ada_client):
    logged_run(ada, name="notebook-4")
    assert "names no task" not in page(ada_client, INBOX)


def test_empty_inbox_says_what_comes_here(ada, ada_client):
    html = page(ada_client, INBOX)
    assert "Nothing waits here" in html
    assert "MLFLOW_TRACKING_URI" in html


def test_one_click_links_to_the_experiment_in_progress(ada, kite, ada_client):
    task = _in_progress(experiment(kite, ada), ada)
    run = logged_run(ada)
    assert f'name="key" value="{task.key}"' in page(ada_client, INBOX)
    response = ada_client.post(f"/runs/{run.uid}/task", {"key": task.key, "from": "inbox"})
    assert response["Location"] == INBOX
    run.refresh_from_db()
    assert run.task == task
    assert "Nothing waits here" in page(ada_client, INBOX)


def test_suggestion_is_of_the_person_who_ran_it(ada, ben, kite, ada_client):
    task = _in_progress(experiment(kite, ada), ada)
    logged_run(ben)
    assert f'name="key" value="{task.key}"' not in page(ada_client, INBOX)


def test_several_runs_are_linked_at_once(ada, kite, ada_client):
    task = experiment(kite, ada)
    runs = [logged_run(ada, name=f"r{number}") for number in range(3)]
    response = ada_client.post(INBOX, {"key": task.key, "run": [runs[0].uid, runs[2].uid]})
    assert response.status_code == 303
    assert set(Run.objects.filter(task=task)) == {runs[0], runs[2]}


def test_nothing_ticked_and_unknown_key_are_told(ada, kite, ada_client):
    run = logged_run(ada)
    response = ada_client.post(INBOX, {"key": "KITE-EXP-999"})
    assert response.status_code == 422
    assert b"Tick the runs to link first." in response.content
    assert b"No task here has the key KITE-EXP-999." in response.content
    assert ada_client.post(INBOX, {"key": "KITE-1", "run": ["x' OR 1=1"]}).status_code == 422
    run.refresh_from_db()
    assert run.task is None


def test_one_foreign_run_stops_them_all(ada, cy, kite, ada_client):
    own, foreign = logged_run(ada), logged_run(cy)
    response = ada_client.post(INBOX, {"key": experiment(kite, ada).key, "run": [own.uid, foreign.uid]})
    assert response.status_code == 404
    assert not Run.objects.exclude(task=None).exists()


def test_run_that_somebody_else_linked_meanwhile_stays_where_it_is(ada, kite, ada_client):
    first, second = experiment(kite, ada), experiment(kite, ada, "Colour")
    run = logged_run(ada, task=first)
    ada_client.post(INBOX, {"key": second.key, "run": [run.uid]})
    run.refresh_from_db()
    assert run.task == first


def test_outsider_sees_nothing_of_the_inbox(ada, cy_client):
    logged_run(ada, name="secret-canary")
    assert "secret-canary" not in page(cy_client, INBOX)


def test_guest_has_no_inbox(ada, gil_client):
    logged_run(ada)
    assert gil_client.get(INBOX).status_code == 403
    assert gil_client.post(INBOX, {}).status_code == 403


def test_rail_counts_what_waits(ada, ada_client):
    logged_run(ada)
    logged_run(ada)
    html = page(ada_client, "/inbox/")
    assert '<span class="rail__count">2</span>' in html


def test_inbox_keeps_markup_as_text(ada, ada_client):
    logged_run(ada, name=f"a{MARKUP}", tags={"mlflow.source.git.branch": MARKUP})
    html = page(ada_client, INBOX)
    assert "<img src=x" not in html


def test_inbox_takes_as_many_queries_for_thirty_runs_as_for_three(
    ada, ben, kite, ada_client, django_assert_num_queries
):
    _in_progress(experiment(kite, ada), ada)
    for _ in range(3):
        logged_run(ada)
    few = queries_of(lambda: page(ada_client, INBOX))
    for _ in range(27):
        logged_run(ben, tags={"mlflow.source.git.branch": "x"})
    with django_assert_num_queries(few):
        page(ada_client, INBOX)
    assert few <= 15


def _in_progress(task, by):
    """Put the task into progress as the person's, without what other domains ask of a start."""
    column = first_column(task.project, ColumnState.ACTIVE)
    type(task).objects.filter(pk=task.pk).update(column=column, assignee=by)
    task.refresh_from_db()
    return task


def test_runs_are_put_aside_and_taken_back(ada, ada_client, ben_client, gil_client, cy_client):
    one, two, three = (logged_run(ada, name=f"{name}-hare") for name in ("brown", "grey", "white"))
    put = ada_client.post(f"{INBOX}aside", {"run": [one.uid, two.uid]})
    assert put.status_code == 303
    html = page(ada_client, INBOX)
    assert "white-hare" in html
    assert "brown-hare" not in html
    assert "2 runs were put aside" in html
    assert "grey-hare" in page(ben_client, f"{INBOX}?ignored")
    ben_client.post(f"{INBOX}aside?back=1&run={one.uid}")
    assert "brown-hare" in page(ada_client, INBOX)
    kinds = Event.objects.filter(subject_id=one.uid, kind__in=["run.ignored", "run.waits-again"])
    assert list(kinds.order_by("pk").values_list("kind", flat=True)) == ["run.ignored", "run.waits-again"]
    assert gil_client.post(f"{INBOX}aside", {"run": [three.uid]}).status_code in {403, 404}
    assert cy_client.post(f"{INBOX}aside", {"run": [three.uid]}).status_code in {403, 404}
    assert ada_client.post(f"{INBOX}aside", {"run": ["nonsense"]}).status_code == 422


def test_an_ignored_run_that_is_linked_and_taken_off_waits_again(ada, kite, ada_client):
    run = logged_run(ada, name="grey-hare")
    ada_client.post(f"{INBOX}aside", {"run": [run.uid]})
    ada_client.post(f"/runs/{run.uid}/task", {"key": experiment(kite, ada).key})
    ada_client.post(f"/runs/{run.uid}/inbox")
    assert "grey-hare" in page(ada_client, INBOX)


def test_everybody_counts_the_inbox_alike(ada, kite, ada_client, api):
    waits, aside = logged_run(ada, name="grey-hare"), logged_run(ada, name="brown-hare")
    start_run(group_of_project(kite, "KITE-SCRATCH-1"), NewRun(name="scratch"), by=ada)
    ada_client.post(f"{INBOX}aside", {"run": [aside.uid]})
    assert "1 in the inbox" in page(ada_client, "/projects/KITE/runs")
    told = api(ada).get("/api/v1/runs?unlinked=true").json()["items"]
    assert [one["uid"] for one in told] == [aside.uid, waits.uid]
