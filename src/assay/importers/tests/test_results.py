import math
from contextlib import suppress
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from assay.importers.jobs import KEPT, sweep_results
from assay.importers.models import ResultsFile
from assay.importers.results.columns import said
from assay.importers.results.reading import guessed, moment_of, number_of, runs_of
from assay.importers.results.sent import Sent, take_sent
from assay.importers.results.table import Unreadable, decoded, table_of
from assay.kit.clock import now
from assay.kit.tests.at_once import at_once
from assay.runs.models import MetricSeries, Run
from assay.tasks.models import Task

WIDE = "name,lr,f1,params.note,tags.split\nfirst,0.1,0.8,'=A1,test\nsecond,0.2,nan,,\n"
LONG = "run,step,metric,value\na,0,loss,1\na,1,loss,0.5\nb,0,loss,2\n"


@pytest.fixture
def task(kite: Any, ada: Any) -> Task:
    return Task.create(kite, title="Tail", kind="experiment", by=ada)


def read(text: str) -> Any:
    table = table_of(text)
    return runs_of(table, guessed(table))


def problem(text: str) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(text)
    return refusal.value.problems[0]


def test_columns_are_guessed_by_name_and_by_what_they_hold() -> None:
    roles = {one.heading: (one.role, one.name) for one in guessed(table_of(WIDE))}
    assert roles["lr"] == ("param", "lr")
    assert roles["f1"] == ("metric", "f1")
    assert roles["params.note"] == ("param", "note")
    assert roles["tags.split"] == ("tag", "split")


def test_a_row_is_a_run_and_the_mark_before_a_formula_is_undone() -> None:
    first, second = read(WIDE)
    assert (first.name, first.params, first.tags) == ("first", {"lr": "0.1", "note": "=A1"}, {"split": "test"})
    assert math.isnan(second.points[0].value)


def test_rows_of_one_run_are_its_steps() -> None:
    first, second = read(LONG)
    assert [(point.step, point.value) for point in first.points] == [(0, 1.0), (1, 0.5)]
    assert (first.name, second.name) == ("a", "b")


def test_semicolons_and_tabs_are_read_as_well() -> None:
    assert len(read(WIDE.replace(",", ";"))) == 2
    assert len(read(WIDE.replace(",", "\t"))) == 2


def test_the_line_that_spreadsheets_write_above_the_headings_names_the_separator() -> None:
    assert read("sep=;\n" + WIDE.replace(",", ";")) == read(WIDE)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20260302", (2026, 3, 2)),
        ("1790000000", (2026, 9, 21)),
        ("1790000000000", (2026, 9, 21)),
        ("253402300799000", None),
        ("9" * 400, None),
        ("٢٠٢٦٠٣٠٢", None),
    ],
)
def test_days_and_moments_come_as_numbers_too(cell: str, day: tuple[int, int, int] | None) -> None:
    found = moment_of(cell)
    assert (found and (found.year, found.month, found.day)) == day


def test_a_decimal_comma_is_named_with_its_place() -> None:
    table = table_of("name;f1\na;0,85\n")
    columns = said(guessed(table), {1: "metric"})
    with pytest.raises(Unreadable, match=r"Line 2, column f1: “0,85” has a decimal comma"):
        runs_of(table, columns)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("a,b\n", "no row below"),
        ("a,a\n1,2\n", "there twice"),
        ("a,\n1,2\n", "no heading"),
        ("a,b\n1\n", "Line 2 has 1 cells"),
        ('a,b\n"1,2\n', "quote"),
        ("metric,value\nloss,x\n", "is no number"),
        ("name,started,f1\na,yesterday,1\n", "is no date"),
        ("run,step,metric,value\na,x,loss,1\n", "is no whole number"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, words: str) -> None:
    assert words in problem(text)


def test_a_million_rows_are_refused() -> None:
    assert "Send it in parts" in problem("name,f1\n" + "a,1\n" * 200_001)


def test_utf_16_is_read_and_other_bytes_are_refused() -> None:
    assert decoded(WIDE.encode("utf-16")) == WIDE
    assert decoded(b"\xef\xbb\xbfa") == "a"
    for odd in (b"\xff\x00", b"caf\xe9", b"a\0b", "a\0b".encode("utf-16")):
        with pytest.raises(Unreadable):
            decoded(odd)
    with pytest.raises(Unreadable, match=r"line 2, byte 9"):
        decoded(b"name\ncaf\xe9")


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text: str) -> None:
    with suppress(Unreadable):
        assert read(text)


@given(st.floats())
def test_every_number_comes_back(value: float) -> None:
    found = number_of(repr(value))
    assert found is not None
    assert found == value or math.isnan(value)


def test_a_table_is_shown_before_anything_is_stored_and_then_stored_whole(ada_client: Client, task: Task) -> None:
    file = SimpleUploadedFile("r.csv", WIDE.encode())
    answer = ada_client.post("/projects/KITE/imports/results", {"task": task.key, "file": file})
    kept = ResultsFile.objects.get()
    assert not Run.objects.exists()
    page = ada_client.get(answer.headers["Location"]).content.decode()
    assert 'value="metric" selected' in page
    answer = ada_client.post(answer.headers["Location"], {"role-1": "metric"})
    assert answer.status_code == 303, answer.content.decode()
    assert Run.objects.filter(task=task, deleted_at=None).count() == 2
    assert MetricSeries.objects.filter(key="lr").count() == 2
    assert not ResultsFile.objects.filter(pk=kept.pk).exists()


def test_a_table_that_nobody_comes_back_to_is_forgotten(ada_client: Client, task: Task) -> None:
    for name in ("old.csv", "new.csv"):
        file = SimpleUploadedFile(name, WIDE.encode())
        ada_client.post("/projects/KITE/imports/results", {"task": task.key, "file": file})
    ResultsFile.objects.filter(name="old.csv").update(created_at=now() - 2 * KEPT)
    sweep_results.work()
    assert ResultsFile.objects.get().name == "new.csv"


def test_one_bad_cell_stores_nothing(ada_client: Client, task: Task) -> None:
    file = SimpleUploadedFile("r.csv", b"name,f1\na,1\nb,x\n")
    answer = ada_client.post("/projects/KITE/imports/results", {"task": task.key, "file": file})
    answer = ada_client.post(answer.headers["Location"], {"role-1": "metric"})
    assert answer.status_code == 422
    assert "Line 3, column f1" in answer.content.decode()
    assert not Run.objects.exists()


def test_an_id_that_is_too_long_is_refused_with_words(ada_client: Client, task: Task) -> None:
    file = SimpleUploadedFile("r.csv", f"id,f1\n{'x' * 251},1\n".encode())
    answer = ada_client.post("/projects/KITE/imports/results", {"task": task.key, "file": file})
    answer = ada_client.post(answer.headers["Location"], {"role-1": "metric"})
    assert answer.status_code == 422
    assert "at most 250" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_run_that_is_sent_twice_at_once_is_one_run(kite: Any, ada: Any, task: Task) -> None:
    def send() -> None:
        take_sent(Task.objects.select_related("project").get(pk=task.pk), [Sent(id="nightly")], origin="x", by=ada)

    assert at_once(send, send, send) == [None, None, None]
    assert Run.objects.count() == 1


def test_somebody_elses_file_is_not_found(ada_client: Client, lea_client: Client, task: Task) -> None:
    file = SimpleUploadedFile("r.csv", WIDE.encode())
    answer = ada_client.post("/projects/KITE/imports/results", {"task": task.key, "file": file})
    assert lea_client.get(answer.headers["Location"]).status_code == 404


SENT = {"id": "nightly-1", "name": "n", "params": {"lr": 0.1}, "metrics": {"f1": 0.9, "odd": "NaN"}, "tags": {"a": "b"}}


def test_a_run_is_sent_by_the_api_and_sent_again_it_is_the_same_run(api: Any, ada: Any, task: Task) -> None:
    client, address = api(ada), f"/api/v1/tasks/{task.key}/runs"
    points = {"points": [{"key": "loss", "value": 1.0 / (step + 1), "step": step} for step in range(3)]}
    first = client.post(address, SENT | points, content_type="application/json")
    again = client.post(address, SENT | points, content_type="application/json")
    assert first.status_code == again.status_code == 201, first.content
    assert first.json()["uid"] == again.json()["uid"]
    assert (first.json()["task"], first.json()["status"]) == (task.key, "FINISHED")
    assert Run.objects.count() == 1
    assert dict(MetricSeries.objects.values_list("key", "count")) == {"f1": 1, "odd": 1, "loss": 3}
    other = client.post(address, SENT, content_type="application/json")
    assert other.status_code == 409
    assert other.json()["error"]["code"] == "other-run"


@pytest.mark.parametrize("field", ["started_at", "ended_at"])
def test_a_time_that_no_page_can_show_is_named(api: Any, ada: Any, task: Task, field: str) -> None:
    sent = SENT | {field: "9999-12-31T23:59:59Z"}
    answer = api(ada).post(f"/api/v1/tasks/{task.key}/runs", sent, content_type="application/json")
    assert answer.status_code == 422
    assert list(answer.json()["error"]["fields"]) == [field]


def test_many_runs_are_stored_all_or_none(api: Any, ada: Any, task: Task) -> None:
    client, address = api(ada), f"/api/v1/tasks/{task.key}/runs/bulk"
    good, bad = SENT | {"id": "1"}, SENT | {"id": "1", "name": "other"}
    refused = client.post(address, {"runs": [good, bad]}, content_type="application/json")
    assert refused.status_code == 409
    assert not Run.objects.exists()
    taken = client.post(address, {"runs": [good, SENT | {"id": "2"}]}, content_type="application/json")
    assert len(taken.json()["items"]) == 2


def test_an_outsider_and_a_guest_send_nothing(api: Any, cy: Any, gil: Any, task: Task) -> None:
    address = f"/api/v1/tasks/{task.key}/runs"
    assert api(cy).post(address, SENT, content_type="application/json").status_code == 404
    assert api(gil).post(address, SENT, content_type="application/json").status_code in {403, 404}
    assert not Run.objects.exists()
