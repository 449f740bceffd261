"""Columns that are remembered, views under names, and what is done to ticked runs."""

import pytest

from assay.activity.models import Event
from assay.runs.models import Run, SavedView, TableChoice
from assay.runs.tests.logged import experiment, logged_run, page
from assay.runs.tests.test_table import TABLE, names


@pytest.fixture
def task(ada, kite):
    return experiment(kite, ada)


@pytest.fixture
def runs(ada, task):
    return [
        logged_run(
            ada, task=task, name=f"r{lr}", params={"lr": lr, "depth": "3"}, metrics={"val/f1": [0.5], "loss": [1]}
        )
        for lr in ("1", "2")
    ]


def choose(client, *columns, **more):
    return client.post(f"{TABLE}/columns", {"column": list(columns), **more})


def test_chosen_columns_are_remembered_in_their_order(runs, ada_client):
    chosen = ("metrics.loss", "params.depth", "metrics.val/f1")
    more = {"pick:metrics.val/f1": "best", "width:params.depth": "wide", "back": "filter=r1"}
    assert choose(ada_client, *chosen, **more)["Location"] == f"{TABLE}?filter=r1"
    html = page(ada_client, TABLE)
    assert html.index('title="loss"') < html.index('title="depth"') < html.index('title="val/f1"')
    assert 'title="lr"' not in html
    assert "w-wide" in html
    assert "f1 <small>best</small>" in html


def test_choice_is_of_one_person(runs, ada_client, ben_client):
    choose(ada_client, "params.depth")
    assert 'title="lr"' in page(ben_client, TABLE)


def test_address_wins_over_the_choice(runs, ada_client):
    choose(ada_client, "params.depth")
    assert 'title="loss"' in page(ada_client, f"{TABLE}?column=metrics.loss")


def test_reset_is_one_click(runs, ada_client):
    choose(ada_client, "params.depth")
    ada_client.post(f"{TABLE}/columns", {"fold": "metrics.val/"})
    ada_client.post(f"{TABLE}/columns", {"reset": "1"})
    html = page(ada_client, TABLE)
    assert 'title="lr"' in html
    assert TableChoice.objects.get().folded == []


def test_family_folds_and_unfolds(runs, ada_client):
    choose(ada_client, "metrics.val/f1", "metrics.val/auc", "metrics.loss")
    ada_client.post(f"{TABLE}/columns", {"fold": "metrics.val/"})
    html = page(ada_client, TABLE)
    assert "2 columns" in html
    assert 'title="val/auc"' not in html
    assert 'title="loss"' in html
    ada_client.post(f"{TABLE}/columns", {"fold": "metrics.val/"})
    assert 'title="val/auc"' in page(ada_client, TABLE)


def test_dialog_offers_every_key_and_moves_without_scripts(runs, ada_client):
    html = page(ada_client, f"{TABLE}/columns?column=params.lr&column=metrics.loss")
    for name in ("params.depth", "metrics.val/f1", "attributes.branch"):
        assert f'value="{name}"' in html
    moved = choose(ada_client, "params.lr", "metrics.loss", move="down:params.lr").content.decode()
    assert moved.index('value="metrics.loss"') < moved.index('value="params.lr"')
    assert not TableChoice.objects.exists()


@pytest.mark.parametrize("column", ["nonsense", "attributes.password", f"params.{'x' * 300}"])
def test_unknown_columns_are_refused(runs, ada_client, column):
    assert choose(ada_client, column).status_code == 422


def test_view_keeps_filter_and_columns_for_the_project(runs, ada_client, ben_client):
    query = "filter=r1&column=params.depth&start=50&evil=1"
    ada_client.post(f"{TABLE}/views", {"name": "  Only   r1 ", "query": query})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("Only r1", "filter=r1&column=params.depth")
    html = page(ben_client, TABLE)
    assert "Only r1" in html
    assert names(page(ben_client, f"{TABLE}?{view.query}")) == ["r1"]


def test_view_of_the_same_name_is_replaced_and_can_go(runs, ada_client):
    for query in ("filter=r1", "filter=r2"):
        ada_client.post(f"{TABLE}/views", {"name": "mine", "query": query})
    view = SavedView.objects.get()
    assert view.query == "filter=r2"
    ada_client.post(f"{TABLE}/views/{view.pk}")
    assert not SavedView.objects.exists()


def test_outsider_and_guest_change_no_view(runs, ada_client, cy_client, gil_client):
    ada_client.post(f"{TABLE}/views", {"name": "mine", "query": ""})
    pk = SavedView.objects.get().pk
    for url in (f"{TABLE}/views", f"{TABLE}/views/{pk}"):
        assert cy_client.post(url, {"name": "x"}).status_code == 404
        assert gil_client.post(url, {"name": "x"}).status_code == 404
    assert SavedView.objects.get().name == "mine"


def ticked(client, what, runs, **more):
    return client.post(
        f"{TABLE}/selected/{what}", {"run": [run.uid for run in runs], "back": "order=params.lr", **more}
    )


def test_ticked_runs_are_compared_under_an_address(runs, ada_client):
    first, second = runs
    found = ticked(ada_client, "comparison", [second, first])
    assert found["Location"] == f"/runs/comparison?runs={second.number},{first.number}"


def test_ticked_runs_are_linked(ada, kite, runs, ada_client):
    other = experiment(kite, ada, "Other")
    assert ticked(ada_client, "task", runs, key=other.key.lower())["Location"] == f"{TABLE}?order=params.lr"
    assert set(Run.objects.values_list("task__number", "linked_because")) == {(other.number, "by-hand")}


def test_unknown_key_links_nothing(runs, task, ada_client):
    assert ticked(ada_client, "task", runs, key="KITE-999").status_code == 422
    assert set(Run.objects.values_list("task", flat=True)) == {task.pk}


def test_ticked_runs_are_deleted_and_come_back(runs, ada_client):
    ticked(ada_client, "deletion", runs)
    assert Run.objects.alive().count() == 0
    assert Event.objects.filter(kind="run.deleted").count() == 2
    numbers = ",".join(str(run.number) for run in runs)
    ada_client.post(f"{TABLE}/selected/restoration?numbers={numbers}")
    assert Run.objects.alive().count() == 2


def test_ticked_runs_end(ada, task, runs, ada_client):
    open_run = logged_run(ada, task=task, status="RUNNING")
    ticked(ada_client, "end", [*runs, open_run])
    assert list(Run.objects.order_by("number").values_list("status", flat=True)) == ["FINISHED", "FINISHED", "KILLED"]


@pytest.mark.parametrize("what", ["comparison", "task", "end", "deletion", "restoration"])
def test_nothing_ticked_says_so(runs, ada_client, what):
    assert ticked(ada_client, what, []).status_code == 422


@pytest.mark.parametrize("what", ["task", "end", "deletion", "restoration"])
def test_outsider_and_guest_change_nothing(runs, task, cy_client, gil_client, what):
    for client in (cy_client, gil_client):
        assert ticked(client, what, runs, key=task.key).status_code == 404
    assert Run.objects.alive().filter(status="FINISHED").count() == 2


@pytest.mark.parametrize("what", ["task", "end", "deletion", "restoration"])
def test_guest_of_the_project_changes_nothing(ada, kite, gil, runs, task, gil_client, what):
    kite.add_member(gil, by=ada)
    assert ticked(gil_client, what, runs, key=task.key).status_code == 403
