import csv
import io
import json
import math
import zipfile
from typing import Any

import pytest
from django.test import Client

from assay.runs.models import Run
from assay.runs.tests.logged import experiment, logged_run


@pytest.fixture
def run(kite: Any, ada: Any) -> Run:
    task = experiment(kite, ada)
    return logged_run(ada, task=task, metrics={"f1": [0.5, 0.9, 0.7], "odd": [math.nan]}, params={"note": "=1+1"})


def body(client: Client, kind: str) -> bytes:
    answer = client.get(f"/projects/KITE/exports/{kind}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_a_table_holds_last_lowest_and_highest_and_no_formula(ada_client: Client, run: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(body(ada_client, "csv").decode()))
    assert (row["id"], row["metrics.f1"], row["min.f1"], row["max.f1"]) == (run.uid, "0.7", "0.5", "0.9")
    assert row["params.note"] == "'=1+1"
    assert row["metrics.odd"] == "nan"


def test_lines_of_json_are_valid_json(ada_client: Client, run: Run) -> None:
    (line,) = body(ada_client, "jsonl").decode().splitlines()
    assert (json.loads(line)["metrics.odd"], json.loads(line)["points.f1"]) == ("NaN", 3)


def test_the_zip_holds_every_point(ada_client: Client, run: Run) -> None:
    archive = zipfile.ZipFile(io.BytesIO(body(ada_client, "zip")))
    assert sorted(archive.namelist()) == [f"points/{run.uid}.csv", "runs.csv", "runs.jsonl"]
    points = list(csv.DictReader(io.StringIO(archive.read(f"points/{run.uid}.csv").decode())))
    assert [(one["metric"], one["value"]) for one in points][:2] == [("f1", "0.5"), ("f1", "0.9")]


def test_only_who_sees_the_project_exports_it(cy_client: Client, gil_client: Client, run: Run) -> None:
    assert cy_client.get("/projects/KITE/exports/csv").status_code == 404
    assert cy_client.get("/projects/KITE/exports").status_code == 404


def test_another_kind_is_not_there(ada_client: Client, run: Run) -> None:
    assert ada_client.get("/projects/KITE/exports/xlsx").status_code == 404
    assert ada_client.get("/projects/KITE/exports").status_code == 200
