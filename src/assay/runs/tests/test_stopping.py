"""A run is asked to stop, from its page and by programs, and may be let go on."""

import pytest
from django_q.models import OrmQ

from assay.activity.models import Event
from assay.kit.jobs import run as run_job
from assay.notifications.models import Notice
from assay.runs.models import Run
from assay.runs.stopping import STOP_TAG
from assay.runs.tests.logged import experiment, logged_run, page

JSON = {"content_type": "application/json"}


@pytest.fixture
def task(ada, kite):
    return experiment(kite, ada)


@pytest.fixture
def run(ada, task):
    return logged_run(ada, task=task, name="slow-hare", status="RUNNING")


def test_a_person_asks_from_the_page(run, task, ada, ada_client):
    assert 'name="because"' in page(ada_client, f"/runs/{run.uid}")
    answer = ada_client.post(f"/runs/{run.uid}/stop", {"because": "the labels are wrong"})
    assert answer.status_code == 303
    run.refresh_from_db()
    assert (run.stop_asked_by, run.stop_because, run.refusal) == (ada, "the labels are wrong", "")
    assert run.tags.get(key=STOP_TAG).value == "Ada Lovelace: the labels are wrong"
    event = Event.objects.get(kind="run.asked-to-stop", subject_id=str(task.pk))
    assert event.happening.wording() == f"asked run {run.number} slow-hare to stop"
    assert event.happening.quote() == "the labels are wrong"
    assert f'data-undo="/runs/{run.uid}/going-on"' in page(ada_client, f"/runs/{run.uid}")


def test_who_runs_the_training_is_told(run, ben, ben_client, ada):
    ben_client.post(f"/runs/{run.uid}/stop")
    for queued in OrmQ.objects.order_by("pk"):
        run_job(*queued.task["args"])
    assert "run.asked-to-stop" in Notice.objects.visible_to(ada).values_list("event__kind", flat=True)


def test_asking_again_changes_nothing(run, ada, ben_client, ada_client):
    ada_client.post(f"/runs/{run.uid}/stop", {"because": "too slow"})
    ben_client.post(f"/runs/{run.uid}/stop", {"because": "me too"})
    run.refresh_from_db()
    assert (run.stop_asked_by, run.stop_because) == (ada, "too slow")
    assert Event.objects.filter(kind="run.asked-to-stop").count() == 1


def test_a_run_that_is_over_is_not_asked(ada, task, ada_client, api):
    over = logged_run(ada, task=task)
    ada_client.post(f"/runs/{over.uid}/stop")
    answer = api(ada).post(f"/api/v1/runs/{over.uid}/stop", "{}", **JSON)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "run-over")
    assert Run.objects.filter(stop_asked_at=None).count() == 1


def test_the_request_is_taken_back(run, ada_client):
    ada_client.post(f"/runs/{run.uid}/stop")
    ada_client.post(f"/runs/{run.uid}/going-on")
    run.refresh_from_db()
    assert (run.stop_asked_at, run.stop_asked_by, run.stop_because) == (None, None, "")
    assert not run.tags.filter(key=STOP_TAG).exists()
    assert Event.objects.filter(kind="run.may-go-on").count() == 1
    ada_client.post(f"/runs/{run.uid}/going-on")
    assert Event.objects.filter(kind="run.may-go-on").count() == 1


def test_a_reason_that_is_too_long_is_not_half_kept(run, ada_client):
    ada_client.post(f"/runs/{run.uid}/stop", {"because": "x" * 301})
    run.refresh_from_db()
    assert run.stop_asked_at is None


def test_programs_ask_look_and_take_back(run, ada, api):
    client, address = api(ada), f"/api/v1/runs/{run.uid}/stop"
    assert client.get(address).json() == {"stop": False, "because": "", "by": "", "asked_at": None, "refuses": False}
    told = client.post(address, {"because": "too slow"}, **JSON).json()
    assert (told["stop"], told["because"], told["by"], told["refuses"]) == (True, "too slow", "Ada Lovelace", False)
    assert api(ada, scope="read").get(address).json() == told
    assert client.delete(address).json()["stop"] is False


@pytest.mark.parametrize("path", ["stop", "going-on"])
def test_others_are_kept_out(path, run, cy_client, gil_client):
    assert cy_client.post(f"/runs/{run.uid}/{path}").status_code == 404
    assert gil_client.post(f"/runs/{run.uid}/{path}").status_code == 404


def test_programs_of_others_are_kept_out(run, cy, ada, api):
    assert api(cy).get(f"/api/v1/runs/{run.uid}/stop").status_code == 404
    assert api(cy).post(f"/api/v1/runs/{run.uid}/stop", "{}", **JSON).status_code == 404
    assert api(ada, scope="read").post(f"/api/v1/runs/{run.uid}/stop", "{}", **JSON).status_code == 403


def test_the_page_says_who_asked_and_offers_to_go_on(run, ada_client, gil_client):
    before = page(ada_client, f"/runs/{run.uid}")
    assert f"/runs/{run.uid}/stop" in before
    assert f"/runs/{run.uid}/going-on" not in before
    ada_client.post(f"/runs/{run.uid}/stop", {"because": "too slow"})
    after = page(ada_client, f"/runs/{run.uid}")
    assert "Ada Lovelace asked it to stop" in after
    assert f"/runs/{run.uid}/going-on" in after
    assert f'action="/runs/{run.uid}/stop"' not in after
