"""Curves leave as files through the page that shows them, with every point that was logged."""

import pytest

from assay.runs.models import Run
from assay.runs.tests.logged import experiment, logged_run

LONG = [1 / (1 + step) for step in range(700)]


@pytest.fixture
def run(kite, ada) -> Run:
    return logged_run(ada, task=experiment(kite, ada), metrics={"val/auc": LONG, "loss": [2.0, float("nan"), 1.0]})


def text_of(answer):
    return answer.getvalue().decode()


def test_the_doors_stand_at_each_curve(ada_client, run):
    page = ada_client.get(f"/runs/{run.uid}").content.decode()
    for form in ("png", "svg", "csv"):
        assert f"/runs/{run.uid}?chart=val%2Fauc&amp;as={form}" in page


def test_csv_holds_every_point_that_was_logged(ada_client, run):
    answer = ada_client.get(f"/runs/{run.uid}", {"chart": "val/auc", "as": "csv"})
    lines = text_of(answer).splitlines()
    assert lines[:2] == ["Line,Step,Time,Value", "val/auc,0,2025-10-09T08:53:20.000+00:00,1.0"]
    assert len(lines) == 701
    assert answer["Content-Disposition"] == 'attachment; filename="val-auc.csv"'
    assert "loss,1,2025-10-09T08:53:21.000+00:00,NaN" in text_of(
        ada_client.get(f"/runs/{run.uid}", {"chart": "loss", "as": "csv"})
    )


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_pictures_are_drawn_of_it(ada_client, run, form, begins):
    answer = ada_client.get(f"/runs/{run.uid}", {"chart": "val/auc", "as": form})
    assert answer.content.startswith(begins)
    assert "sandbox" in answer["Content-Security-Policy"]


def test_what_the_page_does_not_draw_is_not_there(ada_client, run):
    assert ada_client.get(f"/runs/{run.uid}", {"chart": "nothing", "as": "csv"}).status_code == 404
    assert ada_client.get(f"/runs/{run.uid}", {"chart": "loss", "as": "exe"}).status_code == 400


def test_outsiders_get_nothing_of_it(client_of, cy, run):
    for address in (f"/runs/{run.uid}?chart=loss", f"/runs/comparison?runs={run.number}&metric=loss&chart=loss"):
        for form in ("csv", "svg"):
            answer = client_of(cy).get(f"{address}&as={form}")
            assert answer.status_code == 404
            assert b"0.5" not in answer.content


def test_compared_runs_share_a_file(ada_client, run, kite, ada):
    other = logged_run(ada, task=run.task, metrics={"loss": [3.0, 2.5]})
    address = f"/runs/comparison?runs={run.number},{other.number}&metric=loss"
    page = ada_client.get(address).content.decode()
    assert "&amp;chart=loss&amp;as=csv" in page
    lines = text_of(ada_client.get(f"{address}&chart=loss&as=csv")).splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [str(run.number)] * 3 + [str(other.number)] * 2
    assert ada_client.get(f"{address}&chart=loss&as=svg").content.startswith(b"<svg")
