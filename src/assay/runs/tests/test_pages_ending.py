"""A run is ended, deleted and brought back from its page."""

import pytest
from django.http import Http404

from assay.activity.models import Event
from assay.runs.lifecycle import delete_run
from assay.runs.models import Run
from assay.runs.tests.logged import experiment, logged_run, page, with_file
from assay.runs.views.finding import holding
from assay.runs.writing import writing_to

TABLE = "/projects/KITE/runs"


@pytest.fixture
def task(ada, kite):
    return experiment(kite, ada)


@pytest.fixture
def run(ada, task):
    return logged_run(ada, task=task, name="gone-run", metrics={"auc": [0.5]})


def test_stuck_run_is_ended_from_its_page(ada, task, ada_client):
    stuck = logged_run(ada, task=task, name="stuck", status="RUNNING")
    assert "/end" in page(ada_client, f"/runs/{stuck.uid}")
    assert ada_client.post(f"/runs/{stuck.uid}/end").status_code == 303
    stuck.refresh_from_db()
    assert stuck.status == "KILLED"
    assert stuck.ended_at is not None
    html = page(ada_client, f"/runs/{stuck.uid}")
    assert "stopped run" in html
    assert f"/runs/{stuck.uid}/end" not in html


def test_run_that_is_over_stays_as_it_is(run, ada_client):
    ada_client.post(f"/runs/{run.uid}/end")
    run.refresh_from_db()
    assert run.status == "FINISHED"
    assert Event.objects.filter(kind="run.finished").count() == 1


def test_run_that_is_deleted_after_it_was_found_is_not_there(run, ada, rf):
    request = rf.post(f"/runs/{run.uid}/end")
    request.person = ada
    with writing_to(run.uid, by=ada) as held:
        delete_run(held, by=ada)
    with pytest.raises(Http404), holding(run, request):
        pass


def test_deleted_run_leaves_the_table_and_its_page_says_so(run, task, ada_client):
    response = ada_client.post(f"/runs/{run.uid}/deletion", follow=True)
    assert response.redirect_chain == [(TABLE, 303)]
    html = response.content.decode()
    assert f'data-undo="/runs/{run.uid}/restoration"' in html
    assert ">gone-run" not in html
    assert "1 deleted" in html
    assert "gone-run" in page(ada_client, f"{TABLE}?status=DELETED")
    shown = page(ada_client, f"/runs/{run.uid}")
    assert "This run is deleted" in shown
    assert f"/runs/{run.uid}/task" not in shown
    assert Event.objects.filter(kind="run.deleted", subject_id=str(task.pk)).exists()


def test_deleted_run_comes_back(run, ada_client):
    ada_client.post(f"/runs/{run.uid}/deletion")
    assert ada_client.post(f"/runs/{run.uid}/restoration").status_code == 303
    assert "gone-run" in page(ada_client, TABLE)
    assert "This run is deleted" not in page(ada_client, f"/runs/{run.uid}")
    assert list(Event.objects.filter(kind__startswith="run.").order_by("id").values_list("kind", flat=True)[2:]) == [
        "run.deleted",
        "run.restored",
    ]


def test_deleting_and_restoring_twice_is_once(run, ada_client):
    for verb in ("deletion", "deletion", "restoration", "restoration"):
        assert ada_client.post(f"/runs/{run.uid}/{verb}").status_code == 303
    assert Event.objects.filter(kind__in=["run.deleted", "run.restored"]).count() == 2


def test_unlinked_run_goes_back_to_the_inbox(ada, ada_client):
    free = logged_run(ada)
    assert ada_client.post(f"/runs/{free.uid}/deletion")["Location"] == "/inbox/"
    assert free.name not in page(ada_client, "/inbox/")


def test_deleted_run_can_be_read_and_not_changed(run, task, ada_client):
    with_file(run, "a.txt", b"kept")
    ada_client.post(f"/runs/{run.uid}/deletion")
    assert ada_client.get(f"/runs/{run.uid}/artifacts/a.txt").getvalue() == b"kept"
    for verb in ("end", "task", "inbox"):
        assert ada_client.post(f"/runs/{run.uid}/{verb}", {"key": task.key}).status_code == 404


@pytest.mark.parametrize("verb", ["end", "deletion", "restoration"])
def test_outsider_and_guest_change_nothing(run, gil, kite, ada, cy_client, gil_client, verb):
    assert cy_client.post(f"/runs/{run.uid}/{verb}").status_code == 404
    kite.add_member(gil, by=ada)
    assert gil_client.post(f"/runs/{run.uid}/{verb}").status_code == 403
    assert gil_client.get(f"/runs/{run.uid}/{verb}").status_code == 405
    assert Run.objects.get(pk=run.pk).deleted_at is None


def test_api_ends_deletes_and_restores(ada, task, api, gil):
    ada_api = api(ada)
    running = logged_run(ada, task=task, status="RUNNING")
    url = f"/api/v1/runs/{running.uid}"
    assert ada_api.post(f"{url}/end").json()["status"] == "KILLED"
    assert ada_api.delete(url).status_code == 204
    assert ada_api.delete(url).status_code == 204
    assert ada_api.get(url).status_code == 404
    assert ada_api.post(f"{url}/end").status_code == 404
    assert [one["uid"] for one in ada_api.get("/api/v1/runs?deleted=true").json()["items"]] == [running.uid]
    assert ada_api.get("/api/v1/runs").json()["items"] == []
    assert api(gil).post(f"{url}/restore").status_code == 404
    assert ada_api.post(f"{url}/restore").json()["deleted_at"] is None
    assert ada_api.get(url).status_code == 200
