from typing import Any

import pytest
from django.test import Client

from assay.activity.models import Event
from assay.importers.jobs import drop_unfinished, sync_due, sync_slice
from assay.importers.models import Source, SourceState
from assay.importers.tests.bringing import bring
from assay.importers.tests.stub import Stub
from assay.kit.clock import now
from assay.runs.models import Run, RunGroup

FORM = {"uri": "https://mlflow.example.org/", "user_name": "", "secret": "hush-hush", "schedule": "minute"}


def test_a_server_is_added_and_its_secret_is_never_shown(ada_client: Client, kite: Any) -> None:
    answer = ada_client.post("/projects/KITE/imports", FORM)
    source = Source.objects.get()
    assert answer.status_code == 303
    assert (source.uri, source.secret, source.schedule) == ("https://mlflow.example.org", "hush-hush", "minute")
    page = ada_client.get(f"/projects/KITE/imports/{source.pk}").content.decode()
    assert "hush-hush" not in page
    assert "hush" not in source.sealed
    assert Event.objects.filter(kind="source.added", data__uri=source.uri).exists()
    assert "mlflow.example.org" in ada_client.get("/projects/KITE/imports").content.decode()


def test_a_server_that_is_added_again_keeps_its_token(ada_client: Client, kite: Any) -> None:
    ada_client.post("/projects/KITE/imports", FORM)
    assert ada_client.post("/projects/KITE/imports", FORM | {"secret": ""}).status_code == 422
    assert Source.objects.get().secret == "hush-hush"


@pytest.mark.parametrize(
    "uri", ["file:///srv/mlruns", "mlruns", "https://user:pass@x.example", "ftp://x", "http://[::"]
)
def test_an_address_that_is_no_server_is_refused_with_words(ada_client: Client, kite: Any, uri: str) -> None:
    answer = ada_client.post("/projects/KITE/imports", FORM | {"uri": uri})
    assert answer.status_code == 422
    assert not Source.objects.exists()


def test_who_may_not_edit_the_project_is_refused(ben_client: Client, cy_client: Client, kite: Any, ada: Any) -> None:
    source = Source.add(kite, "https://mlflow.example.org", by=ada)
    assert ben_client.get("/projects/KITE/imports").status_code == 403
    assert ben_client.post(f"/projects/KITE/imports/{source.pk}/removal").status_code == 403
    assert cy_client.get(f"/projects/KITE/imports/{source.pk}").status_code == 404


def test_pausing_resuming_and_removing(ada_client: Client, source: Source) -> None:
    page = f"/projects/KITE/imports/{source.pk}"
    ada_client.post(f"{page}/pause")
    source.refresh_from_db()
    assert source.state == SourceState.PAUSED
    ada_client.post(f"{page}/resumption")
    source.refresh_from_db()
    assert source.state == SourceState.RUNNING
    ada_client.post(f"{page}/removal")
    source.refresh_from_db()
    assert source.removed_at
    assert not source.sealed
    assert ada_client.get(page).status_code == 404


def test_what_a_removed_source_had_not_shown_is_dropped(stub: Stub, source: Source, ada: Any) -> None:
    churn = stub.add_experiment("churn")
    for number in range(1, 5):
        stub.add_run(churn, number, metrics={"loss": [1.0]})
    sync_slice_until_first_run(source)
    source.remove(by=ada)
    drop_unfinished.work(source.pk)
    drop_unfinished.work(source.pk)
    assert not Run.objects.exists()
    assert not RunGroup.objects.filter(name="churn").exists()


def sync_slice_until_first_run(source: Source) -> None:
    from assay.importers.sync.passes import advance

    source.ask()
    while not Run.objects.exists():
        advance(source, seconds=0)
        source.refresh_from_db()


def test_the_worker_brings_what_is_due(stub: Stub, source: Source, ada: Any) -> None:
    stub.add_run(stub.add_experiment("churn"), 1)
    Source.objects.update(next_at=now(), state=SourceState.DONE)
    assert list(Source.objects.due(at=now())) == [source]
    sync_due.work()
    assert not Source.objects.due(at=now()).exists()
    sync_slice.work(source.pk)
    assert Run.objects.visible_to(ada).count() == 1


def test_the_run_says_where_it_was_logged_and_that_it_was_deleted_there(
    stub: Stub, source: Source, ada_client: Client
) -> None:
    uid = stub.add_run(stub.add_experiment("churn"), 1)
    bring(source)
    page = f"/runs/{uid}"
    assert f"{stub.address}/#/experiments/1/runs/{uid}" in ada_client.get(page).content.decode()
    stub.run(uid)["info"]["lifecycle_stage"] = "deleted"
    bring(source)
    assert "Deleted there" in ada_client.get(page).content.decode()
