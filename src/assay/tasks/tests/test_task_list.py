"""The table of tasks: its filter, its order, its pages, its file; and what the filter is completed with."""

from decimal import Decimal

import pytest

from assay.tasks.models import Task

pytestmark = pytest.mark.django_db
LIST, ALL = "/projects/KITE/tasks", "/tasks"


@pytest.fixture
def page(ada_client):
    """The text of the table for a filter and other parts of the address."""
    return lambda text="", *, at=LIST, **query: ada_client.get(at, {"filter": text, **query}).content.decode()


@pytest.mark.parametrize("address", [LIST, ALL])
def test_the_table_shows_what_fits(make, page, address):
    tail, nose = make("Tune the tail"), make("Paint the nose", kind="data")
    found = page("tail", at=address)
    assert f'href="/tasks/{tail.key}"' in found
    assert nose.key not in found


@pytest.mark.parametrize("address", [LIST, ALL])
def test_the_table_hears_of_changes_of_its_projects(page, kite, address):
    assert f'data-live="project:{kite.pk}"' in page(at=address)


def test_a_bad_filter_keeps_its_text_and_offers_what_was_meant(make, page, ada_client):
    make("Tune")
    assert ada_client.get(LIST, {"filter": "phse:x"}).status_code == 422
    found = page("phse:modeling <b>")
    assert 'value="phse:modeling &lt;b&gt;"' in found
    assert "<mark>phse</mark>" in found
    assert "?filter=phase%3Amodeling+%3Cb%3E" in found
    assert 'role="alert"' in found


def test_any_column_orders_the_table(make, page, ada, ben):
    make("B", assignee=ben, estimate_days=Decimal(3)), make("A", assignee=ada, estimate_days=Decimal(1))
    for order in ("title", "assignee", "estimate", "-updated", "-key"):
        found = page("estimate:1,3 has:estimate author:ada is:open -is:unassigned", order=order)
        assert found.index(">A</a>") < found.index(">B</a>"), order
    assert 'aria-sort="descending"' in page(order="-title")
    assert "aria-sort" not in page(order="password")


def test_a_hundred_tasks_are_a_page(make, page, django_assert_max_num_queries):
    for number in range(103):
        make(f"Zeppelin {number}", estimate_days=None)
    with django_assert_max_num_queries(15):
        first = page("zeppelin")
    assert first.count("data-walk") == 100
    assert "1–100 of 103" in first
    assert "start=100" in first
    assert page("zeppelin", start=100).count("data-walk") == 3
    for odd in ("-1", "x", "99999999999999999999", "9999999"):
        assert page("zeppelin", start=odd).count("data-walk") == 100


def test_the_table_is_saved_as_a_file(make, ada_client):
    make("=HYPERLINK(1)", kind="data"), make("Other")
    answer = ada_client.get(f"{LIST}.csv", {"filter": "kind:data hyperlink"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert lines[0].startswith("key,title,project,kind,phase,column,state")
    assert len(lines) == 2
    assert ",'=HYPERLINK(1),KITE,data," in lines[1]
    assert ada_client.get("/tasks.csv", {"filter": "phse:x"}).status_code == 422


def test_outsiders_see_nothing(make, cy_client):
    make("Tune")
    for address in (LIST, f"{LIST}.csv", "/projects/KITE/filter"):
        assert cy_client.get(address).status_code == 404
    assert "KITE" not in cy_client.get(ALL).content.decode()
    assert "KITE" not in cy_client.get("/filter").content.decode()


def test_the_archive_is_out_unless_asked_for(make, page, ada):
    make("Gone away").archive(by=ada)
    assert "Gone away" not in page()
    assert "Gone away" in page("is:archived")


def test_a_filter_is_completed_with_values_and_their_open_tasks(make, busy, kite, ada, ada_client):
    make("Mine", assignee=ada, labels=[kite.add_label(name="needs review", hue=1, by=ada)])
    keys = {one["key"]: one["values"] for one in ada_client.get("/projects/KITE/filter").json()["keys"]}
    assert keys["assignee"][0] == ["me", "Ada Lovelace", 1]
    assert ["ben.okafor", "Ben Okafor", 1] in keys["assignee"]
    assert ['"needs review"', "", 1] in keys["label"]
    assert ["active", "", 1] in keys["state"]
    assert keys["age"][0] == [">5d", "", None]
    assert "project" not in keys
    everywhere = {one["key"]: one["values"] for one in ada_client.get("/filter").json()["keys"]}
    assert [value[:2] for value in everywhere["project"]] == [["KITE", "Kite"]]


def test_of_many_values_those_are_sent_that_fit(kite, ada, ada_client):
    for number in range(301):
        kite.labels.create(name=f"label {number}")
    keys = {one["key"]: one for one in ada_client.get("/projects/KITE/filter").json()["keys"]}
    assert (len(keys["label"]["values"]), keys["label"]["is_part"]) == (300, True)
    (label,) = ada_client.get("/projects/KITE/filter", {"key": "label", "words": "label 30"}).json()["keys"]
    assert {text for text, _about, _count in label["values"]} == {'"label 30"', '"label 300"'}


def test_completion_asks_the_database_a_fixed_number_of_times(make, kite, ada_client, django_assert_max_num_queries):
    for number in range(20):
        make(f"Task {number}")
    assert Task.objects.count() > 20
    with django_assert_max_num_queries(9):
        ada_client.get("/filter")
